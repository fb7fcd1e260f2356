"""The later work is still below the standard; a new right to answer."""

from __future__ import annotations

from datetime import datetime

from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter
from fairnotice.notices.statement import Remeasurement, StatementOfReasons
from fairnotice.policy.rulebook import Deadlines


def not_improved(
    to: Envelope,
    why: StatementOfReasons,
    *,
    after: Remeasurement,
    deadlines: Deadlines,
    example_due_at: datetime | None = None,
) -> Letter:
    """Return the letter."""
    raise NotImplementedError
