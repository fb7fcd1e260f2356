"""What must hold of the time to improve, and of what later work says."""

from __future__ import annotations

from fairnotice.cases import events as e
from fairnotice.cases.case import Case
from fairnotice.cases.refusals import (
    LaterEvidence,
    LaterEvidenceEnough,
    OnlyOnce,
    ProvenDelivery,
    StatesFacts,
    StillBelow,
    WindowStillOpen,
)
from fairnotice.kernel.deadlines import NotLater


def first_round(case: Case, _: e.Event) -> None:
    """P17: time to improve is given once, before the result "not improved"."""
    if case.improvements or case.round > 1:
        raise OnlyOnce("Time to improve")


def goals_are_facts(_: Case, step: e.ImprovementStarted | e.PlanProposed) -> None:
    """P3: the goals are what would change the result."""
    if not step.goals:
        raise StatesFacts


def reminded_once(case: Case, step: e.Reminded) -> None:
    """P16: each reminder is sent once."""
    if step.which in case.reminders:
        raise OnlyOnce("Each reminder")


def later_evidence(case: Case, step: e.Evidence) -> None:
    """P6: only what ended after the warning is weighed, and there is some of it."""
    if case.warned_at is None or step.ended_after < case.warned_at:
        raise LaterEvidence("Improvement is judged only on contracts that ended after the notice was delivered.")
    if step.later_rated < 1:
        raise LaterEvidence("No contract that ended after the notice has been rated yet.")


def improvement_proven(case: Case, _: e.ReEvaluatedNotImproved) -> None:
    """P4: the time to improve counts only when a manager is proven to know of it."""
    if not case.improvement_served:
        raise ProvenDelivery("Nobody is proven to know of the time to improve.")


def improvement_over(case: Case, step: e.Event) -> None:
    """P6: nothing is judged, prolonged or dropped before the time to improve is over."""
    if case.improve_by is None or step.at < case.improve_by:
        raise WindowStillOpen(until=case.improve_by)


def later_evidence_enough(_: Case, step: e.ReEvaluatedNotImproved) -> None:
    """P2: too little later evidence worsens nothing, nor does one below the bar."""
    if not step.enough or step.v_later is None:
        raise LaterEvidenceEnough(later_rated=step.later_rated)
    if step.v_later < step.bar:
        raise StillBelow(v_later=step.v_later, bar=step.bar)


def prolonged_before(case: Case, _: e.ImprovementLapsed) -> None:
    """S5: the same time is given again before the case lapses."""
    if not case.prolonged:
        raise WindowStillOpen(until=case.improve_by)


def prolonged_once(case: Case, _: e.ImprovementProlonged) -> None:
    """P17: time to improve is prolonged once."""
    if case.prolonged:
        raise OnlyOnce("Prolonging the time to improve")


def stands_longer(case: Case, step: e.FindingStands) -> None:
    """P4: what would end the case by itself is only put off by new outcomes, never brought nearer by a mistake."""
    if case.stands_until is None or step.stands_until <= case.stands_until:
        raise NotLater(due_at=case.stands_until or step.stands_until, asked_for=step.stands_until)


def finding_over(case: Case, step: e.FindingLapsed) -> None:
    """A finding lapses when nothing has been rated for the days that policy says (methodology, section 6)."""
    if case.stands_until is None or step.at < case.stands_until:
        raise WindowStillOpen(until=case.stands_until)
