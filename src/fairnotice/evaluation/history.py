"""How the estimate of an account moved, month by month, seen with what is known today."""

from __future__ import annotations

from datetime import date

import numpy as np

from fairnotice.evaluation.estimate import HIGH, LOW, means, quantiles
from fairnotice.evaluation.grid import CELLS
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
    trace = np.empty((1, account.model.months, CELLS))
    _, below, _ = month_by_month(
        satisfied, adverse, population=cells, renewal=account.model.renewal, grid=grid, trace=trace
    )
    v = np.minimum(below[0], 1.0)
    v[-1] = account.v
    trace[0, -1] = account.posterior
    mean = means(trace[0], v, grid)
    low, high, likely_low, likely_high = (
        quantiles(trace[0], v, share, grid) for share in (LOW, HIGH, 1.0 - provision.bar, provision.bar)
    )
    return tuple(
        MonthEstimate(
            month=_month_before(as_of, account.model.months - 1 - month),
            rated=int(rated[month]),
            mean=float(mean[month]),
            low=float(low[month]),
            high=float(high[month]),
            likely_low=float(likely_low[month]),
            likely_high=float(likely_high[month]),
        )
        for month in np.flatnonzero(rated > 0).tolist()
    )


def _month_before(day: date, months: int) -> date:
    number = day.year * 12 + day.month - 1 - months
    return date(number // 12, number % 12 + 1, 1)
