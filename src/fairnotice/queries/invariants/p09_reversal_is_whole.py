"""P9: what was undone works nowhere, counts nowhere, was given back or is owed; only the reversal is on record."""

from __future__ import annotations

from collections.abc import Iterator

from fairnotice.cases import events as e
from fairnotice.cases.case import Case as CaseValue
from fairnotice.cases.standing import Standing, strictest
from fairnotice.ledger.casebook import case_value, events_of
from fairnotice.ledger.dockets import Case, CaseEvent, Clock
from fairnotice.ledger.effects import Effect
from fairnotice.ledger.hearings import CompensationItem
from fairnotice.queries.invariants.breach import Breach

PROMISE = "P9"
UNDOES = (e.DecisionReversed, e.AppealUnanswered, e.FreshReviewUnanswered)
Kind = CompensationItem.Kind


def breaches() -> Iterator[Breach]:
    """Yield everything that is left of a reversed decision but its reversal."""
    for case in Case.objects.filter(outcome="reversed").iterator():
        value, events = case_value(case), events_of(case)
        yield from _restricts(case, value)
        yield from _counts(case, events)
        if value.worked:
            yield from _given_back(case, value, events)


def _restricts(case: Case, value: CaseValue) -> Iterator[Breach]:
    """Yield it when something of the case still works, or the marketplace was last told so."""
    if value.standing is not Standing.GOOD:
        yield Breach(PROMISE, case.reference, "A reversed decision still restricts its account.")
    last = Effect.objects.filter(account_id=case.account_id).order_by("-sequence").first()
    standings = [case_value(row).standing for row in Case.objects.filter(account_id=case.account_id, outcome="")]
    if last is not None and last.standing_after != strictest(standings).value:
        yield Breach(PROMISE, case.reference, "The marketplace was last told another standing than the account has.")


def _counts(case: Case, events: list[e.Event]) -> Iterator[Breach]:
    """Yield it when a later measure was built on it."""
    undone_at = next(x.at for x in reversed(events) if isinstance(x, UNDOES))
    later = CaseEvent.objects.filter(
        case__account_id=case.account_id, name=e.MeasureProposed.__name__, occurred_at__gt=undone_at
    )
    if any(case.reference in proposal.facts.get("rungs", ()) for proposal in later):
        yield Breach(PROMISE, case.reference, "A later measure counts a reversed one as a rung.")


def _given_back(case: Case, value: CaseValue, events: list[e.Event]) -> Iterator[Breach]:
    """Yield it when nobody was told to put things back, or what was lost is not owed."""
    if not Effect.objects.filter(case=case, what=Effect.What.REVERSED).exists():
        yield Breach(PROMISE, case.reference, "The marketplace was never told to put everything back.")
    owed = set(CompensationItem.objects.filter(case=case).values_list("kind", flat=True))
    if Kind.TIME_LOST not in owed:
        yield Breach(PROMISE, case.reference, "The time that a reversed decision cost is not on record as owed.")
    late = any(isinstance(x, e.RestorationLate) for x in events)
    if late and Kind.NOT_RESTORED not in owed:
        yield Breach(PROMISE, case.reference, "What was not put back in time is not on record as owed.")
    waits = Clock.objects.filter(case=case, kind="restoration", ended_at=None).exists()
    done = late or any(isinstance(x, e.RestorationConfirmed) for x in events)
    if not (waits or done) or (value.restore_by is not None) is not waits:
        yield Breach(PROMISE, case.reference, "Nobody waits for everything to be put back, and nobody confirmed it.")
