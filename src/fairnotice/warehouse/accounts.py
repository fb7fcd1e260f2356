"""Who an account is, and who works with whom, as the marketplace reported it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fairnotice.warehouse.addresses import ids_with_email
from fairnotice.warehouse.home import Warehouse
from fairnotice.warehouse.snapshot import Snapshot
from fairnotice.warehouse.statements import words

ACCOUNT_COLUMNS = "account_id, kind, name, email, country, timezone, language"
MEMBERSHIP_COLUMNS = "agency_id, person_id, role, from_on, to_on"


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """An account as the marketplace reported it; what it did not report is empty text."""

    account_id: str
    kind: str
    """``freelancer``, ``agency`` or ``client``."""
    name: str
    email: str
    country: str
    timezone: str
    language: str


@dataclass(frozen=True, slots=True)
class MembershipFacts:
    """A person's time in an agency; both days belong to it."""

    agency_id: str
    person_id: str
    role: str
    """``owner``, ``manager`` or ``member``."""
    from_on: date
    to_on: date | None


def account(warehouse: Warehouse, snapshot: Snapshot, account_id: str) -> AccountFacts | None:
    """Return the account called *account_id*, or None where *snapshot* knows none."""
    found = _accounts(warehouse, snapshot, [account_id])
    return found[0] if found else None


def accounts_with_email(warehouse: Warehouse, snapshot: Snapshot, email: str) -> tuple[AccountFacts, ...]:
    """Return the accounts that are reached at *email*, in any case of letters, in order of their ids."""
    return _accounts(warehouse, snapshot, ids_with_email(warehouse, snapshot, email))


def memberships_of_agency(
    warehouse: Warehouse, snapshot: Snapshot, agency_id: str, on: date
) -> tuple[MembershipFacts, ...]:
    """Return who is in the agency on the day *on*, in order of their ids."""
    return _memberships(warehouse, snapshot, "agency_id", agency_id, on)


def memberships_of_person(
    warehouse: Warehouse, snapshot: Snapshot, person_id: str, on: date
) -> tuple[MembershipFacts, ...]:
    """Return the agencies that the person is in on the day *on*, in order of their ids."""
    return _memberships(warehouse, snapshot, "person_id", person_id, on)


def _accounts(warehouse: Warehouse, snapshot: Snapshot, ids: Sequence[str]) -> tuple[AccountFacts, ...]:
    if not ids:
        return ()
    with warehouse.glance(snapshot, tables=["accounts"]) as connection:
        rows = connection.execute(
            f"SELECT {ACCOUNT_COLUMNS} FROM accounts WHERE account_id IN ({words(ids)}) ORDER BY account_id"
        ).fetchall()
    return tuple(AccountFacts(*(cell or "" for cell in row)) for row in rows)


def _memberships(
    warehouse: Warehouse, snapshot: Snapshot, column: str, value: str, on: date
) -> tuple[MembershipFacts, ...]:
    with warehouse.glance(snapshot, tables=["memberships"]) as connection:
        rows = connection.execute(
            f"SELECT {MEMBERSHIP_COLUMNS} FROM memberships WHERE {column} = ? "
            "AND from_on <= ? AND coalesce(to_on >= ?, true) ORDER BY agency_id, person_id, from_on",
            [value, on, on],
        ).fetchall()
    return tuple(MembershipFacts(*row) for row in rows)
