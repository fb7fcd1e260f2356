"""Ask for something: an early end, a correction, a second look, a fresh start; our silence grants it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from django.db import transaction

from fairnotice.actions.case_letters import Said, send_owed
from fairnotice.actions.measuring import NoLookYet, measure
from fairnotice.actions.parties import NotAParty, managers_of, name_of
from fairnotice.actions.references import next_reference
from fairnotice.cases.case import Case as CaseValue
from fairnotice.cases.events import RequestOpened
from fairnotice.cases.measures import Measure
from fairnotice.cases.refusals import CaseAlreadyOpen, NothingToAppeal
from fairnotice.cases.stages import Matter, Who
from fairnotice.kernel.deadlines import platform_deadline, zone_named
from fairnotice.kernel.refusal import Refusal
from fairnotice.ledger.casebook import case_value, lock_docket, open_docket
from fairnotice.ledger.dockets import Case
from fairnotice.ledger.hearings import Request
from fairnotice.ledger.policies import PolicyVersion
from fairnotice.notices.requests import Wish
from fairnotice.policy.rulebook import Policy


class SayWhat(Refusal):
    """A correction is about something."""

    code: ClassVar[str] = "say_what"

    def __init__(self) -> None:
        super().__init__("Choose at least one contract that should be left out.")


@dataclass(frozen=True, slots=True)
class AskFor:
    """Who asks what, in whose name, about which case."""

    account_id: str
    kind: str
    person_id: int
    wish: Wish
    text: str
    about: UUID | None = None
    items: tuple[str, ...] = ()
    """Contracts to leave out, where a correction is asked for."""


@transaction.atomic
def ask_for(command: AskFor, *, now: datetime) -> UUID:
    """
    Open the request and queue its receipt; return its case.

    Raises:
        NotAParty: the person does not answer for this account.
        SayWhat: a correction names no contract.
        NothingToAppeal: what should be lifted or looked at again does not stand.
        CaseAlreadyOpen: a request of the account under this rule waits for its answer.
    """
    about = lock_docket(command.about) if command.about else None
    version, provision_id = _rule(command, about.row if about else None, now=now)
    policy = version.rulebook
    managers = managers_of(command.account_id, command.kind, policy, on=now.date(), now=now)
    if command.person_id not in {party.person.pk for party in managers} or (
        about and about.row.account_id != command.account_id
    ):
        raise NotAParty(person=command.person_id)
    if command.wish is Wish.CORRECTION and not command.items:
        raise SayWhat
    if command.wish not in wishes_for(about.case if about else None):
        raise NothingToAppeal
    waiting = Case.objects.filter(account_id=command.account_id, matter=Matter.REQUEST.value, outcome="")
    if standing := waiting.filter(provision_id=provision_id).first():
        raise CaseAlreadyOpen(reference=standing.reference)
    facts = tuple(dict.fromkeys((*command.items, *(about.case.facts if about else _counted(command, policy, now=now)))))
    step = RequestOpened(
        at=now,
        by=Who.ACCOUNT,
        wish=command.wish.value,
        person=command.person_id,
        managers=tuple(party.person.pk for party in managers),
        facts=facts,
        participants=about.case.participants if about else (),
        answer_by=platform_deadline(
            now, days=policy.deadlines.request, zone=zone_named(managers[0].person.timezone) if managers else None
        ),
    )
    row = Case(
        id=uuid.uuid4(),
        reference=next_reference(now),
        matter=Matter.REQUEST.value,
        account_id=command.account_id,
        account_kind=command.kind,
        account_name=about.row.account_name if about else name_of(command.account_id),
        provision_id=provision_id,
        policy=version,
        finding=about.row.finding if about else None,
        opened_at=now,
    )
    docket, written = open_docket(row, step, now=now, policy=version, actor=command.person_id, words=command.text)
    Request.objects.create(
        case=row, wish=command.wish.value, about=about.row if about else None, items=list(command.items)
    )
    roles = {party.person.pk: party.role for party in managers}
    send_owed(docket, None, step, written, policy=policy, now=now, said=Said(text=command.text), roles=roles)
    return row.pk


def wishes_for(case: CaseValue | None) -> tuple[Wish, ...]:
    """Return what can be asked for in a case as it stands; without a case, what counts alone."""
    if case is None:
        return (Wish.CORRECTION, Wish.REVIEW)
    found: list[Wish] = []
    works = case.restriction
    if works is not None and works.kind is Measure.CLOSURE:
        found += [Wish.REINSTATEMENT, Wish.FRESH_START]
    elif works is not None:
        found.append(Wish.EXIT)
    if case.decision_stands:
        found.append(Wish.REVIEW)
    return (*found, Wish.CORRECTION)


def _rule(command: AskFor, about: Case | None, *, now: datetime) -> tuple[PolicyVersion, str]:
    """Return the policy and clause that a request is answered under."""
    if about is not None:
        return about.policy, about.provision_id
    version = PolicyVersion.objects.filter(binds_from__lte=now.date()).order_by("-binds_from", "-version").first()
    provision = version.rulebook.provision_for(command.kind) if version else None
    if version is None or provision is None:
        raise NotAParty(person=command.person_id)
    return version, provision.id


def _counted(command: AskFor, policy: Policy, *, now: datetime) -> tuple[str, ...]:
    """Return the contracts that the answer may name: those that the newest facts hold of the account."""
    try:
        found = measure(command.account_id, policy, now=now)
    except NoLookYet:
        return ()
    return tuple(contract.contract_id for contract in found.contracts)


def request_about(row: Case) -> CaseValue | None:
    """Return the case that a request is about, as it stands; None where it is about what counts alone."""
    about = Request.objects.select_related("about").get(case=row).about
    return case_value(about) if about else None
