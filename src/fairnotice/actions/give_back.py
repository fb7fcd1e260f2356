"""A reviewer gives a case back to the queue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from fairnotice.actions.taking_steps import locked, take
from fairnotice.cases.events import CaseGivenBack
from fairnotice.cases.stages import Who


@dataclass(frozen=True, slots=True)
class GiveBack:
    """Which reviewer gives which case back."""

    case_id: UUID
    reviewer_id: int


@transaction.atomic
def give_back(command: GiveBack, *, now: datetime) -> None:
    """
    Take the reviewer's name off the case, so that another can take it.

    Raises:
        ClaimedByAnother: it is not theirs to give back.
    """
    docket, _ = locked(command.case_id)
    take(
        docket,
        CaseGivenBack(at=now, by=Who.REVIEWER, reviewer=command.reviewer_id),
        actor=command.reviewer_id,
        now=now,
    )
