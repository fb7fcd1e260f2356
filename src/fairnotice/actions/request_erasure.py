"""Ask for one's words to be erased: never refused, dated; they go when the case is final and its time is over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from fairnotice.actions.parties import acting_as
from fairnotice.actions.taking_steps import locked, take
from fairnotice.cases.events import ErasureRequested


@dataclass(frozen=True, slots=True)
class RequestErasure:
    """Who asks, in which case."""

    case_id: UUID
    person_id: int


@transaction.atomic
def request_erasure(command: RequestErasure, *, now: datetime) -> None:
    """
    Put the request on record; asking again changes nothing.

    Raises:
        NotAParty: the case does not concern this person.
        NotYoursToTake: staff cannot ask for others.
    """
    docket, policy = locked(command.case_id)
    asked = docket.row.events.filter(name=ErasureRequested.__name__, actor_id=command.person_id)
    if asked.exists():
        return
    by = acting_as(docket, command.person_id, policy, now=now)
    take(docket, ErasureRequested(at=now, by=by, person=command.person_id), actor=command.person_id, now=now)
