"""A person has withdrawn the notice."""

from __future__ import annotations

from datetime import date

from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter
from fairnotice.notices.statement import MemberPart, StatementOfReasons


def withdrawn(
    to: Envelope, why: StatementOfReasons, *, reasons: str, noticed_on: date | None, part: MemberPart | None = None
) -> Letter:
    """Return the letter."""
    raise NotImplementedError
