"""Let a person in whom the marketplace's facts know; nobody else can sign in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction

from fairnotice.ledger.people import Person
from fairnotice.warehouse.accounts import AccountFacts, account, accounts_with_email
from fairnotice.warehouse.home import Warehouse

NO_PASSWORD = "!"  # noqa: S105  no password at all
"""Nobody signs in by password."""


@dataclass(frozen=True, slots=True)
class AdmitPerson:
    """Whom to let in: by account, or by the address they gave."""

    account_id: str = ""
    email: str = ""


def admit_person(command: AdmitPerson, *, now: datetime) -> int | None:
    """
    Return the person behind an account, admitted now if need be and kept up to date with the facts.

    None when the facts know nobody of that account or address; staff are found by address.
    """
    facts = _facts_about(command)
    if facts is None:
        known = Person.objects.filter(account_id=command.account_id or None) if command.account_id else None
        if command.email:
            known = Person.objects.filter(email__iexact=command.email)
        person = known.first() if known is not None else None
        return person.pk if person else None
    return _kept(facts, now=now).pk


def _facts_about(command: AdmitPerson) -> AccountFacts | None:
    """Return the freelancer's account that is this person; agencies and clients are no persons here."""
    warehouse = Warehouse.of_home(Path(settings.HOME))
    snapshot = warehouse.snapshot()
    if command.account_id:
        found = account(warehouse, snapshot, command.account_id)
        return found if found and found.kind == "freelancer" else None
    people = [a for a in accounts_with_email(warehouse, snapshot, command.email) if a.kind == "freelancer"]
    return people[0] if people else None


def _kept(facts: AccountFacts, *, now: datetime) -> Person:
    """Return the person of *facts*, made or mended; two processes at once make one person."""
    person = Person.objects.filter(account_id=facts.account_id).first()
    values = {
        "name": facts.name,
        "timezone": facts.timezone,
        "country": facts.country,
        "language": facts.language or "en",
        "email": _free_address(facts),
    }
    if person is None:
        try:
            with transaction.atomic():
                return Person.objects.create(account_id=facts.account_id, joined_at=now, password=NO_PASSWORD, **values)
        except IntegrityError:
            return Person.objects.get(account_id=facts.account_id)
    changed = [key for key, value in values.items() if getattr(person, key) != value]
    for key in changed:
        setattr(person, key, values[key])
    if changed:
        person.save(update_fields=changed)
    return person


def _free_address(facts: AccountFacts) -> str | None:
    """Return the person's address; None when there is none or it is another person's."""
    address = facts.email.strip().lower()
    taken = Person.objects.filter(email__iexact=address).exclude(account_id=facts.account_id)
    return address if address and not taken.exists() else None
