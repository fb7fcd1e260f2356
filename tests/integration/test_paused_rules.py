"""A rule whose decisions are overturned too often pauses itself, and goes on only with its owner's reasons."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fairnotice.actions.pause_rules import (
    cases_to_pause,
    pause_case,
    pause_rule,
    retire_rule,
    rules_to_pause,
    rules_to_retire,
)
from fairnotice.actions.resume_rule import NotPaused, NotTheOwner, ResumeRule, resume_rule
from fairnotice.actions.rules import is_active
from fairnotice.actions.run_clock import RunClock, due_clocks, run_clock
from fairnotice.cases.refusals import ReasonsNeeded
from fairnotice.evaluation.shares import Share
from fairnotice.ledger.casebook import case_value
from fairnotice.ledger.models import Clock, Notice, Person
from fairnotice.ledger.overturned import overturned_shares
from fairnotice.ledger.rules import RulePause
from tests.support.builders import a_person, a_reviewer
from tests.support.case_files import OPENED_AT, CaseFile, a_case_file, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
NOW = OPENED_AT + timedelta(days=2)
WHY = "The decisions that fell rested on one wrong import, which is mended."


@pytest.fixture
def case(monkeypatch: pytest.MonkeyPatch) -> CaseFile:
    return a_case_file(monkeypatch).opened_by_manager()


@pytest.fixture
def owner() -> Person:
    return a_person(None, email="analyst@workmere.example", name="Ina Analyst", role="analyst")


def clause(case: CaseFile) -> tuple[str, str]:
    return case.row.policy.policy_id, case.row.provision_id


def paused(case: CaseFile) -> RulePause:
    pause_rule(clause(case), Share(3, 10), now=NOW)
    for each, pause in cases_to_pause():
        pause_case(each, pause, now=NOW)
    return RulePause.objects.get()


class TestTheShare:
    def test_of_an_untouched_rule_is_nothing(self, case: CaseFile) -> None:
        assert overturned_shares() == {}
        assert rules_to_pause() == []

    @pytest.mark.parametrize(("count", "of", "low", "high"), [(0, 10, 0.0, 0.308), (2, 10, 0.025, 0.556)])
    def test_has_an_exact_interval(self, count: int, of: int, low: float, high: float) -> None:
        """Clopper and Pearson's limits as printed in tables of exact binomial confidence limits (n = 10)."""
        assert Share(count, of).interval() == pytest.approx((low, high), abs=0.001)


class TestAPause:
    def test_stops_the_rule_and_the_clock_of_the_account(self, case: CaseFile) -> None:
        paused(case)
        assert not is_active(*clause(case))
        assert Clock.objects.get(case_id=case.case_id, kind="response", ended_at=None).stopped_at == NOW
        assert Notice.objects.filter(case_id=case.case_id, document="rule_paused", recipient=case.manager).exists()

    def test_happens_once(self, case: CaseFile) -> None:
        paused(case)
        assert pause_rule(clause(case), Share(3, 10), now=NOW) == ""
        assert [pause_case(each, pause, now=NOW) for each, pause in cases_to_pause()] == [""]

    def test_gives_the_account_all_its_time_back(self, case: CaseFile, owner: Person) -> None:
        due = case_value(case.row).respond_by
        assert due is not None
        pause = paused(case)
        RulePause.objects.update(owner="")
        resume_rule(ResumeRule(pause.pk, owner.pk, WHY), now=NOW + timedelta(days=5))
        after = case_value(case.row)
        assert after.pause is None
        assert after.respond_by is not None
        assert after.respond_by >= due + timedelta(days=5)
        assert is_active(*clause(case))
        letter = Notice.objects.get(case_id=case.case_id, document="rule_resumed", recipient=case.manager)
        assert "one wrong import" in letter.text.replace("\n", " ")

    def test_is_not_ended_by_somebody_else(self, case: CaseFile) -> None:
        pause = paused(case)
        other = a_reviewer(email="sam.third@workmere.example", name="Sam Third")
        with pytest.raises(NotTheOwner):
            resume_rule(ResumeRule(pause.pk, other.pk, WHY), now=NOW)

    def test_is_not_ended_without_reasons(self, case: CaseFile, owner: Person) -> None:
        pause = paused(case)
        RulePause.objects.update(owner="")
        with pytest.raises(ReasonsNeeded):
            resume_rule(ResumeRule(pause.pk, owner.pk, " "), now=NOW)

    def test_unanswered_gives_the_rule_up_and_ends_its_cases(self, case: CaseFile, owner: Person) -> None:
        pause = paused(case)
        over = pause.retire_by
        for clock in due_clocks(now=over):
            run_clock(RunClock(clock), now=over)
        assert [retire_rule(each, now=over) for each in rules_to_retire(now=over)] == ["rules retired"]
        assert case.row.outcome == "lapsed"
        assert not is_active(*clause(case))
        with pytest.raises(NotPaused):
            resume_rule(ResumeRule(pause.pk, owner.pk, WHY), now=over)


class TestThePage:
    def test_says_that_no_rule_is_paused(self, case: CaseFile) -> None:
        page = signed_in(case.reviewer).get("/console/rules/").content.decode()
        assert "No rule is paused." in page
        assert "No decision has been objected to" in page

    def test_takes_a_rule_up_again_for_its_owner(self, case: CaseFile, owner: Person) -> None:
        pause = paused(case)
        RulePause.objects.update(owner="")
        desk = signed_in(owner)
        page = desk.get("/console/rules/").content.decode()
        assert "1 rule is paused." in page
        assert "Paused after 3 of 10 were overturned." in page
        short = desk.post("/console/rules/", {"pause": str(pause.pk), "reasons": " "})
        assert short.status_code == 422
        assert desk.post("/console/rules/", {"pause": str(pause.pk), "reasons": WHY}).status_code == 302
        assert "one wrong import" in desk.get("/console/rules/").content.decode()
        assert is_active(*clause(case))

    def test_does_not_exist_for_accounts(self, case: CaseFile) -> None:
        assert signed_in(case.manager).get("/console/rules/").status_code == 404
