"""Who belongs to an account, and in whose name a person may act in a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import ClassVar

from django.conf import settings

from fairnotice.actions.admit_person import AdmitPerson, admit_person
from fairnotice.cases.stages import Who
from fairnotice.kernel.refusal import Refusal
from fairnotice.ledger.casebook import Docket
from fairnotice.ledger.hearing import Representation
from fairnotice.ledger.people import Person
from fairnotice.policy.rulebook import Policy
from fairnotice.warehouse.accounts import account, memberships_of_agency
from fairnotice.warehouse.home import Warehouse


class NotAParty(Refusal):
    """Refuse a step to somebody whom the case does not concern."""

    code: ClassVar[str] = "not_a_party"

    def __init__(self, *, person: int) -> None:
        super().__init__("You take no part in this case.")
        self.person = person


@dataclass(frozen=True, slots=True)
class Party:
    """A person, and what they are to the account."""

    person: Person
    role: str
    """owner, manager, member or freelancer."""


def the_warehouse() -> Warehouse:
    """Return the warehouse of the home."""
    return Warehouse.of_home(Path(settings.HOME))


def managers_of(account_id: str, kind: str, policy: Policy, *, on: date, now: datetime) -> tuple[Party, ...]:
    """Return who answers for an account, admitted: an agency's owners and managers, or the freelancer."""
    if kind != "agency":
        return _admitted([(account_id, "freelancer")], now=now)
    return _with_roles(account_id, policy.telling.manager_roles, on=on, now=now)


def members_of(account_id: str, policy: Policy, *, on: date, now: datetime) -> tuple[Party, ...]:
    """Return an agency's team, admitted, without those who manage it."""
    managers = {party.person.pk for party in _with_roles(account_id, policy.telling.manager_roles, on=on, now=now)}
    team = _with_roles(account_id, policy.telling.team_roles, on=on, now=now)
    return tuple(party for party in team if party.person.pk not in managers)


def acting_as(docket: Docket, person_id: int, policy: Policy, *, now: datetime) -> Who:
    """
    Return in whose name a person acts in a case.

    Raises:
        NotAParty: the case does not concern them.
    """
    person = Person.objects.get(pk=person_id)
    if person_id in docket.case.managers:
        return Who.ACCOUNT
    speaks = Representation.objects.filter(case=docket.row, person_id=person_id, dismissed_at=None).first()
    if speaks is not None and speaks.may_act:
        return Who.ACCOUNT
    if person_id in docket.case.members_told:
        return Who.MEMBER
    if person.is_reviewer:
        return Who.REVIEWER
    if answers_for(docket, person_id, policy, now=now):
        return Who.ACCOUNT
    raise NotAParty(person=person_id)


def answers_for(docket: Docket, person_id: int, policy: Policy, *, now: datetime) -> bool:
    """Say whether a person answers for the account by themselves: an owner, a manager, or the freelancer."""
    row = docket.row
    managers = managers_of(row.account_id, row.account_kind, policy, on=now.date(), now=now)
    return person_id in docket.case.managers or person_id in {party.person.pk for party in managers}


def name_of(account_id: str) -> str:
    """Return the name of an account, or its id where the facts know no name."""
    warehouse = the_warehouse()
    facts = account(warehouse, warehouse.snapshot(), account_id)
    return (facts.name if facts else "") or account_id


def _with_roles(agency_id: str, roles: tuple[str, ...], *, on: date, now: datetime) -> tuple[Party, ...]:
    """Return the people with one of *roles* in an agency; the first role of somebody with several."""
    warehouse = the_warehouse()
    kept: dict[str, str] = {}
    found = memberships_of_agency(warehouse, warehouse.snapshot(), agency_id, on)
    for membership in sorted(found, key=lambda m: (roles.index(m.role) if m.role in roles else 0, m.person_id)):
        if membership.role in roles:
            kept.setdefault(membership.person_id, membership.role)
    return _admitted(sorted(kept.items()), now=now)


def _admitted(people: list[tuple[str, str]], *, now: datetime) -> tuple[Party, ...]:
    """Return the people behind these accounts; whom the facts do not know is left out."""
    parties = []
    for account_id, role in people:
        person_id = admit_person(AdmitPerson(account_id=account_id), now=now)
        if person_id is not None:
            parties.append(Party(Person.objects.get(pk=person_id), role))
    return tuple(parties)
