"""Versions of the example policy that differ in what a test names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from fairnotice.policy.rulebook import Policy
from tests.support.builders import the_policy


def a_version(number: int, *, month: int | None = None, **changes: Any) -> Policy:
    """Return version *number* of the example; with *month*, published 31 days before its first day in 2024."""
    if month is not None:
        first = date(2024, month, 1)
        changes = {"published_on": first - timedelta(days=31), "binds_from": first, **changes}
    return replace(the_policy(), version=number, fingerprint=f"{number:064d}", **changes)


def with_clause(policy: Policy, clause_id: str, **changes: Any) -> Policy:
    """Return *policy* with one clause changed."""
    clauses = tuple(replace(one, **changes) if one.id == clause_id else one for one in policy.provisions)
    return replace(policy, provisions=clauses)


def without_clause(policy: Policy, clause_id: str) -> Policy:
    """Return *policy* without one clause."""
    return replace(policy, provisions=tuple(one for one in policy.provisions if one.id != clause_id))
