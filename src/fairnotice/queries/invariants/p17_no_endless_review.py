"""P17: every wait has a limit that runs, a default at its end, and is not passed over by a sweep."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from fairnotice.cases.clocks import running_clocks
from fairnotice.ledger.casebook import case_value
from fairnotice.ledger.dockets import Case, CaseEvent, Clock
from fairnotice.queries.invariants.breach import Breach

PROMISE = "P17"
A_SWEEP = timedelta(hours=1)
"""How much later a default may be taken."""


def breaches() -> Iterator[Breach]:
    """Yield every wait without a limit, every limit that is not kept as a row, and every one that was passed over."""
    swept_at = _last_sweep()
    for case in Case.objects.prefetch_related("clocks").iterator(chunk_size=500):
        value = case_value(case)
        due = {(clock.kind.value, clock.subject): clock for clock in running_clocks(value)}
        rows = {(row.kind, row.subject): row for row in case.clocks.all() if row.ended_at is None}
        if value.open and not value.closed_for_good and not due:
            yield Breach(PROMISE, case.reference, f"The case waits in {value.stage.value} without any limit.")
        for key in sorted(due.keys() ^ rows.keys()):
            missing = "has no limit that runs" if key in due else "has a limit, but nothing waits"
            yield Breach(PROMISE, case.reference, f"What the clock {key[0]} is for {missing}.")
        if value.pause is None:
            yield from _passed_over(case, [rows[key] for key in sorted(due.keys() & rows.keys())], swept_at)


def _passed_over(case: Case, rows: list[Clock], swept_at: datetime | None) -> Iterator[Breach]:
    """Yield every deadline that ran out, does not stand still, and was not taken although a sweep has run since."""
    for row in rows:
        if row.stopped_at is None and swept_at is not None and row.due_at + A_SWEEP < swept_at:
            yield Breach(PROMISE, case.reference, f"The clock {row.kind} ran out and its default was not taken.")


def _last_sweep() -> datetime | None:
    """Return when a default was last taken anywhere; None while none was."""
    taken = CaseEvent.objects.filter(actor_kind="clock").order_by("-recorded_at")
    return taken.values_list("recorded_at", flat=True).first()
