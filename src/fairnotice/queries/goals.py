"""How far an account has come while it has time to improve; both sides see the same numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from fairnotice.ledger.hearing import Goal


@dataclass(frozen=True, slots=True)
class GoalOnRecord:
    """One goal, and how far it is."""

    kind: str
    """satisfied, left_out or own."""
    needed: int
    reached: int
    contracts: tuple[str, ...]
    text: str
    counted_at: datetime | None
    """None before the first count."""


def goals_on_record(case_id: UUID) -> tuple[GoalOnRecord, ...]:
    """Return the goals of a case: those that are counted first, then what the account set itself."""
    rows = Goal.objects.filter(case_id=case_id).order_by("event__number", "number")
    goals = [
        GoalOnRecord(row.kind, row.needed, row.reached, tuple(row.contracts), row.text, row.counted_at) for row in rows
    ]
    return tuple(sorted(goals, key=lambda goal: goal.kind == Goal.Kind.OWN))
