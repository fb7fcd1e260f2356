"""A promised second look, answered with numbers."""

from __future__ import annotations

from datetime import date

from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter
from fairnotice.notices.statement import DatedContract, Rule
from fairnotice.notices.threads import Measured


def re_review_answer(
    to: Envelope,
    rule: Rule,
    *,
    promised_on: date,
    new: tuple[DatedContract, ...],
    history: tuple[Measured, ...],
    ended: str = "",
) -> Letter:
    """Return the letter."""
    raise NotImplementedError
