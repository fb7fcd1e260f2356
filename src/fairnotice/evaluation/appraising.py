"""Every account of a range is estimated in one pass, and asked whether anything would justify a word to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from fairnotice.evaluation.appraisal import Appraisals, Floats, Previous
from fairnotice.evaluation.conditions import Counts, appraisals_of, examine
from fairnotice.evaluation.estimate import HIGH, LOW, means, quantiles
from fairnotice.evaluation.model import LookModel
from fairnotice.evaluation.renewal import month_by_month, population_cells, votes_of, without_news
from fairnotice.evaluation.tally import RangeTallies
from fairnotice.evaluation.weights import Pairs, Rows, weigh
from fairnotice.policy.rulebook import Policy, Provision

_CHUNK: Final = 8192


@dataclass(frozen=True, slots=True)
class Weighed:
    """A range of accounts, weighed and counted: what every further question starts from."""

    pairs: Pairs
    rows: Rows
    counts: Counts

    @classmethod
    def of(cls, tallies: RangeTallies, model: LookModel, *, policy: Policy) -> Weighed:
        """Weigh and count a range."""
        pairs, rows = weigh(tallies, model, policy=policy)
        return cls(pairs=pairs, rows=rows, counts=Counts.of(pairs, rows, len(tallies.pairs.accounts)))


def appraise(
    tallies: RangeTallies, model: LookModel, *, policy: Policy, provision: Provision, previous: Previous
) -> Appraisals:
    """Estimate every account of a range and test the conditions. See ``engine.appraise``."""
    accounts = len(tallies.pairs.accounts)
    weighed = Weighed.of(tallies, model, policy=policy)
    v, low, mean, high = (np.empty(accounts) for _ in range(4))
    grid, _ = population_cells(model)
    for start in range(0, accounts, _CHUNK):
        part = slice(start, min(start + _CHUNK, accounts))
        posterior, recomputed = posterior_of(weighed.rows, part.start, part.stop, model)
        v[part] = without_news(
            recomputed,
            previous=previous.v[part],
            no_news=weighed.counts.new_adverse[part] == 0,
            model=model,
        )
        low[part] = quantiles(posterior, v[part], LOW, grid)
        mean[part] = means(posterior, v[part], grid)
        high[part] = quantiles(posterior, v[part], HIGH, grid)
    tested = examine(weighed.counts, weighed.rows, v, model=model, provision=provision)
    return appraisals_of(
        weighed.counts,
        tested,
        v,
        (low, mean, high),
        provision=provision.id,
        accounts=tallies.pairs.accounts,
        contracts=tallies.counts.contracts,
    )


def posterior_of(rows: Rows, low: int, high: int, model: LookModel) -> tuple[Floats, Floats]:
    """Return the posterior in cells and v, as recomputed from scratch, of the accounts in ``[low, high)``."""
    grid, cells = population_cells(model)
    satisfied, adverse = votes_of(rows, low, high, model.months)
    posterior, below, _ = month_by_month(satisfied, adverse, population=cells, renewal=model.renewal, grid=grid)
    return posterior, np.minimum(below[:, -1], 1.0)
