"""What may happen to a case, and what it becomes: allow or refuse, evolve, fold."""

from __future__ import annotations

from collections.abc import Iterable

from fairnotice.cases import events as e
from fairnotice.cases.case import Case
from fairnotice.cases.changes import asked_for, changed, opened
from fairnotice.cases.events import Event
from fairnotice.cases.guards import GUARDS
from fairnotice.cases.refusals import NotYoursToTake, StepOutOfOrder
from fairnotice.cases.steps import NEXT_STAGE, OUTCOME_OF, leads_to, outcome_of
from fairnotice.cases.takers import TAKEN_BY, TIGHTENING

__all__ = ["NEXT_STAGE", "OUTCOME_OF", "TAKEN_BY", "TIGHTENING", "decide", "evolve", "fold"]


def decide(case: Case | None, step: Event) -> Event:
    """
    Allow *step* to happen to *case* (None before it is opened), or refuse.

    Raises:
        StepOutOfOrder: the case's stage does not lead there.
        NotYoursToTake: the step belongs to somebody else.
        Refusal: one of the step's `GUARDS` does not hold; its class says which.
    """
    kind = type(step)
    stage = case.stage if case else None
    if (stage, kind) not in NEXT_STAGE:
        raise StepOutOfOrder(stage=stage, step=kind.__name__)
    if step.by not in TAKEN_BY[kind]:
        raise NotYoursToTake(by=step.by, step=kind.__name__)
    for guard in GUARDS[kind]:
        guard(case, step)
    return step


def evolve(case: Case | None, event: Event) -> Case:
    """Return the case after *event*; it was allowed when it happened, so nothing is checked again."""
    if case is None:
        if isinstance(event, e.CaseOpened):
            return opened(event)
        if isinstance(event, e.RequestOpened):
            return asked_for(event)
        raise StepOutOfOrder(stage=None, step=type(event).__name__)
    stage = leads_to(case, event)
    return changed(case, event, stage=stage, outcome=outcome_of(case, event, stage))


def fold(events: Iterable[Event]) -> Case:
    """
    Return the case that *events* add up to.

    Raises:
        StepOutOfOrder: there is no event, or the first does not open the case.
    """
    case: Case | None = None
    for event in events:
        case = evolve(case, event)
    if case is None:
        raise StepOutOfOrder(stage=None, step="nothing")
    return case
