"""A reviewer takes a case on, under their name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from fairnotice.actions.taking_steps import locked, take
from fairnotice.cases.events import CaseClaimed
from fairnotice.cases.stages import Who


@dataclass(frozen=True, slots=True)
class ClaimCase:
    """Which reviewer takes which case."""

    case_id: UUID
    reviewer_id: int


@transaction.atomic
def claim_case(command: ClaimCase, *, now: datetime) -> None:
    """
    Put the reviewer's name on the case; letters are signed with it from now on.

    Raises:
        ClaimedByAnother: somebody works on it already.
    """
    docket, _ = locked(command.case_id)
    take(
        docket,
        CaseClaimed(at=now, by=Who.REVIEWER, reviewer=command.reviewer_id),
        actor=command.reviewer_id,
        now=now,
    )
