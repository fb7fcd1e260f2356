"""Ask a question about a case; it is never refused, and the account's time stands still until the answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from fairnotice.actions.case_letters import Said
from fairnotice.actions.parties import acting_as
from fairnotice.actions.taking_steps import locked, ours, take
from fairnotice.cases.events import QuestionAsked


@dataclass(frozen=True, slots=True)
class Ask:
    """Who asks what."""

    case_id: UUID
    person_id: int
    text: str
    call: bool = False
    """Wants to be called rather than written to; refused as little as any question."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The thread that a question opened."""

    thread: int
    reference: str
    answer_by: datetime


@transaction.atomic
def ask(command: Ask, *, now: datetime) -> Asked:
    """
    Open a thread and return its reference and by when a person answers.

    Raises:
        NotAParty: the case does not concern this person.
    """
    docket, policy = locked(command.case_id)
    by = acting_as(docket, command.person_id, policy, now=now)
    answer_by = ours(docket, days=policy.deadlines.question, now=now)
    step = QuestionAsked(
        at=now,
        by=by,
        thread=docket.case.threads + 1,
        person=command.person_id,
        answer_by=answer_by,
        call=command.call,
    )
    take(docket, step, actor=command.person_id, now=now, said=Said(text=command.text))
    return Asked(step.thread, f"{docket.row.reference}-Q{step.thread}", answer_by)
