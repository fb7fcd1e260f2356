"""What a person has written and not yet sent; theirs alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from fairnotice.ledger.hearing import Draft as Kept


@dataclass(frozen=True, slots=True)
class Draft:
    """What was written and ticked so far."""

    text: str = ""
    contracts: tuple[str, ...] = ()
    kept_at: datetime | None = None


def draft_of(case_id: UUID, person_id: int, sheet: str) -> Draft | None:
    """Return what this person kept on that sheet, or None."""
    kept = Kept.objects.filter(case_id=case_id, person_id=person_id, sheet=sheet).first()
    return Draft(kept.text, tuple(kept.contracts), kept.kept_at) if kept else None
