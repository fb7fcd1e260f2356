"""The earlier measures of an account under one rule, as its ladder reads them."""

from __future__ import annotations

from fairnotice.cases.case import Case as CaseValue
from fairnotice.cases.events import DecisionServed, Event
from fairnotice.cases.flow import fold
from fairnotice.cases.ladder import Rung
from fairnotice.cases.stages import Outcome, Stage
from fairnotice.ledger.casebook import events_of
from fairnotice.ledger.dockets import Case

NO_TRACE = frozenset({Outcome.WITHDRAWN, Outcome.IMPROVED, Outcome.LAPSED, Outcome.MOOT})
"""Ends after which a decision counts for nothing."""


def rungs_of(account_id: str, provision_id: str, *, but_for: Case | None = None) -> tuple[Rung, ...]:
    """Return every measure that was ever decided about an account under a rule, the oldest first."""
    cases = Case.objects.filter(account_id=account_id, provision_id=provision_id).order_by("opened_at", "reference")
    found = []
    for row in cases.exclude(pk=but_for.pk) if but_for else cases:
        events = events_of(row)
        if (rung := rung_of(row.reference, fold(events), events)) is not None:
            found.append(rung)
    return tuple(found)


def rung_of(reference: str, case: CaseValue, events: list[Event]) -> Rung | None:
    """Return the measure of one case; None where nothing was decided, or what was decided may still lapse."""
    if case.decision is None or case.stage is Stage.DECIDED:
        return None
    served = next((event.at for event in events if isinstance(event, DecisionServed)), None)
    return Rung(
        reference=reference,
        measure=case.decision.measure,
        delivered_at=served,
        reversed=case.outcome is Outcome.REVERSED,
        under_appeal=bool(case.appeals or case.fresh_review),
        lapsed=case.outcome in NO_TRACE,
    )
