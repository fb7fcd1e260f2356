"""Let anybody whom a case concerns tell their side, at any time while it is open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from fairnotice.actions.case_letters import Said
from fairnotice.actions.parties import acting_as
from fairnotice.actions.taking_steps import locked, take
from fairnotice.cases.events import StatementAdded


@dataclass(frozen=True, slots=True)
class AddStatement:
    """Who says what."""

    case_id: UUID
    person_id: int
    text: str


@transaction.atomic
def add_statement(command: AddStatement, *, now: datetime) -> None:
    """Put the words on record; nothing ends or begins by them."""
    docket, policy = locked(command.case_id)
    by = acting_as(docket, command.person_id, policy, now=now)
    step = StatementAdded(at=now, by=by, person=command.person_id)
    take(docket, step, actor=command.person_id, now=now, said=Said(text=command.text))
