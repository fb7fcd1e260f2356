"""Take a case back, with reasons in writing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from fairnotice.actions.case_letters import Said
from fairnotice.actions.own_words import ensure_own_words
from fairnotice.actions.taking_steps import locked, take
from fairnotice.cases.events import Withdrawn
from fairnotice.cases.flow import decide
from fairnotice.cases.stages import Who


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Which reviewer takes which case back, and why."""

    case_id: UUID
    reviewer_id: int
    reasons: str


@transaction.atomic
def withdraw(command: Withdraw, *, now: datetime) -> None:
    """
    End the case in the account's favor and tell everybody who knew of it.

    Raises:
        ReasonsNeeded: nothing was written down.
        OwnWordsNeeded, NearCopy: the reasons were not written for this account.
    """
    docket, policy = locked(command.case_id)
    step = Withdrawn(at=now, by=Who.REVIEWER, reasoned=bool(command.reasons.strip()), person=command.reviewer_id)
    decide(docket.case, step)
    ensure_own_words(docket, command.reasons, policy=policy)
    take(docket, step, actor=command.reviewer_id, now=now, said=Said(text=command.reasons))
