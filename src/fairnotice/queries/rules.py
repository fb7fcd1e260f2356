"""The rules that can be breached, as the policies in force have them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fairnotice.ledger.policies import PolicyVersion
from fairnotice.policy.rulebook import VIOLATION


@dataclass(frozen=True, slots=True)
class BreachableRule:
    """One rule by its id and a few words."""

    id: str
    title: str


def rules_that_can_be_breached(*, now: datetime) -> tuple[BreachableRule, ...]:
    """Return every rule of the matter ``violation`` that any version has had until now, by id."""
    found: dict[str, str] = {}
    for version in PolicyVersion.objects.filter(binds_from__lte=now.date()).order_by("binds_from", "version"):
        found |= {p.id: p.title for p in version.rulebook.provisions if p.matter == VIOLATION}
    return tuple(BreachableRule(key, found[key]) for key in sorted(found))
