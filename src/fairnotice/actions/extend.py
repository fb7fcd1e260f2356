"""Give an account more time to answer: once as of right, once more by a reviewer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from fairnotice.actions.calendars import days_off
from fairnotice.actions.parties import acting_as
from fairnotice.actions.taking_steps import locked, take
from fairnotice.cases.events import Extended
from fairnotice.cases.refusals import ExtensionLimit
from fairnotice.cases.stages import Who
from fairnotice.kernel.deadlines import extended, zone_named
from fairnotice.ledger.people import Person


@dataclass(frozen=True, slots=True)
class Extend:
    """Who asks for more time, in which case."""

    case_id: UUID
    person_id: int


@transaction.atomic
def extend(command: Extend, *, now: datetime) -> datetime:
    """
    Move the time to answer to later, tell everybody who knows of it, and return its new end.

    Raises:
        ExtensionLimit: this side has extended it already, or the policy's days are used up.
        StepOutOfOrder: no time to answer is running.
    """
    docket, policy = locked(command.case_id)
    case, days = docket.case, policy.deadlines
    by = acting_as(docket, command.person_id, policy, now=now)
    used = days.extension * len(case.extended_by)
    more = min(days.extension, days.extensions_in_all - used)
    if more < 1:
        raise ExtensionLimit(by=by.value)
    due = case.respond_by or now
    people = Person.objects.filter(pk__in=case.served)
    times = [
        extended(due, days=more, zone=zone_named(person.timezone), day_off=days_off(person.country))
        for person in people
    ]
    respond_by = max(times, default=due)
    step = Extended(at=now, by=Who(by), respond_by=respond_by)
    take(docket, step, actor=command.person_id, now=now)
    return respond_by
