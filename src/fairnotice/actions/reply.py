"""Answer a question with a fact of the case; an answer without one cannot be sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from fairnotice.actions.case_letters import Said
from fairnotice.actions.taking_steps import goes_on_until, locked, take
from fairnotice.cases.events import ReplySent
from fairnotice.cases.stages import Who


@dataclass(frozen=True, slots=True)
class Reply:
    """A reviewer's answer, and the facts it names."""

    case_id: UUID
    reviewer_id: int
    thread: int
    text: str
    cites: tuple[str, ...] = ()
    """Contract ids of this case."""
    what_would_change: bool = False
    """Whether it says what would change the result; the letter then lists it."""


@transaction.atomic
def reply(command: Reply, *, now: datetime) -> None:
    """
    Send the answer; the account's time goes on with it.

    Raises:
        StatesFacts: it names no contract of this case and not what would change the result.
        NoSuchQuestion: that question is not open.
    """
    docket, policy = locked(command.case_id)
    step = ReplySent(
        at=now,
        by=Who.REVIEWER,
        thread=command.thread,
        cites=command.cites,
        what_would_change=command.what_would_change,
        goes_on_until=goes_on_until(docket, policy, now=now),
    )
    take(docket, step, actor=command.reviewer_id, now=now, said=Said(text=command.text))
