"""What an account asked for: how it stands, and what it can ask for now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from fairnotice.ledger.casebook import NoSuchCase
from fairnotice.ledger.dockets import Case
from fairnotice.ledger.hearings import Request
from fairnotice.queries.access import Access, accounts_of
from fairnotice.queries.case_record import CaseRecord, Happening, case_record

ANSWERS = ("RequestGranted", "RequestRefused", "RequestUnanswered", "RequestWithdrawn", "QuestionUnanswered")


@dataclass(frozen=True, slots=True)
class RequestOnRecord:
    """One request, in which words it was asked, and what became of it."""

    record: CaseRecord
    wish: str
    items: tuple[str, ...]
    about: str
    """Reference of the case it is about; empty where there is none."""
    asked: Happening
    answer_by: datetime
    answer: Happening | None
    """None while it waits."""


def request_on_record(reference: str) -> RequestOnRecord:
    """
    Return one request.

    Raises:
        NoSuchCase: there is no request of that reference.
    """
    record = case_record(reference)
    kept = Request.objects.select_related("about").filter(case_id=record.id).first()
    if kept is None:
        raise NoSuchCase(reference)
    asked = record.named("RequestOpened")[0]
    return RequestOnRecord(
        record=record,
        wish=kept.wish,
        items=tuple(kept.items),
        about=kept.about.reference if kept.about else "",
        asked=asked,
        answer_by=datetime.fromisoformat(str(asked.facts["answer_by"])),
        answer=next(iter(record.named(*ANSWERS)), None),
    )


def request_of(reference: str, person_id: int, *, now: datetime) -> RequestOnRecord:
    """
    Return one request, to somebody who answers for its account.

    Raises:
        NoSuchCase: there is none, or it is another's; both look the same.
    """
    found = request_on_record(reference)
    answering_for(person_id, found.record.account_id, now=now)
    return found


def answering_for(person_id: int, account_id: str, *, now: datetime) -> Access:
    """
    Return the account, if this person answers for it.

    Raises:
        NoSuchCase: they do not.
    """
    for access in accounts_of(person_id, now=now):
        if access.account_id == account_id and access.answers:
            return access
    raise NoSuchCase(account_id)


def about_case(reference: str, person_id: int, *, now: datetime) -> tuple[UUID, CaseRecord, Access]:
    """
    Return the case that somebody wants to ask about, if they answer for its account.

    Raises:
        NoSuchCase: there is none, or it is another's.
    """
    record = case_record(reference)
    return record.id, record, answering_for(person_id, record.account_id, now=now)


def waiting_request(account_id: str) -> str:
    """Return the reference of a request of the account that waits; empty where none does."""
    waiting = Case.objects.filter(account_id=account_id, matter="request", outcome="").order_by("opened_at")
    return waiting.values_list("reference", flat=True).first() or ""
