"""Give an account time to improve, with goals that would change the result."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from fairnotice.actions.calendars import days_off
from fairnotice.actions.case_letters import Said
from fairnotice.actions.goals import goals_of
from fairnotice.actions.own_words import ensure_own_words
from fairnotice.actions.taking_steps import locked, take
from fairnotice.cases.events import ImprovementStarted
from fairnotice.cases.flow import decide
from fairnotice.cases.stages import Who
from fairnotice.evaluation.record import explanation_from_json
from fairnotice.kernel.deadlines import account_deadline, zone_named
from fairnotice.ledger.people import Person


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
    people = Person.objects.filter(pk__in=docket.case.managers)
    ends = [
        account_deadline(
            now,
            days=policy.deadlines.improvement,
            zone=zone_named(person.timezone),
            day_off=days_off(person.country),
        )
        for person in people
    ]
    step = ImprovementStarted(
        at=now,
        by=Who.REVIEWER,
        goals=goals_of(explanation_from_json(docket.row.finding.explanation)),
        improve_by=max(ends, default=account_deadline(now, days=policy.deadlines.improvement, zone=None)),
    )
    decide(docket.case, step)
    ensure_own_words(docket, command.guidance, policy=policy)
    take(docket, step, actor=command.reviewer_id, now=now, said=Said(text=command.guidance))
