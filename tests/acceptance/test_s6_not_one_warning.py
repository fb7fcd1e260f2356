"""S6: a letter nobody received starts no clock, and who never worked is never found."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from fairnotice.actions.record_bounce import RecordBounce, record_bounce
from fairnotice.ledger.dockets import Case, Clock
from fairnotice.ledger.letters import Notice, Outgoing
from fairnotice.ledger.looks import Finding
from tests.support.stories import Story, at

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def story(home: Path) -> Story:
    story = Story(home)
    story.place.crowd()
    story.place.failing_agency()
    return story


class TestALetterNobodyReceived:
    def test_starts_no_clock_goes_out_on_paper_and_after_thirty_days_the_case_lapses(self, story: Story) -> None:
        story.begin(now=at(2026, 11, 1))
        story.work(now=at(2026, 11, 2))
        case = Case.objects.get()
        mail = Outgoing.objects.get(notice__case=case)
        assert mail.state == Outgoing.State.SENT
        record_bounce(RecordBounce(str(mail.notice_id), "No such mailbox"), now=at(2026, 11, 3))
        for day in range(3, 30, 5):
            story.work(now=at(2026, 11, day))
            assert not Clock.objects.filter(case=case, kind="response").exists()
        assert set(Outgoing.objects.filter(notice__case=case).values_list("channel", flat=True)) == {"email", "post"}
        story.work(now=at(2026, 12, 3))
        case.refresh_from_db()
        assert (case.stage, case.outcome) == ("ended", "lapsed")
        assert list(case.events.values_list("name", flat=True)) == ["CaseOpened", "DeliveryLapsed"]
        assert not Notice.objects.filter(recipient_role="member").exists()
        story.promises_are_kept()


class TestSomebodyWhoNeverWorked:
    def test_is_never_found_however_long(self, story: Story) -> None:
        story.place.account("founder", name="Founder")
        story.place.account("unused-agency", "agency")
        story.place.membership("unused-agency", "founder", "owner", since=date(2021, 1, 4))
        for number in range(12):
            story.place.post(f"client-{number}", on=date(2026, 1, 5) + timedelta(days=number), hires=0)
        story.begin(now=at(2026, 11, 1))
        for month in (11, 12):
            story.work(now=at(2026, month, 2))
        story.work(now=at(2027, 1, 2))
        assert not Finding.objects.filter(account_id__in=("founder", "unused-agency")).exists()
        assert not Notice.objects.filter(recipient__account_id="founder").exists()
        story.promises_are_kept()
