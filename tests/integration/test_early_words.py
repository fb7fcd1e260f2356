"""An early private word goes to those who want one, once, and opens nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from fairnotice.actions.admit_person import AdmitPerson, admit_person
from fairnotice.actions.deal_with_finding import DealWithFinding, deal_with_finding, waiting_findings
from fairnotice.actions.switch_heads_ups import SwitchHeadsUps, switch_heads_ups
from fairnotice.evaluation.result import Verdict
from fairnotice.ledger.dockets import Case
from fairnotice.ledger.letters import Notice
from fairnotice.ledger.looks import Finding
from tests.support.builders import a_finding, a_look
from tests.support.explanations import an_explanation
from tests.support.parties import an_agency

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def heads_up(home: Path) -> Finding:
    an_agency(home, managers=2)
    return a_finding(an_explanation(verdict=Verdict.HEADS_UP))


class TestAnEarlyWord:
    def test_goes_to_each_manager_once_and_opens_nothing(self, heads_up: Finding) -> None:
        assert waiting_findings() == [heads_up.pk]
        for _ in range(2):
            assert deal_with_finding(DealWithFinding(heads_up.pk), now=NOW) == "told"
        assert Notice.objects.filter(document="heads_up", finding=heads_up).count() == 2
        assert waiting_findings() == []
        assert not Case.objects.exists()

    def test_is_not_sent_to_who_switched_it_off(self, heads_up: Finding) -> None:
        deal_with_finding(DealWithFinding(heads_up.pk), now=NOW)
        other = a_finding(an_explanation(account_id="member-0", kind="freelancer", verdict=Verdict.HEADS_UP))
        person = admit_person(AdmitPerson(account_id="member-0"), now=NOW)
        assert person is not None
        switch_heads_ups(SwitchHeadsUps(person, wanted=False), now=NOW)
        assert deal_with_finding(DealWithFinding(other.pk), now=NOW) == "not_wanted"
        assert not Notice.objects.filter(recipient=person).exists()


class TestAFinding:
    def test_about_an_account_with_an_open_case_opens_no_second_one(self, home: Path) -> None:
        an_agency(home)
        first = a_finding()
        assert deal_with_finding(DealWithFinding(first.pk), now=NOW) == "case_opened"
        later = a_look(look_on=date(2026, 12, 1), as_of=datetime(2026, 12, 1, 3, tzinfo=UTC))
        again = a_finding(look=later)
        assert deal_with_finding(DealWithFinding(again.pk), now=NOW) == "case_already_open"
        assert Case.objects.count() == 1
