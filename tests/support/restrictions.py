"""A case brought from its second review to a measure, by the deeds that lead there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from fairnotice.actions.decide_measure import DecideMeasure, decide_measure
from fairnotice.actions.give_effect import GiveEffect, give_effect
from fairnotice.actions.look_at_evidence import LookAtEvidence, look_at_evidence
from fairnotice.actions.propose_measure import ProposeMeasure, propose_measure
from fairnotice.actions.prove_delivery import ProveDelivery, prove_delivery
from fairnotice.actions.re_evaluate import ReEvaluate, re_evaluate
from fairnotice.actions.respond import Respond, respond
from fairnotice.actions.run_clock import RunClock, run_clock
from fairnotice.actions.second_measure import SecondMeasure, second_measure
from fairnotice.actions.start_improvement import StartImprovement, start_improvement
from fairnotice.actions.tell_team import TellTeam, tell_team
from fairnotice.cases.case import Case as CaseValue
from fairnotice.cases.measures import Measure
from fairnotice.cases.weighing import Gravity, Intent
from fairnotice.evaluation.result import Estimate, Explanation
from fairnotice.interfaces.portal.styleguide import samples
from fairnotice.ledger.casebook import case_value
from fairnotice.ledger.models import Clock, Notice, Person
from tests.support.builders import a_reviewer
from tests.support.case_files import OPENED_AT, CaseFile, a_case_file

DAY = timedelta(days=1)
GUIDANCE = "Agree on dates you can keep, and put two people on each project from now on."
REASONS = (
    "C-90001 and C-90002 were again handed over weeks late, although you wrote that two people would share each "
    "project. The third one, C-90003, began after that promise as well."
)
SECOND_REASONS = "I read all six. The dates were missed by the same member, and nobody else stepped in for them."
NOT_LESS = {
    Measure.WARNING: "The letter of November was the warning, and three contracts since then came late again.",
    Measure.WORK_HOLD: "A hold on new work ended in spring and the same happened after it.",
    Measure.FULL_HOLD: "A full hold was tried in summer; running work suffered and the dates slipped again.",
    Measure.SUSPENSION: "A suspension would only put off what the last three measures could not change.",
}
EXIT = "Show that every running project has a second person, or that the chance is below 50 in 100."
LATER = tuple(f"C-9000{n}" for n in range(1, 7))
ADVERSE = LATER[:4]


def later_explanation(*, v: float = 0.93) -> Explanation:
    """Return what the work after the notice says alone: four of six clients were not satisfied."""
    found = samples.agency()
    model = next(c for c in found.contracts if c.counts == "adverse")
    good = next(c for c in found.contracts if c.counts == "satisfied")
    contracts = tuple(
        replace(
            model if contract in ADVERSE else good,
            contract_id=contract,
            client_id=f"client-{number}",
            client_name=f"Client {number}",
            worker_id="teo-adeyemi",
            worker_name="Teo Adeyemi",
            started_on=date(2026, 11, 10),
            ended_on=date(2026, 12, 1) + number * DAY,
            rated_on=date(2026, 12, 3) + number * DAY,
        )
        for number, contract in enumerate(LATER)
    )
    assert isinstance(found.estimate, Estimate)
    return replace(found, contracts=contracts, estimate=replace(found.estimate, v=v))


@dataclass(slots=True)
class Decider:
    """A case in review for the second time, and the people who decide it."""

    file: CaseFile
    second: Person
    now: datetime

    @property
    def case(self) -> CaseValue:
        """Return the case as its events add up."""
        return case_value(self.file.row)

    def opened_everything(self, person: Person | None = None) -> Decider:
        """Let the reviewer open each fact."""
        for fact in self.case.facts:
            look_at_evidence(LookAtEvidence(self.file.case_id, (person or self.file.reviewer).pk, fact), now=self.now)
        return self

    def proposed(self, measure: Measure = Measure.WORK_HOLD, **changes: Any) -> Decider:
        """Let the reviewer propose."""
        values: dict[str, Any] = {
            "case_id": self.file.case_id,
            "reviewer_id": self.file.reviewer.pk,
            "measure": measure,
            "facts": ADVERSE,
            "reasons": REASONS,
            "gravity": Gravity.SERIOUS,
            "intent": Intent.CARELESS,
            "lesser": {m: NOT_LESS[m] for m in measure.lesser},
        }
        propose_measure(ProposeMeasure(**{**values, **changes}), now=self.now)
        return self

    def seconded(self, measure: Measure | None) -> Decider:
        """Let the second person write their view."""
        second_measure(SecondMeasure(self.file.case_id, self.second.pk, measure, SECOND_REASONS), now=self.now)
        return self

    def decided(self, **changes: Any) -> Decider:
        """Let the proposer decide."""
        values: dict[str, Any] = {
            "case_id": self.file.case_id,
            "reviewer_id": self.file.reviewer.pk,
            "reasons": REASONS,
            "exit": EXIT,
        }
        decide_measure(DecideMeasure(**{**values, **changes}), now=self.now)
        return self

    def served(self, document: str = "decision") -> Decider:
        """Let the manager open the decision."""
        prove(self.file, document, now=self.now)
        return self

    def after(self, days: int = 0, *, hours: int = 0) -> Decider:
        """Let time pass and run what is due, but for measuring."""
        self.now += timedelta(days=days, hours=hours)
        run_due(self.file, now=self.now)
        return self

    def begun(self) -> Decider:
        """Let the reviewer give effect."""
        give_effect(GiveEffect(self.file.case_id, self.file.reviewer.pk, facts_read_today=True), now=self.now)
        return self


def prove(file: CaseFile, document: str, *, now: datetime) -> None:
    """Let the manager open the newest letter of a kind."""
    letter = file.letter_to(file.manager, document)
    prove_delivery(ProveDelivery(letter.pk, "opened", file.manager.pk), now=now)


def run_due(file: CaseFile, *, now: datetime) -> None:
    """Run every deadline of the case that is due, but for those that measure."""
    for _ in range(5):
        due = Clock.objects.filter(case_id=file.case_id, ended_at=None, stopped_at=None, due_at__lte=now)
        for clock in due.exclude(kind__in=("finding", "improvement")).order_by("due_at"):
            run_clock(RunClock(clock.pk), now=now)


def in_second_review(monkeypatch: pytest.MonkeyPatch, *, clock: datetime | None = None) -> Decider:
    """Bring a case of the invented agency to where a measure can be proposed."""
    file = a_case_file(monkeypatch, clock=clock)
    file.opened_by_manager().team_told().answered()
    now = OPENED_AT + 6 * DAY
    start_improvement(StartImprovement(file.case_id, file.reviewer.pk, GUIDANCE), now=now)
    prove(file, "improvement_started", now=now + DAY)
    later = later_explanation()
    monkeypatch.setattr("fairnotice.actions.re_evaluate.measure", lambda *_, after=None, **__: _measured(later, after))
    monkeypatch.setattr("fairnotice.actions.re_evaluate.newest_snapshot", lambda: "s20-invented")
    over = Clock.objects.get(case_id=file.case_id, kind="improvement", ended_at=None).due_at
    assert re_evaluate(ReEvaluate(file.case_id), now=over) == "ReEvaluatedNotImproved"
    prove(file, "not_improved", now=over + DAY)
    respond(Respond(file.case_id, file.manager.pk, "Teo was ill in November; we hired one more."), now=over + 3 * DAY)
    tell_team(TellTeam(file.case_id), now=over + 5 * DAY)
    second = a_reviewer(email="ada@workmere.example", name="Ada Marsh")
    now = over + 15 * DAY
    return Decider(file, second, now)


def _measured(later: Explanation, after: datetime | None) -> Explanation:
    return later if after is not None else samples.agency()


def letters(file: CaseFile, document: str) -> list[Notice]:
    """Return the letters of a kind, managers first."""
    return list(Notice.objects.filter(case_id=file.case_id, document=document).order_by("recipient_role", "pk"))
