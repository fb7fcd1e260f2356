"""An early private word that has no consequence."""

from __future__ import annotations

from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter
from fairnotice.notices.statement import StatementOfReasons


def heads_up(to: Envelope, why: StatementOfReasons) -> Letter:
    """Return the letter."""
    raise NotImplementedError
