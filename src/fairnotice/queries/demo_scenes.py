"""The few letters and accounts of a demo that show each kind of page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from fairnotice.ledger.looks import Look
from fairnotice.queries.demonstration import LetterInHand


@dataclass(frozen=True, slots=True)
class Scenes:
    """One letter for each kind of page, the newest that fits; None where nothing of the kind happened."""

    agency: LetterInHand | None
    """An agency's first notice, opened by a manager, whose team was told."""
    member: LetterInHand | None
    """The letter to a member of that agency."""
    freelancer: LetterInHand | None
    """A freelancer's first notice, opened."""
    waiting: LetterInHand | None
    """A first notice that nobody of the account has opened."""
    early: LetterInHand | None
    """An early private word to a freelancer, or else to a manager."""
    breach: LetterInHand | None
    """A letter about a violation, opened if there is one."""
    paper: LetterInHand | None
    """A letter that no mail could carry, a first notice if there is one."""


def scenes(letters: Sequence[LetterInHand]) -> Scenes:
    """Return the scenes among *letters*, which are sorted oldest first."""
    newest = letters[::-1]
    first = [one for one in newest if one.document == "first_notice"]
    told = {one.case_id: one for one in newest if one.document == "team_notice" and not one.unreachable}
    opened = {one.case_id for one in first if one.opened}
    agency = _first(first, lambda one: one.opened and one.case_id in told)
    early = [one for one in newest if one.document == "heads_up"]
    return Scenes(
        agency=agency,
        member=told[agency.case_id] if agency else None,
        freelancer=_first(first, lambda one: one.opened and one.account_kind == "freelancer"),
        waiting=_first(first, lambda one: one.case_id not in opened and not one.unreachable),
        early=_first(early, lambda one: one.role == "freelancer") or _first(early, lambda one: one.mailed),
        breach=_first(newest, lambda one: one.document == "violation_notice"),
        paper=_first(first, lambda one: one.unreachable) or _first(newest, lambda one: one.unreachable),
    )


@dataclass(frozen=True, slots=True)
class Bystander:
    """An account to which nothing happened, as to most, and the person who can look at it."""

    account_id: str
    name: str
    person_id: str
    """The person's own account: the owner's for an agency."""
    person_name: str


@dataclass(frozen=True, slots=True)
class Bystanders:
    """Accounts to which nothing happened; None where the last look has none of the kind."""

    agency: Bystander | None
    """Much work and satisfied clients."""
    freelancer: Bystander | None
    """The same."""
    unknown: Bystander | None
    """Some rated contracts, too few to say anything."""


MOST_WORK = "ORDER BY rated DESC, account_id"
AGENCY = f"kind = 'agency' AND verdict = 'clear' AND v < 0.02 {MOST_WORK}"
FREELANCER = f"kind = 'freelancer' AND verdict = 'clear' AND v < 0.02 {MOST_WORK}"
UNKNOWN = f"kind = 'freelancer' AND verdict = 'insufficient_evidence' AND rated BETWEEN 1 AND 4 {MOST_WORK}"


def bystanders(*, now: datetime) -> Bystanders:
    """Return accounts of the last look to which nothing happened."""
    return Bystanders(*(_bystander(which, now=now) for which in (AGENCY, FREELANCER, UNKNOWN)))


def _bystander(which: str, *, now: datetime) -> Bystander | None:
    """Return the first account of the last look that is *which*, with its person."""
    import duckdb  # noqa: PLC0415  the engine has no place in a start-up

    from fairnotice.warehouse import accounts as facts  # noqa: PLC0415  the same
    from fairnotice.warehouse.home import Warehouse  # noqa: PLC0415  the same

    warehouse = Warehouse.of_home(Path(settings.HOME))
    look = Look.objects.order_by("as_of").last()
    table = warehouse.root / look.directory / "accounts.parquet" if look else None
    if table is None or not table.exists():
        return None
    with duckdb.connect() as connection:
        query = f"SELECT account_id, kind, name FROM read_parquet(?) WHERE {which} LIMIT 1"  # noqa: S608  one of ours
        row = connection.execute(query, [str(table)]).fetchone()
    if row is None:
        return None
    account_id, kind, name = (str(value or "") for value in row)
    if kind == "freelancer":
        return Bystander(account_id, name, account_id, name)
    snapshot = warehouse.snapshot()
    for membership in facts.memberships_of_agency(warehouse, snapshot, account_id, now.date()):
        owner = facts.account(warehouse, snapshot, membership.person_id)
        if membership.role == "owner" and owner is not None:
            return Bystander(account_id, name, owner.account_id, owner.name)
    return None


def _first(letters: Sequence[LetterInHand], fits: Callable[[LetterInHand], bool]) -> LetterInHand | None:
    """Return the first letter that fits, or None."""
    return next((letter for letter in letters if fits(letter)), None)
