"""Walk the chain of every case beside the journal of all, and name the first event that is not as it was recorded."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from uuid import UUID

from fairnotice.ledger.casebook import recorded
from fairnotice.ledger.chain import BEFORE_THE_FIRST, commitment, event_digest, journal_digest
from fairnotice.ledger.dockets import Case, CaseEvent, EventText
from fairnotice.ledger.journal import JournalEntry, JournalHead
from fairnotice.ledger.snapshots import uses_of

CHUNK = 2000
"""Rows held at a time."""
KEPT = 100
"""Faults held at a time; the earliest in the journal win."""
NEVER_ENTERED = 2**62
"""Stands for a journal row that does not exist."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """The first event of one case that is not as it was recorded."""

    entry: int
    """Row of the journal, by which faults are ordered in time."""
    reference: str
    number: int
    sentence: str = field(compare=False)

    def __str__(self) -> str:
        return f"{self.reference}, event {self.number}: {self.sentence}"


def case_faults() -> list[Fault]:
    """
    Return the first fault of each case, the earliest on record first; at most as many as fit.

    What is recorded while this reads is left to the next time.
    """
    return heapq.nsmallest(KEPT, _walk(_recorded_by_now()))


def journal_fault() -> str:
    """Return what is wrong with the journal itself, naming its first wrong row; empty when it is whole."""
    until = _recorded_by_now()
    number, digest = 0, BEFORE_THE_FIRST
    rows = JournalEntry.objects.filter(number__lte=until).order_by("number")
    for row in rows.iterator(chunk_size=CHUNK):
        number += 1
        if row.number != number:
            return f"Row {number} was removed."
        given = journal_digest(
            number=number,
            case=str(row.case_id),
            event=row.event_number,
            event_digest=row.event_digest,
            previous=digest,
        )
        if given != row.digest:
            case = Case.objects.filter(pk=row.case_id).values_list("reference", flat=True).first()
            return f"Row {number}, of event {row.event_number} of {case or row.case_id}, was changed or put there."
        digest = row.digest
    head = JournalHead.objects.first()
    if head is None:
        return "Its head is gone." if number else ""
    if number < until:
        return f"It ends with row {number}, its head says {until}: what came after was removed."
    if head.number == number and head.digest != digest:
        return "Its head is not that of its last row."
    return ""


def _recorded_by_now() -> int:
    """Return the number of the last row of the journal, as its head has it."""
    head = JournalHead.objects.first()
    last = JournalEntry.objects.order_by("-number").values_list("number", flat=True).first()
    return head.number if head is not None else (last or 0)


def _walk(until: int) -> Iterator[Fault]:
    """Yield the first fault of each case, events and journal side by side, in the order of the cases' ids."""
    events = CaseEvent.objects.select_related("case", "words", "shredding").prefetch_related("relied_on")
    entries = JournalEntry.objects.filter(number__lte=until).order_by("case_id", "event_number")
    in_order = events.order_by("case_id", "number")
    by_case = groupby(in_order.iterator(chunk_size=CHUNK), key=lambda event: event.case_id)
    entered = groupby(entries.iterator(chunk_size=CHUNK), key=lambda entry: entry.case_id)
    here, there = next(by_case, None), next(entered, None)
    while here is not None or there is not None:
        case_id = min(key for key in (here and here[0], there and there[0]) if key is not None)
        ours = here[1] if here is not None and here[0] == case_id else iter(())
        theirs = there[1] if there is not None and there[0] == case_id else iter(())
        if (fault := _of_case(case_id, ours, theirs, until)) is not None:
            yield fault
        if here is not None and here[0] == case_id:
            here = next(by_case, None)
        if there is not None and there[0] == case_id:
            there = next(entered, None)


def _of_case(case_id: UUID, events: Iterator[CaseEvent], entries: Iterator[JournalEntry], until: int) -> Fault | None:
    """Return the first fault of one case."""
    digest = BEFORE_THE_FIRST
    entry = next(entries, None)
    for number, event in enumerate(events, 1):
        if event.number != number:
            at = entry.number if entry is not None and entry.event_number == number else NEVER_ENTERED
            return Fault(at, event.case.reference, number, "It was removed.")
        if entry is None or entry.event_number != number:
            return _not_entered(event, until)
        if (wrong := _wrong(event, entry, previous=digest)) is not None:
            return Fault(entry.number, event.case.reference, number, wrong)
        digest, entry = event.digest, next(entries, None)
    if entry is None:
        return None
    reference = Case.objects.filter(pk=case_id).values_list("reference", flat=True).first()
    return Fault(entry.number, reference or str(case_id), entry.event_number, "It was removed.")


def _not_entered(event: CaseEvent, until: int) -> Fault | None:
    """Return the fault of an event that the journal does not know; None when it came while this was reading."""
    entered = JournalEntry.objects.filter(case_id=event.case_id, event_number=event.number).first()
    if entered is not None and entered.number > until:
        return None
    return Fault(
        NEVER_ENTERED, event.case.reference, event.number, "It was inserted: the journal of all events has no such row."
    )


def _wrong(event: CaseEvent, entry: JournalEntry, *, previous: str) -> str | None:
    """Return what is wrong with an event that is in its place; None when nothing is."""
    given = event_digest(recorded(event, event.case, bound_by(event)), previous=previous)
    if event.digest != entry.event_digest:
        moved = JournalEntry.objects.filter(case_id=event.case_id, event_digest=event.digest).first()
        if moved is not None:
            return f"It was moved: the journal has what stands here as event {moved.event_number}."
        if given == event.digest:
            return "It was changed, and its digest with it: the journal has another."
        return "It was changed: the journal has another digest."
    if given != event.digest:
        return "It was changed: what is on record no longer gives its digest."
    return _wrong_words(event)


def bound_by(event: CaseEvent) -> tuple[str, ...]:
    """Return the records that an event relies on, as its digest binds them."""
    return tuple(str(use) for use in uses_of(event))


def _wrong_words(event: CaseEvent) -> str | None:
    """Return what is wrong with what a person wrote; shredding it is no fault."""
    text: EventText | None = getattr(event, "words", None)
    if text is None:
        shredded = getattr(event, "shredding", None) is not None
        return "Its text is gone, and no shredding is on record." if event.words_digest and not shredded else None
    if not event.words_digest:
        return "A text was put beside it that was not there when it was recorded."
    if commitment(text.text, text.salt) != event.words_digest:
        return "Its text was changed."
    return None
