"""One account's numbers now: the newest facts, judged with what the latest look learned."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import ClassVar

from fairnotice.actions.parties import the_warehouse
from fairnotice.evaluation.result import Explanation
from fairnotice.kernel.refusal import Refusal
from fairnotice.ledger.looks import Look
from fairnotice.policy.rulebook import Counts, Policy
from fairnotice.warehouse.look import LookRef
from fairnotice.warehouse.looks import explain


class NoLookYet(Refusal):
    """Refuse numbers before the first look: nothing is known about the population."""

    code: ClassVar[str] = "no_look_yet"

    def __init__(self) -> None:
        super().__init__("There has been no look yet, so there are no numbers.")


def folder_of(look: Look) -> Path:
    """Return the folder of a look's tables."""
    return the_warehouse().root / look.directory


def newest_snapshot() -> str:
    """Return the id of the newest data."""
    return the_warehouse().snapshot().id


def measure(account_id: str, policy: Policy, *, now: datetime, after: datetime | None = None) -> Explanation:
    """
    Return what the facts known now say about one account; with *after*, what later contracts alone say (P6).

    Raises:
        NoLookYet: no look has been recorded under this policy.
    """
    look = Look.objects.filter(policy__policy_id=policy.id, as_of__lte=now).order_by("as_of").last()
    if look is None:
        raise NoLookYet
    warehouse = the_warehouse()
    ref = LookRef(now, warehouse.snapshot().number, folder_of(look), look.as_of)
    return explain(warehouse, policy, account_id, look=ref, after=after)


def rated_contracts(explanation: Explanation) -> tuple[str, ...]:
    """Return the ids of the contracts that were counted, sorted."""
    counted = {Counts.SATISFIED, Counts.ADVERSE}
    return tuple(sorted(c.contract_id for c in explanation.contracts if c.counts in counted))
