"""How each rule fares when its decisions are looked at by somebody new, and which rules are paused."""

from __future__ import annotations

from dataclasses import dataclass

from fairnotice.evaluation.shares import Share
from fairnotice.ledger.overturned import overturned_shares
from fairnotice.ledger.policies import PolicyVersion
from fairnotice.ledger.rules import RulePause
from fairnotice.policy.rulebook import Policy


@dataclass(frozen=True, slots=True)
class RuleRecord:
    """One rule whose decisions were objected to, or that is paused."""

    policy: Policy
    provision_id: str
    title: str
    owner: str
    share: Share | None
    """Overturned of answered, since it was last taken up again; None before any answer."""
    pause: RulePause | None
    """The newest one; it may be over."""

    @property
    def state(self) -> str:
        """Return ``paused``, ``retired``, ``resumed`` or ``active``."""
        if self.pause is None:
            return "active"
        if self.pause.retired_at:
            return "retired"
        return "resumed" if self.pause.resumed_at else "paused"


def rules_on_record() -> tuple[RuleRecord, ...]:
    """Return every rule with an answered objection or a pause, paused ones first."""
    shares = overturned_shares()
    pauses = {(pause.policy_id, pause.provision_id): pause for pause in RulePause.objects.order_by("paused_at", "pk")}
    newest = {version.policy_id: version.rulebook for version in PolicyVersion.objects.order_by("version")}
    found = []
    for clause in sorted({*shares, *pauses}):
        policy_id, provision_id = clause
        policy = newest[policy_id]
        provision = next((p for p in policy.provisions if p.id == provision_id), None)
        found.append(
            RuleRecord(
                policy,
                provision_id,
                provision.title if provision else "",
                provision.owner if provision else "",
                shares.get(clause),
                pauses.get(clause),
            )
        )
    return tuple(sorted(found, key=lambda rule: rule.state != "paused"))
