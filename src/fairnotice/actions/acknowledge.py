"""Confirm that a rule was read, and take that back: both stay on record, and nothing follows from either."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from django.db import transaction

from fairnotice.actions.case_letters import receipt_reference
from fairnotice.actions.letter_facts_breaches import text_to_confirm
from fairnotice.actions.letter_matter import Said
from fairnotice.actions.parties import NotAParty, acting_as
from fairnotice.actions.taking_steps import locked, take
from fairnotice.cases.events import Acknowledged, AcknowledgementWithdrawn
from fairnotice.cases.refusals import OnlyOnce
from fairnotice.cases.stages import Who
from fairnotice.kernel.refusal import Refusal
from fairnotice.ledger.violations import Acknowledgement, AcknowledgementWithdrawal
from fairnotice.notices.letters.acknowledgement_receipt import SESSIONS

LONGEST_NAME = 200


class NotAsked(Refusal):
    """Nobody confirms what nobody asked for."""

    code: ClassVar[str] = "not_asked"

    def __init__(self) -> None:
        super().__init__("This rule asks nobody for a confirmation, so there is nothing to confirm or take back.")


class NameNeeded(Refusal):
    """Who confirms types their name."""

    code: ClassVar[str] = "name_needed"

    def __init__(self) -> None:
        super().__init__("Type your name. It stands on the receipt, and nowhere else.")


class TextChanged(Refusal):
    """What is confirmed is what was shown."""

    code: ClassVar[str] = "text_changed"

    def __init__(self) -> None:
        super().__init__("This is not the text that you were shown. Read it again, then confirm it if you want to.")


@dataclass(frozen=True, slots=True)
class Acknowledge:
    """Who confirms which text, typed with their name, signed in how."""

    case_id: UUID
    person_id: int
    name: str
    fingerprint: str
    """Of the text that was shown."""
    session_kind: str
    """code, passkey, single_sign_on, demonstration, or session where no more is known."""


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Who takes their confirmation back."""

    case_id: UUID
    person_id: int


@transaction.atomic
def acknowledge(command: Acknowledge, *, now: datetime) -> str:
    """
    Record the confirmation, queue its receipt, and return the receipt's reference.

    Raises:
        NotAParty: the person does not stand for the account.
        NotAsked: the rule asks for no confirmation.
        NameNeeded: no name was typed.
        TextChanged: another text was shown.
        OnlyOnce: this person has confirmed it, and has not taken it back.
    """
    docket, policy = locked(command.case_id)
    by = acting_as(docket, command.person_id, policy, now=now)
    if by is not Who.ACCOUNT:
        raise NotAParty(person=command.person_id)
    row, name = docket.row, " ".join(command.name.split())[:LONGEST_NAME]
    provision = policy.provision(row.provision_id)
    if provision is None or not provision.acknowledge:
        raise NotAsked
    if not name:
        raise NameNeeded
    text = text_to_confirm(row, policy)
    if command.fingerprint != text.fingerprint:
        raise TextChanged
    if _standing(command.case_id, command.person_id) is not None:
        raise OnlyOnce("Confirming the same text")
    kind = command.session_kind if command.session_kind in SESSIONS else "session"
    step = Acknowledged(
        at=now,
        by=by,
        person=command.person_id,
        provision=provision.id,
        version=policy.version,
        text_sha256=text.fingerprint,
    )
    written = take(docket, step, actor=command.person_id, now=now, said=Said(text=name, session_kind=kind))
    kept = Acknowledgement.objects.create(
        event=written,
        case=row,
        reference=receipt_reference(row),
        account_id=row.account_id,
        provision_id=provision.id,
        policy=row.policy,
        person_id=command.person_id,
        shown=text.shown,
        sentence=text.sentence,
        fingerprint=text.fingerprint,
        session_kind=kind,
        signed_at=now,
    )
    return kept.reference


@transaction.atomic
def take_back_acknowledgement(command: TakeBack, *, now: datetime) -> None:
    """
    Record that the confirmation is taken back; both stay on record with their dates.

    Raises:
        NotAsked: this person has confirmed nothing, or has taken it back.
    """
    docket, _ = locked(command.case_id)
    kept = _standing(command.case_id, command.person_id)
    if kept is None:
        raise NotAsked
    step = AcknowledgementWithdrawn(at=now, by=Who.ACCOUNT, person=command.person_id, text_sha256=kept.fingerprint)
    written = take(docket, step, actor=command.person_id, now=now)
    AcknowledgementWithdrawal.objects.create(
        acknowledgement=kept, event=written, person_id=command.person_id, withdrawn_at=now
    )


def _standing(case_id: UUID, person_id: int) -> Acknowledgement | None:
    """Return this person's confirmation in the case that stands; None where there is none."""
    given = Acknowledgement.objects.filter(case_id=case_id, person_id=person_id, withdrawal=None)
    return given.order_by("signed_at").last()
