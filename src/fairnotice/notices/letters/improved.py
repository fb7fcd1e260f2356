"""The later work is good enough; the case ends."""

from __future__ import annotations

from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter
from fairnotice.notices.statement import MemberPart, Remeasurement, StatementOfReasons


def improved(to: Envelope, why: StatementOfReasons, *, after: Remeasurement, part: MemberPart | None = None) -> Letter:
    """Return the letter."""
    raise NotImplementedError
