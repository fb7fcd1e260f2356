"""Remove what people wrote in a case that is final and past its time; what happened stays, and its chain holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar
from uuid import UUID

from django.db import transaction

from fairnotice.kernel.refusal import Refusal
from fairnotice.ledger.casebook import lock_docket
from fairnotice.ledger.dockets import Case
from fairnotice.ledger.policies import PolicyVersion
from fairnotice.ledger.shredding import Shredding, shred_records, shred_words

A_SHORT_YEAR = timedelta(days=365)


class KeptUntil(Refusal):
    """Refuse to remove words that the law wants kept: a case that runs, or whose time is not over."""

    code: ClassVar[str] = "kept_until"

    def __init__(self, reference: str, until: datetime | None) -> None:
        day = f"until {until.date().isoformat()}" if until else "while it runs, and for years after"
        super().__init__(f"What was written in {reference} is kept {day}.")
        self.reference = reference
        self.until = until


@dataclass(frozen=True, slots=True)
class Shred:
    """Which case."""

    case_id: UUID
    requested: bool = False
    """Somebody asked for it; that never makes it earlier."""


@dataclass(frozen=True, slots=True)
class Shredded:
    """How much went."""

    texts: int
    records: int


def kept_until(case: Case) -> datetime | None:
    """Return the instant from which the words of *case* may go; None while it is not final."""
    if case.ended_at is None:
        return None
    years = case.policy.rulebook.deadlines.final_kept_years
    try:
        return case.ended_at.replace(year=case.ended_at.year + years)
    except ValueError:
        return case.ended_at.replace(year=case.ended_at.year + years, month=3, day=1)


@transaction.atomic
def shred(command: Shred, *, now: datetime) -> Shredded:
    """
    Remove the words of a case, and the records nobody relies on any more; doing it again removes nothing.

    Raises:
        KeptUntil: the case is not final, or its time is not over.
    """
    case = lock_docket(command.case_id).row
    until = kept_until(case)
    if until is None or now < until:
        raise KeptUntil(case.reference, until)
    ground = Shredding.Ground.REQUEST if command.requested else Shredding.Ground.RETENTION
    return Shredded(shred_words(case, ground=ground, now=now), shred_records(case, now=now))


def cases_past_their_time(*, now: datetime) -> tuple[UUID, ...]:
    """Return the cases whose words are due to go, oldest first."""
    least = min((policy.rulebook.deadlines.final_kept_years for policy in PolicyVersion.objects.all()), default=0)
    latest = now - least * A_SHORT_YEAR
    ended = Case.objects.filter(ended_at__lte=latest).exclude(events__shredding__isnull=False).select_related("policy")
    due = (case for case in ended.order_by("ended_at").iterator() if (until := kept_until(case)) and until <= now)
    return tuple(case.pk for case in due)
