"""Who may see which account: themselves, the agencies they work for, and reviewers everybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from fairnotice.ledger.people import Person

OWN = "self"
REVIEWER = "reviewer"
ANSWERING_ROLES = frozenset({OWN, "owner", "manager"})


@dataclass(frozen=True, slots=True)
class Access:
    """One account that a person may see, and in which role."""

    account_id: str
    kind: str
    name: str
    role: str
    """``self``, ``owner``, ``manager``, ``member`` or ``reviewer``."""

    @property
    def answers(self) -> bool:
        """Say whether this person speaks for the account: sees all of it, answers and asks."""
        return self.role in ANSWERING_ROLES

    @property
    def sees_all(self) -> bool:
        """Say whether everything about the account is shown; a member sees their own part only."""
        return self.role != "member"


def accounts_of(person_id: int, *, now: datetime) -> tuple[Access, ...]:
    """Return the accounts that this person belongs to: their own first, then agencies by name."""
    person = Person.objects.get(pk=person_id)
    if not person.account_id:
        return ()
    from fairnotice.warehouse import accounts as facts  # noqa: PLC0415  the engine has no place in a start-up
    from fairnotice.warehouse.home import Warehouse  # noqa: PLC0415  the same

    warehouse = Warehouse.of_home(Path(settings.HOME))
    snapshot = warehouse.snapshot()
    own = facts.account(warehouse, snapshot, person.account_id)
    found = [Access(own.account_id, own.kind, own.name or str(person), OWN)] if own else []
    agencies = []
    for membership in facts.memberships_of_person(warehouse, snapshot, person.account_id, now.date()):
        agency = facts.account(warehouse, snapshot, membership.agency_id)
        name = agency.name if agency else membership.agency_id
        agencies.append(Access(membership.agency_id, "agency", name, membership.role))
    return (*found, *sorted(agencies, key=lambda access: (access.name, access.account_id)))


def access_to(person_id: int, account_id: str, *, now: datetime) -> Access | None:
    """Return in which role this person may see *account_id*; None for a stranger, as if it did not exist."""
    for access in accounts_of(person_id, now=now):
        if access.account_id == account_id:
            return access
    person = Person.objects.get(pk=person_id)
    if not person.is_reviewer:
        return None
    from fairnotice.warehouse import accounts as facts  # noqa: PLC0415  the engine has no place in a start-up
    from fairnotice.warehouse.home import Warehouse  # noqa: PLC0415  the same

    warehouse = Warehouse.of_home(Path(settings.HOME))
    account = facts.account(warehouse, warehouse.snapshot(), account_id)
    return Access(account.account_id, account.kind, account.name, REVIEWER) if account else None


def may_see_case(person_id: int, account_id: str, *, now: datetime) -> Access | None:
    """Return in which role this person may see the cases of *account_id*; a member sees none of an agency's."""
    access = access_to(person_id, account_id, now=now)
    return access if access and access.sees_all else None
