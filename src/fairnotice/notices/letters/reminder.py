"""A word on the way through the time to improve."""

from __future__ import annotations

from datetime import datetime

from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter
from fairnotice.notices.statement import StatementOfReasons


def reminder(
    to: Envelope,
    why: StatementOfReasons,
    *,
    goals: tuple[str, ...],
    ends_at: datetime,
    later_rated: int,
    later_satisfied: int,
) -> Letter:
    """Return the letter."""
    raise NotImplementedError
