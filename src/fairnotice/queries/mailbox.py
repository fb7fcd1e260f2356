"""Every letter as its recipient got it: what a demo lets a visitor read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from fairnotice.kernel.refusal import Refusal
from fairnotice.ledger.models import Notice

SHOWN = 200


class NoSuchLetter(Refusal):
    """Refuse to show a letter that was never written."""

    code = "no_such_letter"

    def __init__(self, letter_id: UUID) -> None:
        super().__init__(f"There is no letter {letter_id}.")
        self.letter_id = letter_id


@dataclass(frozen=True, slots=True)
class MailboxLetter:
    """One letter with its recipient and how far it came."""

    id: UUID
    to_person_id: int
    to_name: str
    to_address: str
    to_role: str
    document: str
    subject: str
    reference: str
    case_reference: str
    created_at: datetime
    sent_at: datetime | None
    """When the mail that points to it left; None while it waits for its delivery window."""
    due_at: datetime | None
    """Not before this instant, while it waits."""
    channel: str
    state: str
    proven_at: datetime | None
    text: str
    html: str


def mailbox(search: str = "") -> tuple[MailboxLetter, ...]:
    """Return the newest letters first, at most 200."""
    found = Notice.objects.select_related("recipient", "case").prefetch_related("outgoing", "proofs")
    if search:
        found = found.filter(
            Q(recipient__name__icontains=search)
            | Q(subject__icontains=search)
            | Q(recipient__email__icontains=search)
            | Q(reference__icontains=search)
        )
    return tuple(_letter(notice) for notice in found.order_by("-created_at", "-id")[:SHOWN])


def mailbox_letter(letter_id: UUID) -> MailboxLetter:
    """
    Return one letter.

    Raises:
        NoSuchLetter: there is none with this id.
    """
    notice = Notice.objects.select_related("recipient", "case").filter(id=letter_id).first()
    if notice is None:
        raise NoSuchLetter(letter_id)
    return _letter(notice)


def _letter(notice: Notice) -> MailboxLetter:
    rows = sorted(notice.outgoing.all(), key=lambda row: row.pk)
    last = rows[-1] if rows else None
    proofs = sorted(proof.proven_at for proof in notice.proofs.all())
    return MailboxLetter(
        id=notice.id,
        to_person_id=notice.recipient.pk,
        to_name=str(notice.recipient),
        to_address=notice.recipient.email or "",
        to_role=notice.recipient_role,
        document=notice.document,
        subject=notice.subject,
        reference=notice.reference,
        case_reference=notice.case.reference if notice.case else "",
        created_at=notice.created_at,
        sent_at=next((row.finished_at for row in rows if row.state == "sent"), None),
        due_at=last.due_at if last and last.state == "queued" else None,
        channel=last.channel if last else "",
        state=last.state if last else "",
        proven_at=proofs[0] if proofs else None,
        text=notice.text,
        html=notice.html,
    )
