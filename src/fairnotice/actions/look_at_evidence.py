"""Record that a member of staff opened a contract, a violation or a file of a case: who decides has seen it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from fairnotice.ledger.hearing import EvidenceLook


@dataclass(frozen=True, slots=True)
class LookAtEvidence:
    """Who opened what."""

    case_id: UUID
    person_id: int
    subject: str
    """Id of the contract, violation or evidence."""


def look_at_evidence(command: LookAtEvidence, *, now: datetime) -> None:
    """Put the first look on record; later ones change nothing."""
    EvidenceLook.objects.get_or_create(
        case_id=command.case_id, person_id=command.person_id, subject=command.subject, defaults={"looked_at": now}
    )
