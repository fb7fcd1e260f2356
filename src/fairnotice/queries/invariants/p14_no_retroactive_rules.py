"""P14: policies are public, follow each other and never change; what a case rests on was done while its rule bound."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import pairwise

from fairnotice.evaluation.record import explanation_from_json
from fairnotice.evaluation.result import CountedContract
from fairnotice.ledger.dockets import Case
from fairnotice.ledger.policies import PolicyVersion
from fairnotice.ledger.violations import ViolationInCase, ViolationVersion
from fairnotice.policy.binding import Rule, bound_provision, rules_back
from fairnotice.policy.reading import read_recorded_policy
from fairnotice.policy.rulebook import Counts, Policy
from fairnotice.queries.invariants.breach import Breach

PROMISE = "P14"
History = Mapping[str, Sequence[Policy]]
"""Every version of each policy, by the policy's name."""


def breaches() -> Iterator[Breach]:
    """Yield every changed text, every version out of order, and every case that a rule reached back for."""
    rows = list(PolicyVersion.objects.order_by("policy_id", "version"))
    yield from _texts(rows)
    yield from _order(rows)
    history: dict[str, list[Policy]] = {}
    for row in rows:
        history.setdefault(row.policy_id, []).append(row.rulebook)
    for case in Case.objects.filter(matter="quality", finding__isnull=False).select_related("finding", "policy"):
        yield from _finding(case, history[case.policy.policy_id])
    for version in ViolationVersion.objects.select_related("violation", "policy"):
        yield from _act(version.violation_id, version, history)
    for brought in ViolationInCase.objects.select_related("case__policy", "version", "violation"):
        if brought.case.policy_id != brought.version.policy_id:
            sentence = f"It is judged by another version than bound when {brought.violation_id} happened."
            yield Breach(PROMISE, brought.case.reference, sentence)


def _texts(rows: list[PolicyVersion]) -> Iterator[Breach]:
    """Yield every version whose text is not the one that was published."""
    for row in rows:
        policy = read_recorded_policy(row.text)
        said = (row.policy_id, row.version, row.published_on, row.binds_from)
        if policy.fingerprint != row.fingerprint or said != (
            policy.id,
            policy.version,
            policy.published_on,
            policy.binds_from,
        ):
            yield Breach(PROMISE, f"{row.policy_id} {row.version}", "Its text is not the one that was published.")


def _order(rows: list[PolicyVersion]) -> Iterator[Breach]:
    """Yield every version that came before the one that it follows."""
    for before, row in pairwise(rows):
        if before.policy_id != row.policy_id:
            continue
        for what in ("published_on", "binds_from", "recorded_at"):
            if getattr(row, what) < getattr(before, what):
                sentence = f"Its {what} is before that of version {before.version}."
                yield Breach(PROMISE, f"{row.policy_id} {row.version}", sentence)


def _finding(case: Case, versions: Sequence[Policy]) -> Iterator[Breach]:
    """Yield it when no stretch of time holds what opened the case, and enough of it for every rule that bound."""
    opening = case.events.filter(name="CaseOpened").first()
    if opening is None or case.finding is None:
        return
    explanation = explanation_from_json(case.finding.explanation)
    opened_by = set(opening.facts["new_adverse"])
    rated = [c for c in explanation.contracts if c.counts in {Counts.SATISFIED, Counts.ADVERSE} and c.ended_on]
    try:
        rules = rules_back(versions, case.provision_id, case.policy.version)
    except LookupError:
        yield Breach(PROMISE, case.reference, f"Its version of the policy has no clause {case.provision_id}.")
        return
    stretches = [rule.since for rule in rules if opened_by <= _ended(rated, rule.since)]
    if not stretches:
        yield Breach(PROMISE, case.reference, f"It was opened on work from before {case.provision_id} bound.")
    elif not any(_enough(rated, rules, since) for since in stretches):
        yield Breach(PROMISE, case.reference, f"Too little of it was done while {case.provision_id} bound.")


def _ended(rated: list[CountedContract], since: datetime) -> set[str]:
    return {c.contract_id for c in rated if c.ended_on and c.ended_on > since.date()}


def _enough(rated: list[CountedContract], rules: Sequence[Rule], since: datetime) -> bool:
    """Say whether the work since then meets the minimum of every rule that bound in that time."""
    later = [c for c in rated if c.ended_on and c.ended_on > since.date()]
    clients = {c.client_id for c in later}
    adverse = {c.client_id for c in later if c.counts == Counts.ADVERSE}
    for rule in (rule for rule in rules if rule.since >= since):
        clause = rule.policy.provision(rule.provision_id)
        least = clause.minimum if clause else None
        if least and not (
            len(later) >= least.rated and len(clients) >= least.clients and len(adverse) >= least.adverse_clients
        ):
            return False
    return True


def _act(reference: str, version: ViolationVersion, history: History) -> Iterator[Breach]:
    """Yield it when an act is held against a rule that did not bind when it happened."""
    everything = [policy for versions in history.values() for policy in versions]
    bound = bound_provision(everything, version.violation.provision_id, at=version.occurred_at)
    if bound is None or bound.fingerprint != version.policy_id:
        sentence = f"{version.violation.provision_id} as recorded did not bind on {version.occurred_at.date()}."
        yield Breach(PROMISE, reference, sentence)
