"""The case has ended because time ran out, in the account's favor."""

from __future__ import annotations

from datetime import date

from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter
from fairnotice.notices.statement import MemberPart, StatementOfReasons
from fairnotice.notices.threads import Lapse


def lapsed(
    to: Envelope, why: StatementOfReasons, *, because: Lapse, noticed_on: date | None, part: MemberPart | None = None
) -> Letter:
    """Return the letter."""
    raise NotImplementedError
