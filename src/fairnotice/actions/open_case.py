"""Open a case about an account that a look found below the standard."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.db import transaction
from django.db.models import QuerySet

from fairnotice.actions.case_letters import send_owed
from fairnotice.actions.conduct_bound import conduct_bound
from fairnotice.actions.finding_lapse import stands_until
from fairnotice.actions.parties import managers_of, name_of
from fairnotice.actions.references import next_reference
from fairnotice.actions.rules import is_active
from fairnotice.cases.events import CaseOpened
from fairnotice.cases.refusals import CaseAlreadyOpen, EnoughEvidence
from fairnotice.cases.stages import Who
from fairnotice.evaluation.record import explanation_from_json
from fairnotice.kernel.deadlines import platform_deadline, zone_named
from fairnotice.ledger.casebook import open_docket
from fairnotice.ledger.dockets import Case, CaseEvent
from fairnotice.ledger.looks import Finding
from fairnotice.policy.rulebook import Counts


@dataclass(frozen=True, slots=True)
class OpenCase:
    """Which finding becomes a matter."""

    finding_id: int


@transaction.atomic
def open_case(command: OpenCase, *, now: datetime) -> uuid.UUID:
    """
    Open a case and queue its first notice to those who answer for the account.

    Raises:
        EnoughEvidence: the look found something else than a finding.
        CaseAlreadyOpen: a case about this account and provision is open.
        AlreadyJudged: nothing new has happened since the last case.
        RuleBoundThen: what is new happened before the rule bound, or its time alone does not fall short of it.
    """
    finding = Finding.objects.select_for_update().select_related("look__policy").get(pk=command.finding_id)
    matters = Case.objects.filter(account_id=finding.account_id, provision_id=finding.provision_id)
    if standing := matters.filter(outcome="").first():
        raise CaseAlreadyOpen(reference=standing.reference)
    policy = finding.look.policy.rulebook
    explanation = explanation_from_json(finding.explanation)
    managers = managers_of(finding.account_id, finding.kind, policy, on=now.date(), now=now)
    counted = {Counts.SATISFIED, Counts.ADVERSE}
    facts = tuple(c.contract_id for c in explanation.contracts if c.counts in counted)
    judged = _judged(matters)
    fresh = {c.contract_id: c.ended_on for c in explanation.contracts if c.counts == Counts.ADVERSE and c.ended_on}
    fresh = {contract: ended for contract, ended in fresh.items() if contract not in judged}
    since = conduct_bound(finding, explanation)
    bound = {contract: ended for contract, ended in fresh.items() if ended > since.date()} or fresh
    standing_until = stands_until(explanation)
    if standing_until is None:
        raise EnoughEvidence(verdict="no longer a finding")
    zone = zone_named(managers[0].person.timezone) if managers else None
    step = CaseOpened(
        at=now,
        by=Who.ENGINE,
        verdict=finding.verdict,
        facts=facts,
        new_adverse=tuple(sorted(bound)),
        managers=tuple(party.person.pk for party in managers),
        has_team=finding.kind == "agency",
        deliver_by=platform_deadline(now, days=policy.deadlines.delivery, zone=zone),
        stands_until=standing_until,
        bound_since=since,
        conduct_from=_start_of(min(bound.values())) if bound else None,
        provision_active=is_active(policy.id, finding.provision_id),
    )
    row = Case(
        id=uuid.uuid4(),
        reference=next_reference(now),
        account_id=finding.account_id,
        account_kind=finding.kind,
        account_name=explanation.name or name_of(finding.account_id),
        provision_id=finding.provision_id,
        policy=finding.look.policy,
        finding=finding,
        opened_at=now,
    )
    docket, written = open_docket(row, step, now=now, policy=finding.look.policy)
    roles = {party.person.pk: party.role for party in managers}
    send_owed(docket, None, step, written, policy=policy, now=now, roles=roles)
    return row.pk


def _start_of(day: date) -> datetime:
    """Return the first instant of a day, in UTC."""
    return datetime.combine(day, time(), tzinfo=UTC)


def _judged(cases: QuerySet[Case]) -> set[str]:
    """Return the unsatisfied contracts that earlier cases have judged."""
    openings = CaseEvent.objects.filter(case__in=cases, name=CaseOpened.__name__)
    return {contract for facts in openings.values_list("facts", flat=True) for contract in facts["new_adverse"]}
