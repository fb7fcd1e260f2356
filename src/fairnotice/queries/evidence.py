"""The files of a case: who handed in what, who may have it, and which facts a member of staff has opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings

from fairnotice.ledger.casebook import NoSuchCase
from fairnotice.ledger.dockets import EventText
from fairnotice.ledger.evidence_files import EvidenceStore
from fairnotice.ledger.hearing import Evidence, EvidenceLook

SHREDDED = "file"
"""What a file is called once its name was shredded."""


@dataclass(frozen=True, slots=True)
class FileOnRecord:
    """One file that was handed in."""

    id: UUID
    event: int
    name: str
    size: int
    """Bytes."""
    media_type: str
    sha256: str
    by_id: int
    by_name: str
    by_kind: str
    """account, member or reviewer."""
    at: datetime

    @property
    def subject(self) -> str:
        """Return under which id a look at it is recorded."""
        return str(self.id)

    @property
    def path(self) -> Path:
        """Return where its content lies."""
        return EvidenceStore.of_home(Path(settings.HOME)).path_of(self.sha256)


def files_of(case_id: UUID) -> tuple[FileOnRecord, ...]:
    """Return every file of a case, oldest first."""
    rows = Evidence.objects.filter(case_id=case_id).select_related("event", "file", "person").order_by("event__number")
    names = dict(EventText.objects.filter(event__evidence__case_id=case_id).values_list("event_id", "text"))
    return tuple(
        FileOnRecord(
            id=row.pk,
            event=row.event.number,
            name=names.get(row.event_id) or SHREDDED,
            size=row.file.size,
            media_type=row.file.media_type,
            sha256=row.file_id,
            by_id=row.person_id,
            by_name=str(row.person),
            by_kind=row.event.actor_kind,
            at=row.added_at,
        )
        for row in rows
    )


def file_for(case_id: UUID, evidence_id: UUID, *, person_id: int, sees_all: bool) -> FileOnRecord:
    """
    Return one file, if this person may have it: everybody their own, those who see all of the case every one.

    Raises:
        NoSuchCase: there is no such file, or it is another's; both look the same.
    """
    for file in files_of(case_id):
        if file.id == evidence_id and (sees_all or file.by_id == person_id) and file.path.is_file():
            return file
    raise NoSuchCase(str(evidence_id))


def opened_by(case_id: UUID, person_id: int) -> set[str]:
    """Return the ids of the contracts, violations and files of the case that this person has opened."""
    looks = EvidenceLook.objects.filter(case_id=case_id, person_id=person_id)
    return set(looks.values_list("subject", flat=True))
