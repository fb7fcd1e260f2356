"""Whether a rule may move anything, or is paused (P18)."""

from __future__ import annotations

from fairnotice.ledger.dockets import Case
from fairnotice.ledger.rules import RulePause


def is_active(policy_id: str, provision_id: str) -> bool:
    """Say whether a rule is neither paused nor given up."""
    return not RulePause.objects.filter(policy_id=policy_id, provision_id=provision_id, resumed_at=None).exists()


def open_cases_under(policy_id: str, provision_id: str) -> list[Case]:
    """Return the open cases under a rule, oldest first; requests are not under one."""
    cases = Case.objects.filter(policy__policy_id=policy_id, provision_id=provision_id, outcome="")
    return list(cases.exclude(matter="request").order_by("opened_at", "pk"))
