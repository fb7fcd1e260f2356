"""A receipt for the account's answer."""

from __future__ import annotations

from datetime import datetime

from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter
from fairnotice.notices.statement import StatementOfReasons


def answer_receipt(
    to: Envelope, why: StatementOfReasons, *, answered_at: datetime, answer: str, review_by: datetime
) -> Letter:
    """Return the letter."""
    raise NotImplementedError
