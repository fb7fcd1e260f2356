"""``fairnotice bounced`` takes a report or a name, and refuses what it does not know."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from fairnotice.interfaces.cli.commands import fairnotice
from fairnotice.ledger.letters import Outgoing
from fairnotice.outbox.delivery import deliver_due
from tests.support.outgoing import an_early_word
from tests.unit.test_returned import REPORT, WHOLE

pytestmark = pytest.mark.django_db


@pytest.fixture
def mail(home: Path, now: datetime) -> Outgoing:
    notice = an_early_word(now=now)
    deliver_due(now=now)
    return Outgoing.objects.get(notice=notice)


class TestTheCommand:
    def test_records_a_report_from_standard_input(self, mail: Outgoing) -> None:
        original = WHOLE.replace("<7.0b6c@workmere.example>", mail.message_id)
        report = REPORT.format(action="failed", original=original)
        result = CliRunner().invoke(fairnotice, ["bounced", "--report", "-"], input=report)
        assert result.exit_code == 0, result.output
        mail.refresh_from_db()
        assert mail.state == Outgoing.State.BOUNCED
        assert "550 no such person" in mail.last_error
        assert Outgoing.objects.filter(notice=mail.notice_id, channel="post").exists()

    def test_records_a_letter_by_its_name_and_says_when_that_was_known(self, mail: Outgoing) -> None:
        first = CliRunner().invoke(fairnotice, ["bounced", str(mail.notice_id)])
        again = CliRunner().invoke(fairnotice, ["bounced", str(mail.notice_id)])
        assert (first.exit_code, again.exit_code) == (0, 0)
        assert "goes out on paper" in first.output
        assert "Known already" in again.output

    def test_refuses_a_letter_that_is_not_ours(self, mail: Outgoing) -> None:
        result = CliRunner().invoke(fairnotice, ["bounced", "<x@elsewhere.example>"])
        assert result.exit_code == 3
        assert "No letter of ours" in result.output

    @pytest.mark.parametrize("words", [[], ["a", "--report", "-"]])
    def test_wants_a_name_or_a_report(self, words: list[str]) -> None:
        assert CliRunner().invoke(fairnotice, ["bounced", *words]).exit_code == 2
