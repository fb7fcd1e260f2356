"""What stands where no look stands: no contract, no number, nothing that could be mistaken for one."""

from __future__ import annotations

from datetime import datetime

from fairnotice.evaluation.result import Explanation, InsufficientEvidence, Provenance, Verdict
from fairnotice.policy.rulebook import Policy, Provision


def unmeasured(
    policy: Policy, provision: Provision, *, account_id: str, kind: str, name: str, at: datetime
) -> Explanation:
    """Return the explanation of a matter that rests on acts: it counts nothing and estimates nothing."""
    day = at.date()
    return Explanation(
        account_id=account_id,
        kind=kind,
        name=name,
        verdict=Verdict.INSUFFICIENT_EVIDENCE,
        provenance=Provenance(policy.id, policy.title, policy.version, provision.id, "", day, day, at, day),
        standard=provision.standard,
        bar=provision.bar,
        keeps=provision.keeps,
        estimate=InsufficientEvidence(()),
        contracts=(),
        by_member=(),
        by_client=(),
        over_time=(),
        conditions=(),
        what_if=None,
        population_low=0.0,
        population_high=1.0,
    )
