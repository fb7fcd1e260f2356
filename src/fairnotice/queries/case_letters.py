"""The letters of one case as served, how word of each travelled, and whether it arrived."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from fairnotice.ledger.models import Case, Notice, Outgoing, Person


@dataclass(frozen=True, slots=True)
class Carriage:
    """How word of one letter travelled on one channel."""

    outgoing_id: int
    channel: str
    kind: str
    state: str
    address: str
    due_at: datetime
    finished_at: datetime | None
    attempts: int
    last_error: str


@dataclass(frozen=True, slots=True)
class LetterOnRecord:
    """One letter as served, to whom, and whether it arrived."""

    id: UUID
    document: str
    subject: str
    reference: str
    text: str
    event_number: int | None
    recipient_id: int
    recipient_name: str
    recipient_role: str
    recipient_zone: str
    created_at: datetime
    not_before: datetime
    proof_kind: str
    """opened, seen or signed_post; empty while nothing is proven."""
    proven_at: datetime | None
    carriages: tuple[Carriage, ...]

    @property
    def undeliverable(self) -> bool:
        """Say whether no channel is left on which it may still arrive by itself."""
        return self.proven_at is None and any(c.channel == "post" for c in self.carriages)


def letters_on_record(case: Case) -> tuple[LetterOnRecord, ...]:
    """Return every letter of *case*, oldest first."""
    notices = (
        Notice.objects.filter(case=case)
        .select_related("recipient", "event")
        .prefetch_related("proofs", "outgoing")
        .order_by("created_at", "recipient_id", "document")
    )
    return tuple(_letter(notice) for notice in notices)


def _letter(notice: Notice) -> LetterOnRecord:
    proofs = sorted(notice.proofs.all(), key=lambda proof: proof.proven_at)
    recipient: Person = notice.recipient
    return LetterOnRecord(
        id=notice.id,
        document=notice.document,
        subject=notice.subject,
        reference=notice.reference,
        text=notice.text,
        event_number=notice.event.number if notice.event else None,
        recipient_id=recipient.pk,
        recipient_name=str(recipient),
        recipient_role=notice.recipient_role,
        recipient_zone=recipient.timezone,
        created_at=notice.created_at,
        not_before=notice.not_before,
        proof_kind=proofs[0].kind if proofs else "",
        proven_at=proofs[0].proven_at if proofs else None,
        carriages=tuple(_carriage(row) for row in sorted(notice.outgoing.all(), key=lambda row: row.pk)),
    )


def _carriage(row: Outgoing) -> Carriage:
    return Carriage(
        outgoing_id=row.pk,
        channel=row.channel,
        kind=row.kind,
        state=row.state,
        address=row.address,
        due_at=row.due_at,
        finished_at=row.finished_at,
        attempts=row.attempts,
        last_error=row.last_error,
    )
