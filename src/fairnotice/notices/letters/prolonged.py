"""No later work to judge, so the time to improve starts once more."""

from __future__ import annotations

from datetime import datetime

from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter
from fairnotice.notices.statement import StatementOfReasons


def prolonged(to: Envelope, why: StatementOfReasons, *, was: datetime, ends_at: datetime, later_rated: int) -> Letter:
    """Return the letter."""
    raise NotImplementedError
