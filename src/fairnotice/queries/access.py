"""Who may see which account: themselves, the agencies they work for, and reviewers everybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from fairnotice.ledger.people import Person

if TYPE_CHECKING:
    from fairnotice.warehouse.home import Warehouse
    from fairnotice.warehouse.snapshot import Snapshot

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
    warehouse, snapshot = _facts()
    return _belongs_to(warehouse, snapshot.number, snapshot.id, person.account_id, now.date())


def access_to(person_id: int, account_id: str, *, now: datetime) -> Access | None:
    """Return in which role this person may see *account_id*; None for a stranger, as if it did not exist."""
    for access in accounts_of(person_id, now=now):
        if access.account_id == account_id:
            return access
    if not Person.objects.get(pk=person_id).is_reviewer:
        return None
    from fairnotice.warehouse import accounts as facts  # noqa: PLC0415  the engine has no place in a start-up

    account = facts.account(*_facts(), account_id)
    return Access(account.account_id, account.kind, account.name, REVIEWER) if account else None


def may_see_case(person_id: int, account_id: str, *, now: datetime) -> Access | None:
    """Return in which role this person may see the cases of *account_id*; a member sees none of an agency's."""
    access = access_to(person_id, account_id, now=now)
    return access if access and access.sees_all else None


def _facts() -> tuple[Warehouse, Snapshot]:
    """Return the home's warehouse and its present snapshot."""
    from fairnotice.warehouse.home import Warehouse as Opened  # noqa: PLC0415  the engine has no place in a start-up

    warehouse = Opened.of_home(Path(settings.HOME))
    return warehouse, warehouse.snapshot()


@lru_cache(maxsize=4096)
def _belongs_to(
    warehouse: Warehouse, number: int, snapshot_id: str, person_account: str, on: date
) -> tuple[Access, ...]:
    """Return what the facts of one snapshot say; a snapshot never changes, so it is asked once."""
    del snapshot_id
    from fairnotice.warehouse import accounts as facts  # noqa: PLC0415  the engine has no place in a start-up

    snapshot = warehouse.snapshot(number)
    own = facts.account(warehouse, snapshot, person_account)
    found = [Access(own.account_id, own.kind, own.name or person_account, OWN)] if own else []
    agencies = []
    for membership in facts.memberships_of_person(warehouse, snapshot, person_account, on):
        agency = facts.account(warehouse, snapshot, membership.agency_id)
        name = agency.name if agency else membership.agency_id
        agencies.append(Access(membership.agency_id, "agency", name, membership.role))
    return (*found, *sorted(agencies, key=lambda access: (access.name, access.account_id)))


def forget_facts() -> None:
    """Forget what was remembered of earlier snapshots; for tests that change facts in place."""
    _belongs_to.cache_clear()
