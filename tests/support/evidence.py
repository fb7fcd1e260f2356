"""Rated contracts told in a line each, and everything evaluation wants to know about them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from fairnotice.evaluation.model import LookModel, Population
from fairnotice.evaluation.tally import (
    AccountCounts,
    AccountEvidence,
    ClientTallies,
    FirstOutcomes,
    Ints,
    OtherCounterparties,
    PairTallies,
    RangeTallies,
    RatedContract,
)
from fairnotice.policy.rulebook import Policy, Provision
from tests.support.policies import example_policy

MONTHS = 24
KNOWN = OtherCounterparties(counterparties=3, adverse=0)
"""A client who works with others as well and is satisfied with them."""
FRESH = OtherCounterparties(counterparties=0, adverse=0)
MOSTLY_GOOD = Population("npmle", a=(36.0, 20.0), b=(4.0, 20.0), shares=(0.85, 0.15), certificate=0.0, accounts=2000)
"""85 of 100 accounts around .9, 15 around .5."""

MOSTLY_MILD = Population("npmle", a=(2.0, 20.0), b=(38.0, 20.0), shares=(0.95, 0.05), certificate=0.0, accounts=2000)
"""95 of 100 clients are unhappy with one counterparty in twenty, 5 with every second."""


@dataclass(frozen=True, slots=True)
class Vote:
    """One rated contract; the last month is the one that ends at the look, and what is rated in it is new."""

    account: str
    client: str
    month: int
    adverse: bool = False
    worker: str = "w"

    @property
    def new(self) -> bool:
        return self.month == MONTHS - 1

    @property
    def days(self) -> int:
        return 30 * (MONTHS - 1 - self.month) + 10


def satisfied(account: str, months: Iterable[int], *, prefix: str = "s") -> list[Vote]:
    """Return one satisfied contract per month, each with its own client."""
    return [Vote(account, f"{prefix}{place}", month) for place, month in enumerate(months)]


def adverse(account: str, months: Iterable[int], *, prefix: str = "f") -> list[Vote]:
    """Return one adverse contract per month, each with its own client."""
    return [Vote(account, f"{prefix}{place}", month, adverse=True) for place, month in enumerate(months)]


def a_model(**changes: Any) -> LookModel:
    """Return a model with round numbers."""
    base = LookModel(
        standard=0.75,
        kappa=1.0,
        rho=0.3,
        renewal=0.02,
        renewal_learned=True,
        months=MONTHS,
        population=MOSTLY_GOOD,
        strictness=MOSTLY_MILD,
    )
    return replace(base, **changes)


def rules() -> tuple[Policy, Provision]:
    """Return the example policy and its clause for freelancers."""
    policy = example_policy()
    return policy, next(one for one in policy.provisions if "freelancer" in one.applies_to)


def range_of(
    votes: Sequence[Vote],
    *,
    others: Mapping[str, OtherCounterparties] | None = None,
    accounts: Sequence[str] | None = None,
) -> RangeTallies:
    """Tally *votes*; *others* says how clients rate accounts outside, ``KNOWN`` where it does not."""
    names = tuple(accounts if accounts is not None else sorted({vote.account for vote in votes}))
    votes = [vote for vote in votes if vote.account in names]
    clients = tuple(sorted({vote.client for vote in votes}))
    rows: dict[tuple[int, int, int], list[Vote]] = {}
    for vote in votes:
        rows.setdefault((names.index(vote.account), clients.index(vote.client), vote.month), []).append(vote)
    first: dict[tuple[int, int], list[Vote]] = {}
    for (account, client, _), row in sorted(rows.items()):
        first.setdefault((account, client), row)
    outside = [(others or {}).get(client, KNOWN) for client in clients]
    pairs = sorted(first)
    own = [[int(first[pair][0].adverse) for pair in pairs if pair[1] == place] for place in range(len(clients))]
    keys = sorted(rows)
    return RangeTallies(
        pairs=PairTallies(
            accounts=names,
            clients=clients,
            account=ints(key[0] for key in keys),
            client=ints(key[1] for key in keys),
            month=ints(key[2] for key in keys),
            satisfied=ints(sum(not vote.adverse for vote in rows[key]) for key in keys),
            adverse=ints(sum(vote.adverse for vote in rows[key]) for key in keys),
            new_adverse=ints(sum(vote.adverse and vote.new for vote in rows[key]) for key in keys),
            rated_days=ints(min(vote.days for vote in rows[key]) for key in keys),
            adverse_days=ints(min((v.days for v in rows[key] if v.adverse), default=-1) for key in keys),
        ),
        counts=AccountCounts(contracts=ints(sum(vote.account == name for vote in votes) for name in names)),
        first=FirstOutcomes(
            account=ints(pair[0] for pair in pairs),
            client=ints(pair[1] for pair in pairs),
            adverse=ints(int(first[pair][0].adverse) for pair in pairs),
        ),
        clients=ClientTallies(
            counterparties=ints(len(one) + far.counterparties for one, far in zip(own, outside, strict=True)),
            adverse=ints(sum(one) + far.adverse for one, far in zip(own, outside, strict=True)),
        ),
    )


def evidence_of(
    votes: Sequence[Vote],
    *,
    others: Mapping[str, OtherCounterparties] | None = None,
    previous_v: float | None = None,
) -> AccountEvidence:
    """Return the same for one account alone; contracts are called ``k0``, ``k1`` in the order told."""
    return AccountEvidence(
        account_id=votes[0].account if votes else "a",
        rated=tuple(
            RatedContract(f"k{place}", vote.client, vote.worker, vote.month, vote.adverse, vote.days, vote.new)
            for place, vote in enumerate(votes)
        ),
        clients={vote.client: (others or {}).get(vote.client, KNOWN) for vote in votes},
        contracts=len(votes),
        previous_v=previous_v,
    )


def shuffled(tallies: RangeTallies, seed: int) -> RangeTallies:
    """Return the same tallies with their rows in another order."""
    rng = np.random.default_rng(seed)
    rows, firsts = rng.permutation(len(tallies.pairs.account)), rng.permutation(len(tallies.first.account))
    pairs = tallies.pairs
    names = ("account", "client", "month", "satisfied", "adverse", "new_adverse", "rated_days", "adverse_days")
    return replace(
        tallies,
        pairs=replace(pairs, **{name: getattr(pairs, name)[rows] for name in names}),
        first=FirstOutcomes(
            account=tallies.first.account[firsts],
            client=tallies.first.client[firsts],
            adverse=tallies.first.adverse[firsts],
        ),
    )


def ints(values: Iterable[int]) -> Ints:
    """Return integers as tallies hold them."""
    return np.array(list(values), dtype=np.int64)
