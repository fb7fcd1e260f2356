"""A hearer writes down what they would do, before they are shown what others have done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from django.db import transaction

from fairnotice.actions.taking_steps import locked
from fairnotice.cases.measures import Measure
from fairnotice.cases.refusals import HearerTookNoPart, NoSuchAppeal, OnlyOnce, ReasonsNeeded
from fairnotice.kernel.refusal import Refusal
from fairnotice.ledger.casebook import Docket
from fairnotice.ledger.dockets import CaseEvent
from fairnotice.ledger.hearings import HearerView, HearerViewText, opening_of


class OwnViewFirst(Refusal):
    """Who hears an objection forms a view before they see the first one (P8)."""

    code: ClassVar[str] = "own_view_first"

    def __init__(self) -> None:
        super().__init__("Write down your own view first. It is recorded before you see what others decided.")


@dataclass(frozen=True, slots=True)
class RecordView:
    """Who would do what, and why."""

    case_id: UUID
    hearer_id: int
    against: str
    """``decision``, ``interim`` or ``fresh_review``."""
    measure: Measure | None
    """None: nothing should be done."""
    reasons: str


@transaction.atomic
def record_view(command: RecordView, *, now: datetime) -> None:
    """
    Put the view on record, once; it cannot be changed.

    Raises:
        NoSuchAppeal: nothing waits to be heard.
        HearerTookNoPart: this person took part in the case.
        ReasonsNeeded: no reasons were given.
        OnlyOnce: their view is on record.
    """
    docket, _ = locked(command.case_id)
    opening = hearing_in(docket, command.against)
    if command.hearer_id in docket.case.participants:
        raise HearerTookNoPart
    if not command.reasons.strip():
        raise ReasonsNeeded
    if HearerView.objects.filter(event=opening, person_id=command.hearer_id).exists():
        raise OnlyOnce("Your own view")
    view = HearerView.objects.create(
        case=docket.row,
        event=opening,
        person_id=command.hearer_id,
        measure=command.measure.value if command.measure else "",
        written_at=now,
    )
    HearerViewText.objects.create(view=view, text=command.reasons.strip())


def hearing_in(docket: Docket, against: str) -> CaseEvent:
    """
    Return the event that opened what waits to be heard.

    Raises:
        NoSuchAppeal: nothing waits.
    """
    waits = docket.case.fresh_review if against == "fresh_review" else docket.case.appeal(against)
    opening = opening_of(docket.row, against) if waits else None
    if opening is None:
        raise NoSuchAppeal
    return opening


def ensure_own_view(docket: Docket, against: str, hearer_id: int) -> None:
    """
    Let somebody answer what waits, if their own view is on record.

    Raises:
        NoSuchAppeal: nothing waits.
        OwnViewFirst: it is not.
    """
    opening = hearing_in(docket, against)
    if not HearerView.objects.filter(event=opening, person_id=hearer_id).exists():
        raise OwnViewFirst
