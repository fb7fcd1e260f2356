"""Open a case about recorded breaches of one rule: the account is heard before anybody decides."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from fairnotice.actions.case_letters import send_owed
from fairnotice.actions.parties import managers_of, name_of
from fairnotice.actions.record_violation import ViolationWithdrawn
from fairnotice.actions.references import next_reference
from fairnotice.actions.rules import is_active
from fairnotice.actions.withdraw_violation import NoSuchViolation
from fairnotice.cases.events import CaseOpened
from fairnotice.cases.refusals import AlreadyJudged, CaseAlreadyOpen
from fairnotice.cases.stages import Matter, Who
from fairnotice.kernel.deadlines import platform_deadline, zone_named
from fairnotice.kernel.problem import BadInput, Problem
from fairnotice.ledger.casebook import open_docket
from fairnotice.ledger.dockets import Case
from fairnotice.ledger.policies import PolicyVersion
from fairnotice.ledger.violations import Violation, ViolationInCase, ViolationVersion, ViolationWithdrawal
from fairnotice.policy.binding import binds_since


@dataclass(frozen=True, slots=True)
class OpenViolationCase:
    """Which violations of one account and rule, and who read them."""

    violation_ids: tuple[str, ...]
    reviewer_id: int


@transaction.atomic
def open_violation_case(command: OpenViolationCase, *, now: datetime) -> uuid.UUID:
    """
    Open a case and queue its first notice to those who answer for the account.

    The case is pinned to the policy version that bound the newest of the acts.

    Raises:
        NoSuchViolation: one of them is not on record.
        ViolationWithdrawn: one of them was taken back.
        AlreadyJudged: one of them was in a case before.
        CaseAlreadyOpen: a case about this account and this group of rules is open.
        BadInput: they are of several accounts or rules.
    """
    versions = _versions(command.violation_ids)
    acts = sorted(versions, key=lambda v: (v.occurred_at, v.violation_id))
    first, version = acts[0].violation, acts[-1].policy
    policy = version.rulebook
    if standing := _standing(first, version):
        raise CaseAlreadyOpen(reference=standing.reference)
    managers = managers_of(first.account_id, first.account_kind, policy, on=now.date(), now=now)
    zone = zone_named(managers[0].person.timezone) if managers else None
    bound = [(binds_since(act.policy.rulebook), act.occurred_at) for act in acts]
    since, acted_at = next((pair for pair in bound if pair[1] < pair[0]), bound[0])
    evidence = dict.fromkeys(str(reference) for act in acts for _, reference in act.evidence)
    step = CaseOpened(
        at=now,
        by=Who.REVIEWER,
        verdict="recorded",
        facts=tuple(dict.fromkeys((*(act.violation_id for act in acts), *evidence))),
        new_adverse=tuple(act.violation_id for act in acts),
        managers=tuple(party.person.pk for party in managers),
        has_team=first.account_kind == "agency",
        deliver_by=platform_deadline(now, days=policy.deadlines.delivery, zone=zone),
        matter=Matter.VIOLATION,
        bound_since=since,
        conduct_from=acted_at,
        provision_active=is_active(policy.id, first.provision_id),
    )
    row = Case(
        id=uuid.uuid4(),
        reference=next_reference(now),
        matter=Matter.VIOLATION.value,
        account_id=first.account_id,
        account_kind=first.account_kind,
        account_name=name_of(first.account_id),
        provision_id=first.provision_id,
        policy=version,
        reviewer_id=None,
        opened_at=now,
    )
    relied_on = {act.violation_id: as_kept(act) for act in acts}
    docket, written = open_docket(row, step, now=now, policy=version, actor=command.reviewer_id, relied_on=relied_on)
    ViolationInCase.objects.bulk_create(
        ViolationInCase(violation_id=act.violation_id, version=act, case=row) for act in acts
    )
    roles = {party.person.pk: party.role for party in managers}
    send_owed(docket, None, step, written, policy=policy, now=now, roles=roles)
    return row.pk


def _versions(violation_ids: tuple[str, ...]) -> list[ViolationVersion]:
    """Return the newest version of each violation, locked; or refuse."""
    found = []
    for violation_id in sorted(set(violation_ids)):
        kept = Violation.objects.select_for_update().filter(pk=violation_id).first()
        if kept is None:
            raise NoSuchViolation(violation_id=violation_id)
        if ViolationWithdrawal.objects.filter(violation=kept).exists():
            raise ViolationWithdrawn(violation_id=violation_id)
        if ViolationInCase.objects.filter(violation=kept).exists():
            raise AlreadyJudged
        newest = kept.versions.select_related("policy", "violation").order_by("number").last()
        if newest is not None:
            found.append(newest)
    if len({(v.violation.account_id, v.violation.provision_id) for v in found}) != 1:
        hint = "Choose violations of one rule by one account."
        raise BadInput([Problem("violations", "A case is about one account and one rule.", hint)])
    return found


def as_kept(version: ViolationVersion) -> dict[str, Any]:
    """Return a violation as the case keeps it: everything but the words, which can be erased."""
    return {
        "violation": version.violation_id,
        "version": version.number,
        "fingerprint": version.fingerprint,
        "occurred_at": version.occurred_at.isoformat(),
        "evidence": version.evidence,
        "own_initiative": version.own_initiative,
    }


def _standing(first: Violation, version: PolicyVersion) -> Case | None:
    """Return the open case about this account and this group of rules; None where there is none."""
    policy = version.rulebook
    provision = policy.provision(first.provision_id)
    group = provision.group if provision else first.provision_id
    rules = [p.id for p in policy.provisions if p.group == group] or [first.provision_id]
    opened = Case.objects.filter(account_id=first.account_id, matter=Matter.VIOLATION.value, outcome="")
    return opened.filter(provision_id__in=rules).first()
