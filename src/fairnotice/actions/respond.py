"""Take the account's answer to a notice; a reviewer reads it next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from fairnotice.actions.case_letters import Said
from fairnotice.actions.parties import acting_as
from fairnotice.actions.taking_steps import locked, ours, take
from fairnotice.cases.events import ResponseReceived


@dataclass(frozen=True, slots=True)
class Respond:
    """What the account says; with it, it has said all it wants to."""

    case_id: UUID
    person_id: int
    text: str


@transaction.atomic
def respond(command: Respond, *, now: datetime) -> None:
    """
    Record the answer and confirm it with a receipt.

    Raises:
        StepOutOfOrder: no time to answer is running.
        NotYoursToTake: a member speaks by a statement.
    """
    docket, policy = locked(command.case_id)
    by = acting_as(docket, command.person_id, policy, now=now)
    review_by = ours(docket, days=policy.deadlines.review, now=now)
    step = ResponseReceived(at=now, by=by, person=command.person_id, review_by=review_by)
    take(docket, step, actor=command.person_id, now=now, said=Said(text=command.text))
