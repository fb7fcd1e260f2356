"""Word to a team member about their own part in an agency's case."""

from __future__ import annotations

from datetime import date

from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter
from fairnotice.notices.statement import MemberPart, StatementOfReasons


def team_notice(
    to: Envelope, why: StatementOfReasons, *, part: MemberPart, manager_name: str, manager_told_on: date, days: int
) -> Letter:
    """Return the letter."""
    raise NotImplementedError
