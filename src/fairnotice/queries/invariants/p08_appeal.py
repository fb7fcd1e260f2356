"""P8: six months to object; heard by somebody new with a view of their own; answered in time, or undone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from fairnotice.cases import events as e
from fairnotice.cases.case import Case as CaseValue
from fairnotice.cases.flow import evolve
from fairnotice.ledger.casebook import events_of
from fairnotice.ledger.dockets import Case
from fairnotice.ledger.hearings import HearerView
from fairnotice.queries.invariants.breach import Breach

PROMISE = "P8"
HALF_A_YEAR = timedelta(days=181)
"""The shortest six months there are."""
A_DAY_AND_A_ZONE = timedelta(days=2)
"""The answer is due at the end of the last day where the account is."""
OF_AN_OBJECTION = (e.DecisionUpheld, e.DecisionVaried, e.DecisionReversed)


def breaches() -> Iterator[Breach]:
    """Yield every window that was too short, and every answer by somebody who took part, or saw the first opinion."""
    named = ("AppealFiled", "DecisionServed", "DecisionUpheld", "DecisionVaried", "DecisionReversed", "RequestRefused")
    for case in Case.objects.filter(events__name__in=named).distinct().select_related("policy").iterator():
        events = events_of(case)
        for before, event in _steps(events):
            yield from _window(case, event)
            yield from _time(case, event)
            yield from _hearer(case, before, event)


def _steps(events: list[e.Event]) -> Iterator[tuple[CaseValue, e.Event]]:
    """Yield each step but the opening, with the case before it."""
    case = evolve(None, events[0])
    for event in events[1:]:
        yield case, event
        case = evolve(case, event)


def _window(case: Case, event: e.Event) -> Iterator[Breach]:
    """Yield it when the right to object was cut short."""
    if isinstance(event, e.DecisionServed) and event.appeal_until - event.at < HALF_A_YEAR:
        yield Breach(PROMISE, case.reference, "The decision can be objected to for less than six months.")


def _time(case: Case, event: e.Event) -> Iterator[Breach]:
    """Yield it when the answer was promised too late, or the silence came too early."""
    if isinstance(event, e.AppealFiled):
        most = timedelta(days=case.policy.rulebook.deadlines.appeal_answer) + A_DAY_AND_A_ZONE
        if event.answer_by - event.at > most:
            yield Breach(PROMISE, case.reference, "An objection was promised an answer later than the policy allows.")


def _hearer(case: Case, before: CaseValue, event: e.Event) -> Iterator[Breach]:
    """Yield it when who answered was not new, or saw what others wrote before they had a view."""
    if not isinstance(event, e.Heard):
        return
    if event.person in before.participants:
        yield Breach(PROMISE, case.reference, "An objection or request was answered by somebody who took part.")
    if isinstance(event, OF_AN_OBJECTION):
        views = HearerView.objects.filter(case=case, person_id=event.person, written_at__lte=event.at)
        if not views.exists():
            yield Breach(PROMISE, case.reference, "An objection was answered without a view written first.")
        appeal = before.appeal(event.against)
        if appeal is not None and event.at > appeal.answer_by + A_DAY_AND_A_ZONE:
            yield Breach(PROMISE, case.reference, "An objection was answered after its limit instead of being undone.")
