"""Which version of a policy bound on a day: the newest that had begun, and none before its time (P14)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from fairnotice.policy.rulebook import VIOLATION, Policy


def bound_provision(policies: Iterable[Policy], provision_id: str, *, on: date) -> Policy | None:
    """
    Return the policy whose provision could be breached on the day *on*, or None.

    Of each policy only the newest version that had begun to bind counts; a rule that it left out had ended.
    """
    for policy in versions_in_force(policies, on=on):
        for provision in policy.provisions:
            if provision.id == provision_id and provision.matter == VIOLATION:
                return policy
    return None


def versions_in_force(policies: Iterable[Policy], *, on: date) -> tuple[Policy, ...]:
    """Return the newest version of each policy that had begun to bind on the day *on*, by name."""
    newest: dict[str, Policy] = {}
    for policy in sorted(policies, key=lambda p: (p.binds_from, p.version)):
        if policy.binds_from <= on:
            newest[policy.id] = policy
    return tuple(newest[name] for name in sorted(newest))
