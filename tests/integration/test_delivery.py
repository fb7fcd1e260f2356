"""Letters leave once, wait when nothing has left, and go on paper when mail fails."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from fairnotice.actions.record_bounce import NothingSent, RecordBounce, UnknownLetter, record_bounce
from fairnotice.kernel.problem import BadInput
from fairnotice.ledger.letters import Notice, Outgoing
from fairnotice.outbox.delivery import DeliveryReport, deliver_due
from fairnotice.outbox.rows import BACKOFF, LEASE
from tests.support.mailserver import MailServer
from tests.support.outgoing import an_early_word

pytestmark = pytest.mark.django_db
State = Outgoing.State


@pytest.fixture
def server(settings: Settings, home: Path) -> Iterator[MailServer]:
    with MailServer() as server:
        settings.EMAIL_URL = server.url
        yield server


def the_mail(notice: Notice) -> Outgoing:
    return Outgoing.objects.get(notice=notice, channel="email")


def paper(notice: Notice) -> Outgoing | None:
    return Outgoing.objects.filter(notice=notice, channel="post").first()


class TestWithoutAMailServer:
    def test_a_letter_becomes_one_file_whose_name_is_its_own(self, home: Path, now: datetime) -> None:
        notice = an_early_word(now=now)
        assert deliver_due(now=now) == DeliveryReport(sent=1)
        assert deliver_due(now=now) == DeliveryReport()
        (file,) = (home / "mail").iterdir()
        assert file.suffix == ".eml"
        mail = message_from_bytes(file.read_bytes(), policy=default)
        assert mail["To"] == the_mail(notice).address
        assert mail["Subject"] == notice.subject
        assert mail["Message-ID"] == the_mail(notice).message_id
        assert mail["Auto-Submitted"] == "auto-generated"
        body = mail.get_body(("plain",))
        assert body is not None
        assert body.get_content().replace("\r\n", "\n") == notice.text
        assert mail.get_body(("html",)) is not None

    @pytest.mark.parametrize("state", [State.HANDING, State.HANDED])
    def test_a_letter_whose_sender_died_before_the_file_was_there_is_written(
        self, home: Path, now: datetime, state: Outgoing.State
    ) -> None:
        notice = an_early_word(now=now)
        Outgoing.objects.update(state=state, leased_by="gone", lease_until=now)
        assert deliver_due(now=now).sent == 1
        assert the_mail(notice).state == State.SENT
        assert len(list((home / "mail").iterdir())) == 1

    def test_a_letter_whose_sender_died_after_the_file_was_there_is_not_written_again(
        self, home: Path, now: datetime
    ) -> None:
        notice = an_early_word(now=now)
        deliver_due(now=now)
        (file,) = (home / "mail").iterdir()
        file.write_bytes(b"as it was")
        Outgoing.objects.update(state=State.HANDED, leased_by="gone", lease_until=now)
        assert deliver_due(now=now).sent == 1
        assert the_mail(notice).state == State.SENT
        assert file.read_bytes() == b"as it was"

    def test_a_full_disk_puts_the_letter_off(self, home: Path, now: datetime) -> None:
        (home / "mail").write_text("a file where the folder should be")
        notice = an_early_word(now=now)
        assert deliver_due(now=now).put_off == 1
        assert the_mail(notice).state == State.QUEUED
        assert the_mail(notice).due_at == now + BACKOFF[0]


class TestLeases:
    def test_a_row_that_another_process_holds_is_left_alone(self, home: Path, now: datetime) -> None:
        an_early_word(now=now)
        Outgoing.objects.update(leased_by="another", lease_until=now + LEASE)
        assert deliver_due(now=now) == DeliveryReport()

    def test_a_row_whose_holder_died_before_it_began_is_taken_over(self, home: Path, now: datetime) -> None:
        notice = an_early_word(now=now)
        Outgoing.objects.update(leased_by="gone", lease_until=now + LEASE)
        assert deliver_due(now=now + LEASE).sent == 1
        assert the_mail(notice).state == State.SENT

    def test_a_row_that_is_not_due_waits(self, home: Path, now: datetime) -> None:
        an_early_word(now=now + timedelta(hours=1))
        assert deliver_due(now=now) == DeliveryReport()


class TestOverSmtp:
    def test_a_letter_is_handed_over_once(self, server: MailServer, now: datetime) -> None:
        notice = an_early_word(now=now)
        assert deliver_due(now=now).sent == 1
        assert deliver_due(now=now + timedelta(days=1)) == DeliveryReport()
        assert server.copies() == {the_mail(notice).message_id: 1}
        (mail,) = server.taken
        text = mail.get_body(("plain",))
        assert text is not None
        assert all(len(line) <= 72 or "://" in line for line in text.get_content().splitlines())

    def test_an_unknown_recipient_is_told_to_staff_and_gets_paper(self, server: MailServer, now: datetime) -> None:
        server.answers["RCPT"] = "550 no such person"
        notice = an_early_word(now=now)
        report = deliver_due(now=now)
        assert (report.refused, report.printed) == (1, 1)
        assert the_mail(notice).state == State.FAILED
        assert "550" in the_mail(notice).last_error
        sheet = paper(notice)
        assert sheet is not None
        assert sheet.state == State.SENT

    def test_a_busy_server_is_tried_again_later(self, server: MailServer, now: datetime) -> None:
        server.answers["RCPT"] = "450 later, please"
        notice = an_early_word(now=now)
        assert deliver_due(now=now).put_off == 1
        assert deliver_due(now=now) == DeliveryReport()
        server.answers.clear()
        assert deliver_due(now=now + BACKOFF[0]).sent == 1
        assert the_mail(notice).attempts == 2
        assert server.copies() == {the_mail(notice).message_id: 1}

    def test_a_server_that_fails_after_the_words_leaves_doubt_and_gets_no_second_mail(
        self, server: MailServer, now: datetime
    ) -> None:
        server.answers["DATA_END"] = "451 something broke"
        notice = an_early_word(now=now)
        report = deliver_due(now=now)
        assert (report.doubted, report.printed) == (1, 1)
        server.answers.clear()
        assert deliver_due(now=now + timedelta(days=1)) == DeliveryReport()
        assert the_mail(notice).state == State.DOUBT
        assert not server.taken

    def test_nobody_at_the_address_stops_the_round_after_one_attempt(
        self, settings: Settings, home: Path, now: datetime
    ) -> None:
        settings.EMAIL_URL = "smtp://127.0.0.1:9"
        for number in range(3):
            an_early_word(now=now, account_id=f"freelancer-{number}")
        assert deliver_due(now=now).put_off == 1
        assert sorted(Outgoing.objects.values_list("attempts", flat=True)) == [0, 0, 1]
        assert set(Outgoing.objects.values_list("state", flat=True)) == {State.QUEUED}

    def test_a_server_that_stays_away_leads_to_paper_in_the_end(
        self, settings: Settings, home: Path, now: datetime
    ) -> None:
        settings.EMAIL_URL = "smtp://127.0.0.1:9"
        notice = an_early_word(now=now)
        at = now
        while the_mail(notice).state == State.QUEUED:
            at = the_mail(notice).due_at
            deliver_due(now=at)
        assert the_mail(notice).state == State.FAILED
        assert the_mail(notice).attempts == len(BACKOFF) + 1
        assert paper(notice) is not None

    def test_an_address_that_is_none_does_not_stop_the_others(self, server: MailServer, now: datetime) -> None:
        broken = an_early_word(now=now, account_id="freelancer-1", email="né@people.example")
        fine = an_early_word(now=now, account_id="freelancer-2")
        report = deliver_due(now=now)
        assert (report.sent, report.refused, report.printed) == (1, 1, 1)
        assert the_mail(broken).state == State.FAILED
        assert the_mail(fine).state == State.SENT

    @pytest.mark.parametrize("url", ["http://mail.example", "smtp://", "smtp://host:port", "mail.example:25"])
    def test_a_setting_that_is_no_address_is_refused(
        self, settings: Settings, home: Path, now: datetime, url: str
    ) -> None:
        settings.EMAIL_URL = url
        with pytest.raises(BadInput, match="FAIRNOTICE_EMAIL_URL"):
            deliver_due(now=now)


class TestTheDeliveryWindow:
    FRIDAY = datetime(2026, 11, 6, 17, tzinfo=UTC)

    def test_bad_news_that_was_late_waits_for_monday_morning_where_the_reader_lives(
        self, home: Path, now: datetime
    ) -> None:
        notice = an_early_word(now=self.FRIDAY, timezone="America/New_York")
        assert deliver_due(now=self.FRIDAY).put_off == 1
        assert the_mail(notice).due_at == datetime(2026, 11, 9, 14, tzinfo=UTC)
        assert the_mail(notice).attempts == 0
        assert deliver_due(now=datetime(2026, 11, 9, 14, tzinfo=UTC)).sent == 1


class TestTheSecondChannel:
    def test_someone_without_an_address_gets_paper_at_once(self, home: Path, now: datetime) -> None:
        notice = an_early_word(now=now, email=None)
        assert deliver_due(now=now) == DeliveryReport(printed=1)
        names = sorted(file.suffix for file in (home / "post").iterdir())
        assert names == [".html", ".txt"]
        assert not Outgoing.objects.filter(notice=notice, channel="email").exists()

    def test_paper_proves_nothing(self, home: Path, now: datetime) -> None:
        notice = an_early_word(now=now, email=None)
        deliver_due(now=now)
        assert not notice.proofs.exists()


class TestABounce:
    @pytest.fixture
    def sent(self, home: Path, now: datetime) -> Notice:
        notice = an_early_word(now=now)
        deliver_due(now=now)
        return notice

    def test_sends_the_letter_on_paper_and_no_mail_again(self, sent: Notice, now: datetime) -> None:
        assert record_bounce(RecordBounce(str(sent.id), "5.1.1 gone"), now=now)
        assert deliver_due(now=now) == DeliveryReport(printed=1)
        assert the_mail(sent).state == State.BOUNCED
        assert the_mail(sent).last_error == "5.1.1 gone"

    def test_is_found_by_the_message_id_too_and_recorded_once(self, sent: Notice, now: datetime) -> None:
        named = the_mail(sent).message_id
        assert record_bounce(RecordBounce(named), now=now)
        assert not record_bounce(RecordBounce(named.strip("<>")), now=now)
        assert Outgoing.objects.filter(notice=sent, channel="post").count() == 1

    def test_of_a_letter_that_has_not_left_is_refused(self, home: Path, now: datetime) -> None:
        notice = an_early_word(now=now)
        with pytest.raises(NothingSent, match="queued"):
            record_bounce(RecordBounce(str(notice.id)), now=now)

    @pytest.mark.parametrize("named", ["<1.x@elsewhere.example>", "00000000-0000-0000-0000-000000000000", "", "x"])
    def test_of_a_letter_of_somebody_else_is_refused(self, sent: Notice, now: datetime, named: str) -> None:
        with pytest.raises(UnknownLetter):
            record_bounce(RecordBounce(named), now=now)
