"""What a case rests on: the explanation of its finding, or the violations that were brought into it."""

from __future__ import annotations

from fairnotice.evaluation.record import explanation_from_json
from fairnotice.evaluation.result import Explanation
from fairnotice.evaluation.unmeasured import unmeasured
from fairnotice.ledger.dockets import Case
from fairnotice.ledger.violations import ViolationVersion


def explanation_behind(case: Case) -> Explanation:
    """Return what the look said; for a case that rests on violations, an explanation without any number."""
    if case.finding is not None:
        return explanation_from_json(case.finding.explanation)
    policy = case.policy.rulebook
    provision = next(p for p in policy.provisions if p.id == case.provision_id)
    return unmeasured(
        policy,
        provision,
        account_id=case.account_id,
        kind=case.account_kind,
        name=case.account_name,
        at=case.opened_at,
    )


def acts_of(case: Case) -> tuple[ViolationVersion, ...]:
    """Return the violations of a case as they were brought into it, the oldest act first."""
    brought = ViolationVersion.objects.filter(pk__in=case.violations.values("version_id")).select_related("words")
    return tuple(brought.order_by("occurred_at", "violation_id"))
