"""Object to a decision, or to an interim hold; somebody who took no part answers in time, or it is undone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from fairnotice.actions.case_letters import Said
from fairnotice.actions.parties import acting_as
from fairnotice.actions.taking_steps import locked, ours, take
from fairnotice.cases.events import AppealFiled


@dataclass(frozen=True, slots=True)
class FileAppeal:
    """Who objects to what, in which words."""

    case_id: UUID
    person_id: int
    text: str
    """What is wrong; the facts that it names are contested, and each is answered."""
    against: str = "decision"
    """``decision`` or ``interim``."""


@dataclass(frozen=True, slots=True)
class Filed:
    """The receipt of an objection."""

    reference: str
    answer_by: datetime


@transaction.atomic
def file_appeal(command: FileAppeal, *, now: datetime) -> Filed:
    """
    Put the objection on record and queue its receipt; effect and window wait for the answer.

    Nothing is asked for in return: no signature, no fee, no standing (P8, P12).

    Raises:
        NotAParty, NotYoursToTake: it is not this person's to object to.
        NothingToAppeal: nothing stands that one could object to.
        AppealWindowOver: the time to object is over.
        OnlyOnce: an objection to this was answered already, or waits.
    """
    docket, policy = locked(command.case_id)
    step = AppealFiled(
        at=now,
        by=acting_as(docket, command.person_id, policy, now=now),
        person=command.person_id,
        answer_by=ours(docket, days=policy.deadlines.appeal_answer, now=now),
        against=command.against,
    )
    written = take(docket, step, actor=command.person_id, now=now, said=Said(text=command.text))
    return Filed(f"{docket.row.reference}-O{written.number}", step.answer_by)
