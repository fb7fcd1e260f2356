"""Time to improve begins, with goals and an end."""

from __future__ import annotations

from datetime import datetime

from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter
from fairnotice.notices.statement import StatementOfReasons
from fairnotice.policy.rulebook import Deadlines


def improvement_started(
    to: Envelope,
    why: StatementOfReasons,
    *,
    goals: tuple[str, ...],
    guidance: str,
    ends_at: datetime,
    deadlines: Deadlines,
) -> Letter:
    """Return the letter."""
    raise NotImplementedError
