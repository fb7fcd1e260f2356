"""Accounts change: each month a small share starts anew, so old outcomes fade and silence proves nothing."""

from __future__ import annotations

from typing import Final

import numpy as np

from fairnotice.evaluation.appraisal import Flags, Floats
from fairnotice.evaluation.grid import CELLS, Grid, grid_for, masses_of, share_below
from fairnotice.evaluation.model import LookModel, Population
from fairnotice.evaluation.weights import Rows

CHUNK: Final = 1024
_GREATEST: Final = 0.2
_STEPS: Final = (0.0, 0.005, 0.01, 0.02, 0.04, 0.08, 0.14, _GREATEST)
_FINEST: Final = 5e-4


def votes_of(rows: Rows, low: int, high: int, months: int) -> tuple[Floats, Floats]:
    """Return the weighted satisfied and adverse contracts per account in ``[low, high)`` and month."""
    start, stop = np.searchsorted(rows.account, [low, high])
    part = slice(int(start), int(stop))
    cell = (rows.account[part] - low) * months + rows.month[part]
    size = (high - low) * months
    weight = rows.weight[part]
    satisfied, adverse = (
        np.bincount(cell, weights=weight * told[part], minlength=size).astype(np.float64).reshape(-1, months)
        for told in (rows.satisfied, rows.adverse)
    )
    return satisfied, adverse


def month_by_month(
    satisfied: Floats,
    adverse: Floats,
    *,
    population: Floats,
    renewal: float,
    grid: Grid,
    trace: Floats | None = None,
) -> tuple[Floats, Floats, Floats]:
    """
    Filter every account through its months: ``p <- (1 - h) p + h G``, then the month's outcomes.

    Args:
        satisfied: weighted satisfied contracts, shape ``(accounts, months)``, oldest month first.
        adverse: the same for adverse ones.
        population: ``G`` in the grid's cells.
        renewal: ``h``.
        grid: the cells.
        trace: filled with the posterior at the end of each month, shape ``(accounts, months, CELLS)``.

    Returns:
        The posterior in cells at the end, shape ``(accounts, CELLS)``; the chance of being below the cut at the end
        of each month, ``(accounts, months)``; the log predictive likelihood of each account, ``(accounts,)``.
    """
    accounts, months = satisfied.shape
    posterior = np.empty((accounts, CELLS))
    below = np.empty((accounts, months))
    predicted = np.empty(accounts)
    for low in range(0, accounts, CHUNK):
        part = slice(low, min(low + CHUNK, accounts))
        p = np.tile(population, (part.stop - part.start, 1))
        logs = np.zeros(part.stop - part.start)
        for month in range(months):
            p *= 1.0 - renewal
            p += renewal * population
            _observe(p, logs, satisfied[part, month], adverse[part, month], grid)
            below[part, month] = p[:, : grid.below].sum(axis=1)
            if trace is not None:
                trace[part, month] = p
        posterior[part] = p
        predicted[part] = logs
    return posterior, below, predicted


def _observe(p: Floats, logs: Floats, satisfied: Floats, adverse: Floats, grid: Grid) -> None:
    """Multiply the rows of *p* that have outcomes by their likelihood, in logs so that nothing underflows."""
    rated = np.flatnonzero((satisfied > 0.0) | (adverse > 0.0))
    if not rated.size:
        return
    factor = satisfied[rated, None] * grid.log_satisfied + adverse[rated, None] * grid.log_adverse
    with np.errstate(divide="ignore"):
        factor += np.log(p[rated])
    top = factor.max(axis=1)
    factor -= top[:, None]
    np.exp(factor, out=factor)
    total = factor.sum(axis=1)
    factor /= total[:, None]
    p[rated] = factor
    logs[rated] += top + np.log(total)


def population_cells(model: LookModel) -> tuple[Grid, Floats]:
    """Return the model's grid and its population in the grid's cells."""
    return grid_for(model.standard, model.kappa), masses_of(model.population, model.standard, model.kappa)


def bad_share(model: LookModel) -> float:
    """Return ``pi_bad``, towards which an account without outcomes moves."""
    return share_below(model.population, model.standard, model.kappa)


def without_news(v: Floats, *, previous: Floats, no_news: Flags, model: LookModel) -> Floats:
    """
    Apply the minimum rule: without a new adverse outcome v is ``min(recomputed, (1 - h) v + h pi_bad)``.

    The population, ``h`` and the weights are learned anew at each look; this keeps them from moving anybody up who
    did nothing. It also serves accounts whose news are all good: a satisfied client can never raise v.
    """
    moved = (1.0 - model.renewal) * previous + model.renewal * bad_share(model)
    return np.where(no_news & ~np.isnan(previous), np.fmin(v, moved), v)


def learn_renewal(
    satisfied: Floats, adverse: Floats, *, population: Population, standard: float, kappa: float
) -> float | None:
    """
    Return the ``h`` in [0, 0.2] that best predicts each month from the months before, to 0.0005; None without data.

    *satisfied* and *adverse* hold one whole vote per (account, client), so that each factor is a probability.
    """
    active = (satisfied + adverse).sum(axis=1) > 1
    if not active.any():
        return None
    grid, cells = grid_for(standard, kappa), masses_of(population, standard, kappa)
    seen: dict[float, float] = {}

    def fit(h: float) -> float:
        if h not in seen:
            _, _, logs = month_by_month(satisfied[active], adverse[active], population=cells, renewal=h, grid=grid)
            seen[h] = float(logs.sum())
        return seen[h]

    best = max(_STEPS, key=fit)
    place = _STEPS.index(best)
    low, high = _STEPS[max(place - 1, 0)], _STEPS[min(place + 1, len(_STEPS) - 1)]
    step = (high - low) / 4
    while step >= _FINEST:
        best = max((max(best - step, low), best, min(best + step, high)), key=fit)
        step /= 2
    return best
