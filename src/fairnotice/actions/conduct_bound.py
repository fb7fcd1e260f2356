"""From when on an account's work can open a case under a rule that was not always as it is (P14, ADR 0025)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from fairnotice.actions.measuring import folder_of
from fairnotice.actions.parties import the_warehouse
from fairnotice.evaluation.result import Estimate, Explanation
from fairnotice.ledger.looks import Finding, Look
from fairnotice.ledger.policies import PolicyVersion
from fairnotice.policy.binding import Rule, RuleBoundThen, rules_back
from fairnotice.policy.rulebook import Counts
from fairnotice.warehouse.explaining import explain
from fairnotice.warehouse.look import LookRef

RATED = frozenset({Counts.SATISFIED, Counts.ADVERSE})


def conduct_bound(finding: Finding, explanation: Explanation) -> datetime:
    """
    Return from when on contracts can open a case on this finding: they fall short of every rule that bound since then.

    Where everything counted ended since the clause bound, that is its start. Otherwise later work alone has to
    fall short of it, or the work since an earlier rule began of both, and so on back; the shortest such stretch
    is taken.

    Raises:
        RuleBoundThen: no stretch of time up to the look falls short of every rule that bound in it.
    """
    kept = PolicyVersion.objects.filter(policy_id=finding.look.policy.policy_id)
    rules = rules_back([one.rulebook for one in kept], finding.provision_id, finding.look.policy.version)
    if all(ended > rules[0].since.date() for ended in _ends(explanation)):
        return rules[0].since
    for reach, rule in enumerate(rules, start=1):
        if all(_falls_short(finding, each, since=rule.since) for each in rules[:reach]):
            return rule.since
    raise RuleBoundThen(provision=finding.provision_id)


def _ends(explanation: Explanation) -> Iterator[date]:
    """Yield the last day of each contract that was counted."""
    yield from (c.ended_on for c in explanation.contracts if c.counts in RATED and c.ended_on is not None)


def _falls_short(finding: Finding, rule: Rule, *, since: datetime) -> bool:
    """Say whether what ended from *since* on is enough to say that it is below the standard of *rule*."""
    clause = rule.policy.provision_for(finding.kind)
    look = _look_under(rule, finding)
    if clause is None or clause.id != rule.provision_id or look is None:
        return False
    ref = LookRef(finding.look.as_of, finding.look.versions["number"], folder_of(look), look.as_of)
    told = explain(the_warehouse(), rule.policy, finding.account_id, look=ref, after=since)
    return isinstance(told.estimate, Estimate) and told.estimate.v >= told.bar


def _look_under(rule: Rule, finding: Finding) -> Look | None:
    """Return the newest look taken under *rule*, for what it learned of everybody; None where there is none."""
    if rule.policy.fingerprint == finding.look.policy_id:
        return finding.look
    return Look.objects.filter(policy=rule.policy.fingerprint, as_of__lte=finding.look.as_of).order_by("as_of").last()
