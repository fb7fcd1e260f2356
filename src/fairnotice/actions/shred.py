"""Remove what people wrote in a case that is final and past its time; what happened stays, and its chain holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar
from uuid import UUID

from django.db import transaction

from fairnotice.actions.taking_steps import locked, take
from fairnotice.cases import events as e
from fairnotice.cases.stages import Stage, Who
from fairnotice.kernel.refusal import Refusal
from fairnotice.ledger.casebook import Docket, lock_docket
from fairnotice.ledger.dockets import Case
from fairnotice.ledger.policies import PolicyVersion
from fairnotice.ledger.shredding import Shredding, shred_files, shred_records, shred_words

A_SHORT_YEAR = timedelta(days=365)


class KeptUntil(Refusal):
    """Refuse to remove words that the law wants kept: of a case that runs, or whose time is not over."""

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


@dataclass(frozen=True, slots=True)
class Gone:
    """How much went."""

    texts: int
    records: int
    files: int = 0


def kept_until(docket: Docket) -> datetime | None:
    """
    Return the instant from which the words of a case may go; None while it is not final.

    The years of its policy run from the last thing that happened in it; to ask for erasure neither shortens nor
    lengthens them.
    """
    if not docket.case.final:
        return None
    happened = docket.row.events.exclude(name__in=(e.ErasureRequested.__name__, e.Shredded.__name__))
    last = max(happened.values_list("occurred_at", flat=True))
    year = last.year + docket.row.policy.rulebook.deadlines.final_kept_years
    try:
        return last.replace(year=year)
    except ValueError:  # a leap day
        return last.replace(year=year, month=3, day=1)


@transaction.atomic
def shred(command: Shred, *, now: datetime) -> Gone:
    """
    Remove the words of a case, and the records nobody relies on any more; doing it again removes nothing.

    Raises:
        KeptUntil: the case is not final, or its time is not over.
    """
    docket, _ = locked(command.case_id)
    if docket.case.shredded:
        return Gone(0, 0)
    until = kept_until(docket)
    if until is None or now < until:
        raise KeptUntil(docket.row.reference, until)
    take(docket, e.Shredded(at=now, by=Who.CLOCK, kept_until=until), actor=None, now=now)
    asked = docket.case.erasure_asked_at is not None
    ground = Shredding.Ground.REQUEST if asked else Shredding.Ground.RETENTION
    return Gone(
        texts=shred_words(docket.row, ground=ground, now=now),
        records=shred_records(docket.row, now=now),
        files=shred_files(docket.row, now=now),
    )


def cases_past_their_time(*, now: datetime) -> tuple[UUID, ...]:
    """Return the cases whose words are due to go, oldest first."""
    return tuple(_past_their_time(now))


def _past_their_time(now: datetime) -> Iterator[UUID]:
    least = min((policy.rulebook.deadlines.final_kept_years for policy in PolicyVersion.objects.all()), default=0)
    latest = now - least * A_SHORT_YEAR
    old = Case.objects.exclude(events__shredding__isnull=False).filter(opened_at__lte=latest)
    for pk in old.filter(stage__in=(Stage.ENDED, Stage.IN_EFFECT)).order_by("opened_at").values_list("pk", flat=True):
        with transaction.atomic():
            until = kept_until(lock_docket(pk))
        if until is not None and until <= now:
            yield pk
