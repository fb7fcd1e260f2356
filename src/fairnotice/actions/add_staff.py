"""Let a member of staff in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from fairnotice.kernel.refusal import Refusal
from fairnotice.ledger.people import Person


class AddressTaken(Refusal):
    """Refuse to make staff of somebody the marketplace's facts know: nobody judges where they are judged."""

    code: ClassVar[str] = "address_taken"

    def __init__(self, email: str) -> None:
        super().__init__(f"{email} belongs to an account of the marketplace; staff need an address of their own.")
        self.email = email


@dataclass(frozen=True, slots=True)
class AddStaff:
    """Who, and what they do here."""

    email: str
    name: str
    role: str


def add_staff(command: AddStaff, *, now: datetime) -> int:
    """
    Return the member of staff, made now or changed to the new name and role.

    Raises:
        AddressTaken: the address is that of an account of the marketplace.
    """
    address = command.email.strip().lower()
    known = Person.objects.filter(email__iexact=address).first()
    if known and known.account_id:
        raise AddressTaken(address)
    person = known or Person(email=address, joined_at=now, password="!")  # noqa: S106  nobody signs in by password
    person.name, person.role = command.name, command.role
    person.save()
    return person.pk
