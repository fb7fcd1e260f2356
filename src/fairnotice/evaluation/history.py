"""How the estimate of an account moved, month by month, seen with what is known today."""

from __future__ import annotations

from datetime import date

import numpy as np

from fairnotice.evaluation.estimate import estimate_from
from fairnotice.evaluation.one_account import OneAccount
from fairnotice.evaluation.renewal import month_by_month, population_cells
from fairnotice.evaluation.result import MonthEstimate
from fairnotice.policy.rulebook import Provision


def over_time(account: OneAccount, *, provision: Provision, as_of: date) -> tuple[MonthEstimate, ...]:
    """
    Return the estimate at the end of each month since the first rated one. See ``engine.over_time``.

    ``rated`` counts from the start of the window. The weights and the population are today's; the last entry is
    the estimate of this look.
    """
    grid, cells = population_cells(account.model)
    rows = account.weighed.rows
    voiced = ~account.weighed.pairs.barred[rows.pair]
    rated = np.bincount(
        rows.month[voiced], weights=(rows.satisfied + rows.adverse)[voiced], minlength=account.model.months
    ).cumsum()
    satisfied, adverse = account.votes(np.ones((1, len(account.contracts)), dtype=bool))
    told: list[MonthEstimate] = []
    for month in np.flatnonzero(rated > 0).tolist():
        last = month == account.model.months - 1
        posterior, below, _ = month_by_month(
            satisfied[:, : month + 1],
            adverse[:, : month + 1],
            population=cells,
            renewal=account.model.renewal,
            grid=grid,
        )
        v = account.v if last else min(float(below[0, -1]), 1.0)
        one = estimate_from(account.posterior if last else posterior[0], v, bar=provision.bar, grid=grid)
        told.append(
            MonthEstimate(
                month=_month_before(as_of, account.model.months - 1 - month),
                rated=int(rated[month]),
                mean=one.mean,
                low=one.low,
                high=one.high,
                likely_low=one.likely_low,
                likely_high=one.likely_high,
            )
        )
    return tuple(told)


def _month_before(day: date, months: int) -> date:
    number = day.year * 12 + day.month - 1 - months
    return date(number // 12, number % 12 + 1, 1)
