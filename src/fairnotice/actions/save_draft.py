"""Keep what somebody has written and not yet sent, wherever they sign in next; forget it once it was sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from fairnotice.ledger.hearing import Draft

LONGEST = 20_000
"""Characters of a draft that are kept; a form takes as many."""


@dataclass(frozen=True, slots=True)
class SaveDraft:
    """Whose words, on which sheet of which case."""

    case_id: UUID
    person_id: int
    sheet: str
    text: str
    contracts: tuple[str, ...] = ()


def save_draft(command: SaveDraft, *, now: datetime) -> None:
    """Keep the words in place of what was kept before."""
    Draft.objects.update_or_create(
        case_id=command.case_id,
        person_id=command.person_id,
        sheet=command.sheet,
        defaults={"text": command.text[:LONGEST], "contracts": list(command.contracts), "kept_at": now},
    )


def forget_draft(case_id: UUID, person_id: int, sheet: str) -> None:
    """Let go of what was kept: it was sent."""
    Draft.objects.filter(case_id=case_id, person_id=person_id, sheet=sheet).delete()
