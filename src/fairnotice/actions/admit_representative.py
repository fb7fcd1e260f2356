"""Let somebody speak for an account, in one case: whom it chooses, for as long as it wants."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from fairnotice.actions.admit_person import NO_PASSWORD
from fairnotice.actions.parties import NotAParty, answers_for
from fairnotice.actions.taking_steps import locked, take
from fairnotice.cases.events import RepresentativeAdmitted
from fairnotice.cases.stages import Who
from fairnotice.kernel.refusal import Refusal
from fairnotice.ledger.hearing import Representation
from fairnotice.ledger.people import Person

MOST = 5


class RepresentativeRefused(Refusal):
    """Not everybody can speak for an account."""

    code: ClassVar[str] = "representative_refused"

    def __init__(self, why: str) -> None:
        super().__init__(why)


@dataclass(frozen=True, slots=True)
class AdmitRepresentative:
    """Who is let in by whom, and what they may do."""

    case_id: UUID
    person_id: int
    """Who admits them: an owner or manager, or the freelancer."""
    name: str
    email: str
    may_act: bool
    """Answers, asks and objects; without it reads only."""


@transaction.atomic
def admit_representative(command: AdmitRepresentative, *, now: datetime) -> int:
    """
    Record who speaks for the account and tell everybody who was told of the case; return the person's key.

    They sign in with their own address, like everybody, and see this case and nothing else.

    Raises:
        NotAParty: whoever asks does not answer for this account.
        RepresentativeRefused: it is no address, one of our staff, somebody admitted already, or too many.
    """
    docket, policy = locked(command.case_id)
    if not answers_for(docket, command.person_id, policy, now=now):
        raise NotAParty(person=command.person_id)
    person = _person(command, now=now)
    running = Representation.objects.filter(case=docket.row, dismissed_at=None)
    if running.filter(person=person).exists() or answers_for(docket, person.pk, policy, now=now):
        raise RepresentativeRefused("This person speaks for the account already.")
    if running.count() >= MOST:
        raise RepresentativeRefused(f"At most {MOST} people can be admitted at once. Dismiss one first.")
    step = RepresentativeAdmitted(at=now, by=Who.ACCOUNT, person=person.pk, admitted_by=command.person_id)
    take(docket, step, actor=command.person_id, now=now, roles={person.pk: "representative"})
    Representation.objects.create(
        case=docket.row,
        person=person,
        may_act=command.may_act,
        admitted_by_id=command.person_id,
        admitted_at=now,
    )
    return person.pk


def _person(command: AdmitRepresentative, *, now: datetime) -> Person:
    """Return the person behind the address, made now if nobody has signed in with it yet."""
    address, name = command.email.strip().lower(), " ".join(command.name.split())
    try:
        validate_email(address)
    except ValidationError as wrong:
        raise RepresentativeRefused("This is no e-mail address. It looks like name@example.com.") from wrong
    if not name:
        raise RepresentativeRefused("Write down their name: both sides see who speaks for the account.")
    known = Person.objects.filter(email__iexact=address).first()
    if known and known.role:
        raise RepresentativeRefused("This address belongs to our own staff, who cannot speak for an account.")
    return known or Person.objects.create(email=address, name=name, joined_at=now, password=NO_PASSWORD)
