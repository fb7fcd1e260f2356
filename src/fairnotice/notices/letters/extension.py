"""More time to answer."""

from __future__ import annotations

from datetime import datetime

from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter
from fairnotice.notices.statement import MemberPart, StatementOfReasons


def extension(
    to: Envelope, why: StatementOfReasons, *, was: datetime, due_at: datetime, part: MemberPart | None = None
) -> Letter:
    """Return the letter."""
    raise NotImplementedError
