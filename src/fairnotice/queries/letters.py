"""The letters of one person, as served; each belongs to its recipient and to nobody else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from fairnotice.cases.clocks import ClockKind
from fairnotice.ledger.dockets import Clock
from fairnotice.ledger.letters import Notice
from fairnotice.notices.letter import Letter


@dataclass(frozen=True, slots=True)
class ServedLetter:
    """One letter with what its delivery set going."""

    id: UUID
    letter: Letter
    document: str
    reference: str
    case_reference: str
    """Empty for a letter that belongs to no case."""
    account_id: str
    account_name: str
    sent_at: datetime
    delivered_at: datetime | None
    """The first proof that it arrived."""
    answer_due_at: datetime | None
    """When the time to answer ends, if it runs."""
    recipient_zone: str


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One line of the list of letters."""

    id: UUID
    subject: str
    reference: str
    sent_at: datetime
    opened: bool


def letters_of(person_id: int, *, now: datetime) -> tuple[LetterLine, ...]:
    """Return the letters served to this person, newest first; none before its hour."""
    notices = (
        Notice.objects.filter(recipient_id=person_id, not_before__lte=now)
        .prefetch_related("proofs")
        .order_by("-not_before", "-created_at")
    )
    return tuple(
        LetterLine(n.id, n.subject, n.reference, max(n.not_before, n.created_at), bool(n.proofs.all())) for n in notices
    )


def served_letter(notice_id: UUID, person_id: int, *, now: datetime) -> ServedLetter | None:
    """Return the letter if it was served to this person; None to everybody else, as if it did not exist."""
    notice = (
        Notice.objects.select_related("case", "finding", "recipient")
        .filter(id=notice_id, recipient_id=person_id, not_before__lte=now)
        .first()
    )
    if notice is None:
        return None
    first = notice.proofs.order_by("proven_at").first()
    clock = (
        Clock.objects.filter(case=notice.case, kind=ClockKind.RESPONSE, ended_at=None).order_by("-due_at").first()
        if notice.case
        else None
    )
    return ServedLetter(
        id=notice.id,
        letter=Letter.from_json(notice.letter),
        document=notice.document,
        reference=notice.reference,
        case_reference=notice.case.reference if notice.case else "",
        account_id=notice.case.account_id if notice.case else (notice.finding.account_id if notice.finding else ""),
        account_name=notice.case.account_name if notice.case else "",
        sent_at=max(notice.created_at, notice.not_before),
        delivered_at=first.proven_at if first else None,
        answer_due_at=clock.due_at if clock and clock.stopped_at is None else None,
        recipient_zone=notice.recipient.timezone,
    )
