"""Objections and fresh reviews that wait, for those who can hear them: nobody hears what they took part in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fairnotice.ledger.casebook import case_value
from fairnotice.ledger.dockets import Clock
from fairnotice.ledger.people import Person
from fairnotice.queries.hearings import who_can_hear

ABOUT = {"appeal_answer": "", "fresh_review": "fresh_review", "request": "request"}
"""The clocks of what must be heard by somebody new, and what each is about; empty where the clock itself says it."""


@dataclass(frozen=True, slots=True)
class WaitingHearing:
    """One thing that somebody who took no part must answer."""

    reference: str
    account_name: str
    against: str
    """``decision``, ``interim``, ``fresh_review`` or ``request``."""
    due_at: datetime
    mine: bool
    """The reader can hear it."""
    hearers: tuple[str, ...]
    """Who can; empty where everybody took part, and silence will undo it."""


@dataclass(frozen=True, slots=True)
class ObjectionsLane:
    """What waits for this reader, and what waits for nobody."""

    mine: tuple[WaitingHearing, ...]
    nobody: tuple[WaitingHearing, ...]
    others: int
    """Wait for somebody else, because the reader took part."""


def objections_lane(person_id: int) -> ObjectionsLane:
    """Return what *person_id* can hear, by legal date, and what nobody of the staff can."""
    clocks = Clock.objects.filter(ended_at=None, kind__in=ABOUT).select_related("case").order_by("due_at", "pk")
    waiting = [_waiting(clock, person_id) for clock in clocks]
    return ObjectionsLane(
        mine=tuple(each for each in waiting if each.mine),
        nobody=tuple(each for each in waiting if not each.hearers),
        others=sum(bool(each.hearers) and not each.mine for each in waiting),
    )


def _waiting(clock: Clock, person_id: int) -> WaitingHearing:
    hearers: tuple[Person, ...] = who_can_hear(case_value(clock.case))
    return WaitingHearing(
        reference=clock.case.reference,
        account_name=clock.case.account_name,
        against=ABOUT[clock.kind] or clock.subject,
        due_at=clock.due_at,
        mine=any(person.pk == person_id for person in hearers),
        hearers=tuple(str(person) for person in hearers),
    )
