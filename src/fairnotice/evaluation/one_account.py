"""One account under the glass: what it would look like without some of its contracts, or with more satisfied ones."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from fairnotice.evaluation.appraisal import Flags, Floats
from fairnotice.evaluation.appraising import Weighed, posterior_of
from fairnotice.evaluation.estimate import estimate_from
from fairnotice.evaluation.model import LookModel
from fairnotice.evaluation.renewal import month_by_month, population_cells, without_news
from fairnotice.evaluation.result import Estimate
from fairnotice.evaluation.tally import (
    AccountCounts,
    AccountEvidence,
    ClientTallies,
    FirstOutcomes,
    Ints,
    PairTallies,
    RangeTallies,
    RatedContract,
)
from fairnotice.evaluation.weights import outlier, repeat_weight
from fairnotice.policy.rulebook import Policy

_CHUNK: Final = 512
_DECIMALS: Final = 12


def tallies_of(evidence: AccountEvidence) -> RangeTallies:
    """Return a range of this one account, as the engine would tally it."""
    clients = tuple(sorted({one.client_id for one in evidence.rated}))
    index = {client: place for place, client in enumerate(clients)}
    rows: dict[tuple[int, int], list[RatedContract]] = {}
    for one in evidence.rated:
        rows.setdefault((index[one.client_id], one.month), []).append(one)
    keys = sorted(rows)
    ones = [rows[key] for key in keys]
    # The own first outcome is not among the others' counts; as "satisfied" it adds 1 here and leaves again there.
    zeros = np.zeros(len(clients), dtype=np.int64)
    return RangeTallies(
        pairs=PairTallies(
            accounts=(evidence.account_id,),
            clients=clients,
            account=np.zeros(len(keys), dtype=np.int64),
            client=_ints([client for client, _ in keys]),
            month=_ints([month for _, month in keys]),
            satisfied=_ints([sum(not one.adverse for one in row) for row in ones]),
            adverse=_ints([sum(one.adverse for one in row) for row in ones]),
            new_adverse=_ints([sum(one.adverse and one.new for one in row) for row in ones]),
            rated_days=_ints([min(one.days for one in row) for row in ones]),
            adverse_days=_ints([min((one.days for one in row if one.adverse), default=-1) for row in ones]),
        ),
        counts=AccountCounts(contracts=_ints([evidence.contracts])),
        first=FirstOutcomes(account=zeros, client=np.arange(len(clients), dtype=np.int64), adverse=zeros),
        clients=ClientTallies(
            counterparties=_ints([evidence.clients[client].counterparties + 1 for client in clients]),
            adverse=_ints([evidence.clients[client].adverse for client in clients]),
        ),
    )


@dataclass(frozen=True)
class OneAccount:
    """An account's contracts with the model and policy of a look; answers what v would be under changes."""

    evidence: AccountEvidence
    model: LookModel
    policy: Policy

    @cached_property
    def contracts(self) -> tuple[RatedContract, ...]:
        """Return the rated contracts in a fixed order."""
        return tuple(sorted(self.evidence.rated, key=lambda one: (one.client_id, one.month, one.contract_id)))

    @cached_property
    def weighed(self) -> Weighed:
        """Return the account as a range of one."""
        return Weighed.of(tallies_of(self.evidence), self.model, policy=self.policy)

    @cached_property
    def posterior(self) -> Floats:
        """Return the posterior in cells, before the minimum rule."""
        return np.asarray(self._computed[0][0])

    @cached_property
    def v(self) -> float:
        """Return the chance of being below the standard, as the look says it."""
        previous = np.nan if self.evidence.previous_v is None else self.evidence.previous_v
        no_news = self.weighed.counts.new_adverse == 0
        ruled = without_news(self._computed[1], previous=np.array([previous]), no_news=no_news, model=self.model)
        return float(ruled[0])

    @cached_property
    def weights(self) -> Floats:
        """Return the weight of each of ``contracts``."""
        return np.asarray(self._weights(np.ones((1, len(self.contracts)), dtype=bool))[0])

    def estimate(self, *, bar: float) -> Estimate:
        """Return the estimate with everything that is shown of it."""
        return estimate_from(self.posterior, self.v, bar=bar, grid=population_cells(self.model)[0])

    def chances(self, kept: Flags, more: Ints | None = None) -> Floats:
        """
        Return v for each variant of the account, from the whole filter anew.

        Where the minimum rule lowered the account's odds, it lowers those of every variant by the same factor,
        so that the variant without a change is the account itself.

        Args:
            kept: which of ``contracts`` count, shape ``(variants, contracts)``.
            more: satisfied contracts with new clients in the month of the look, shape ``(variants,)``.
        """
        grid, cells = population_cells(self.model)
        answer = np.empty(len(kept))
        for low in range(0, len(kept), _CHUNK):
            part = slice(low, low + _CHUNK)
            satisfied, adverse = self.votes(kept[part])
            if more is not None:
                satisfied[:, -1] += more[part]
            # Many variants are alike: contracts of the same month by one-time clients.
            both, place = np.unique(np.hstack([satisfied, adverse]), axis=0, return_inverse=True)
            _, below, _ = month_by_month(
                both[:, : self.model.months],
                both[:, self.model.months :],
                population=cells,
                renewal=self.model.renewal,
                grid=grid,
            )
            answer[part] = np.minimum(below[:, -1], 1.0)[place.ravel()]
        return self._lowered(answer)

    def votes(self, kept: Flags) -> tuple[Floats, Floats]:
        """Return the weighted satisfied and adverse contracts by month of each variant."""
        weights = self._weights(kept)
        satisfied, adverse = (np.zeros((len(kept), self.model.months)) for _ in range(2))
        for month in np.unique(self._month).tolist():
            for target, wanted in ((satisfied, False), (adverse, True)):
                chosen = np.flatnonzero((self._month == month) & (self._adverse == wanted))
                target[:, month] = np.round(weights[:, chosen].sum(axis=1), _DECIMALS)
        return satisfied, adverse

    def _weights(self, kept: Flags) -> Floats:
        if not self.contracts:
            return np.zeros(kept.shape)
        starts = np.flatnonzero(np.diff(self._client, prepend=-1))
        rated = np.add.reduceat(kept, starts, axis=1, dtype=np.int64)
        weight = repeat_weight(np.maximum(rated, 1), self.model.rho)
        return np.where(kept & ~self._barred, weight[:, self._client], 0.0)

    def _lowered(self, v: Floats) -> Floats:
        """Scale the odds as the minimum rule scaled those of the account."""
        computed = float(self._computed[1][0])
        if self.v >= computed or computed >= 1.0:
            return v
        factor = self.v * (1.0 - computed) / (computed * (1.0 - self.v))
        return v * factor / (1.0 - v + v * factor)

    @cached_property
    def _computed(self) -> tuple[Floats, Floats]:
        return posterior_of(self.weighed.rows, 0, 1, self.model)

    @cached_property
    def _client(self) -> Ints:
        names = [one.client_id for one in self.contracts]
        return np.asarray(np.unique(names, return_inverse=True)[1], dtype=np.int64)

    @cached_property
    def _month(self) -> Ints:
        return _ints([one.month for one in self.contracts])

    @cached_property
    def _adverse(self) -> Flags:
        return np.array([one.adverse for one in self.contracts], dtype=bool)

    @cached_property
    def _barred(self) -> Flags:
        known = [self.evidence.clients[one.client_id] for one in self.contracts]
        others = _ints([one.counterparties for one in known])
        return outlier(others, _ints([one.adverse for one in known]), self.model, self.policy)


def _ints(values: list[int]) -> Ints:
    return np.array(values, dtype=np.int64)
