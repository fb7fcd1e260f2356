"""P4: a deadline runs from proven delivery, for its full days, and only ever moves to later."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from fairnotice.cases.events import Event, Extended, ImprovementServed, NoticeServed, ReplySent
from fairnotice.ledger.casebook import events_of
from fairnotice.ledger.dockets import Case, Clock
from fairnotice.ledger.letters import DeliveryProof
from fairnotice.queries.invariants.breach import Breach

PROMISE = "P4"
STARTING = {
    NoticeServed: ("first_notice", "not_improved", "violation_notice"),
    ImprovementServed: ("improvement_started",),
}


def breaches() -> Iterator[Breach]:
    """Yield every clock that started without proof, is too short, or was shortened."""
    for case in Case.objects.select_related("policy").iterator():
        events = events_of(case)
        for event in events:
            yield from _start(case, event)
        yield from _movements(case, events)
        running = Clock.objects.filter(case=case, ended_at=None, kind="response").exists()
        if running and not any(isinstance(event, NoticeServed) for event in events):
            yield Breach(PROMISE, case.reference, "The time to answer runs, and nobody is proven to have the notice.")


def _start(case: Case, event: Event) -> Iterator[Breach]:
    """Yield what is wrong with the start of a clock."""
    if not isinstance(event, NoticeServed | ImprovementServed):
        return
    proven = DeliveryProof.objects.filter(
        notice__case=case,
        notice__recipient=event.person,
        notice__document__in=STARTING[type(event)],
        proven_at__lte=event.at,
    )
    if not proven.exists():
        yield Breach(PROMISE, case.reference, "A clock started without proof that the notice was delivered.")
    days = case.policy.rulebook.deadlines
    due, least = (
        (event.respond_by, days.response) if isinstance(event, NoticeServed) else (event.improve_by, days.improvement)
    )
    if due - event.at < timedelta(days=least):
        yield Breach(PROMISE, case.reference, f"A deadline of {due:%F} gives less than {least} days.")


def _movements(case: Case, events: list[Event]) -> Iterator[Breach]:
    """Yield every move of the time to answer to an earlier instant."""
    due = None
    for event in events:
        if isinstance(event, NoticeServed):
            due = max(due or event.respond_by, event.respond_by)
        elif isinstance(event, Extended):
            if due is not None and event.respond_by <= due:
                yield Breach(PROMISE, case.reference, f"An extension to {event.respond_by:%F} shortened the time.")
            due = event.respond_by
        elif isinstance(event, ReplySent) and event.goes_on_until is not None:
            due = event.goes_on_until
        elif type(event).__name__ == "ReEvaluatedNotImproved":
            due = None
