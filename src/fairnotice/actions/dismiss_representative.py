"""Let somebody speak for an account no longer; it can be done at any time, and what they did stays done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from fairnotice.actions.parties import NotAParty, answers_for
from fairnotice.actions.taking_steps import locked, take
from fairnotice.cases.events import RepresentativeDismissed
from fairnotice.cases.stages import Who
from fairnotice.ledger.hearing import Representation


@dataclass(frozen=True, slots=True)
class DismissRepresentative:
    """Who dismisses whom; a representative may go by themselves."""

    case_id: UUID
    person_id: int
    representative_id: int


@transaction.atomic
def dismiss_representative(command: DismissRepresentative, *, now: datetime) -> None:
    """
    End the representation and tell everybody who was told of the case.

    Raises:
        NotAParty: whoever asks does not answer for this account, or nobody is represented by that person.
    """
    docket, policy = locked(command.case_id)
    running = Representation.objects.filter(
        case=docket.row, person_id=command.representative_id, dismissed_at=None
    ).first()
    goes = command.person_id == command.representative_id
    if running is None or not (goes or answers_for(docket, command.person_id, policy, now=now)):
        raise NotAParty(person=command.person_id)
    step = RepresentativeDismissed(
        at=now, by=Who.ACCOUNT, person=command.representative_id, dismissed_by=command.person_id
    )
    take(docket, step, actor=command.person_id, now=now, roles={command.representative_id: "representative"})
    running.dismissed_at = now
    running.save(update_fields=["dismissed_at"])
