"""The first notice of a case: to the people who answer for the account."""

from __future__ import annotations

from datetime import datetime

from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter
from fairnotice.notices.statement import StatementOfReasons
from fairnotice.policy.rulebook import Deadlines


def first_notice(
    to: Envelope, why: StatementOfReasons, *, deadlines: Deadlines, example_due_at: datetime | None = None
) -> Letter:
    """Return the letter."""
    raise NotImplementedError
