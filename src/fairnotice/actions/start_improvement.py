"""Give an account time to improve, with goals that would change the result."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from fairnotice.actions.case_letters import Said
from fairnotice.actions.goals import goals_of
from fairnotice.actions.own_words import ensure_own_words
from fairnotice.actions.taking_steps import last_day_to_improve, locked, take
from fairnotice.cases.events import ImprovementStarted
from fairnotice.cases.flow import decide
from fairnotice.cases.stages import Who
from fairnotice.ledger.grounds import explanation_behind


@dataclass(frozen=True, slots=True)
class StartImprovement:
    """Which reviewer gives time to improve, and what they advise."""

    case_id: UUID
    reviewer_id: int
    guidance: str


@transaction.atomic
def start_improvement(command: StartImprovement, *, now: datetime) -> None:
    """
    Start the time to improve; it counts from proof that word of it arrived.

    Raises:
        QuestionAnswered: a question waits for its answer.
        OnlyOnce: the account had this time already.
        OwnWordsNeeded, NearCopy: the advice was not written for this account.
    """
    docket, policy = locked(command.case_id)
    step = ImprovementStarted(
        at=now,
        by=Who.REVIEWER,
        goals=goals_of(explanation_behind(docket.row)),
        improve_by=last_day_to_improve(docket, policy, now=now),
        person=command.reviewer_id,
    )
    decide(docket.case, step)
    ensure_own_words(docket, command.guidance, policy=policy)
    take(docket, step, actor=command.reviewer_id, now=now, said=Said(text=command.guidance))
