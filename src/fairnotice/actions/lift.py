"""End a restriction early, by a person, with reasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from fairnotice.actions.letter_matter import Said
from fairnotice.actions.own_words import ensure_own_words
from fairnotice.actions.taking_steps import locked, take
from fairnotice.cases.events import Lifted
from fairnotice.cases.flow import decide
from fairnotice.cases.stages import Who


@dataclass(frozen=True, slots=True)
class Lift:
    """Who lifts which restriction, and why: what was remedied, or what they see differently now."""

    case_id: UUID
    reviewer_id: int
    reasons: str


@transaction.atomic
def lift(command: Lift, *, now: datetime) -> None:
    """
    Let the restriction end now, and tell everybody who was told of it.

    Raises:
        ReasonsNeeded: nothing was written down.
        OwnWordsNeeded, NearCopy: the reasons were not written for this account.
    """
    docket, policy = locked(command.case_id)
    step = Lifted(at=now, by=Who.REVIEWER, person=command.reviewer_id, reasoned=bool(command.reasons.strip()))
    decide(docket.case, step)
    ensure_own_words(docket, command.reasons, policy=policy)
    take(docket, step, actor=command.reviewer_id, now=now, said=Said(text=command.reasons.strip()))
