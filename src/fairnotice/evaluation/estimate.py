"""An estimate and its doubt agree with the decision by construction: the picture can never contradict the verdict."""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from fairnotice.evaluation.appraisal import Floats
from fairnotice.evaluation.grid import Grid
from fairnotice.evaluation.result import Estimate

LOW: Final = 0.025
HIGH: Final = 0.975
DOTS: Final = 20
LAST_DOT: Final = 0.995


def means(posterior: Floats, v: Floats, grid: Grid) -> Floats:
    """Return the posterior mean of each account, with *v* as the chance of being below."""
    below = posterior[:, : grid.below]
    above = posterior[:, grid.below :]
    low = _ratio((below * grid.true_points[: grid.below]).sum(axis=1), below.sum(axis=1), grid.standard)
    high = _ratio((above * grid.true_points[grid.below :]).sum(axis=1), above.sum(axis=1), grid.standard)
    return np.asarray(v * low + (1.0 - v) * high)


def quantiles(posterior: Floats, v: Floats, share: float | Floats, grid: Grid) -> Floats:
    """
    Return each account's *share* quantile; strictly below the standard exactly when ``v >= share``.

    *share* is one for all or one each.

    *v* is the chance of being below the standard; the posterior says how it spreads below and above, evenly within
    a cell. (They differ only where the minimum rule lowered v.) The quantile that falls on the standard
    itself counts as below, by one unit in the last place.
    """
    answer = np.empty(len(v))
    share = np.broadcast_to(share, v.shape)
    is_below = v >= share
    rows = np.flatnonzero(is_below)
    if rows.size:
        found = _inverse(posterior[rows, : grid.below], share[rows] / v[rows], grid.true_edges[: grid.below + 1])
        answer[rows] = np.minimum(found, np.nextafter(grid.standard, 0.0))
    rows = np.flatnonzero(~is_below)
    if rows.size:
        fraction = (share[rows] - v[rows]) / (1.0 - v[rows])
        found = _inverse(posterior[rows, grid.below :], fraction, grid.true_edges[grid.below :])
        answer[rows] = np.maximum(found, np.nextafter(grid.standard, 1.0))
    return answer


def estimate_from(posterior: Floats, v: float, *, bar: float, grid: Grid) -> Estimate:
    """
    Return the whole estimate of one account from its posterior in cells, shape ``(CELLS,)``, and its *v*.

    Of the twenty dots exactly ``floor(20 v)`` lie below the standard, the last one too, which sits at .995.
    """
    places = [*(place / DOTS for place in range(1, DOTS)), LAST_DOT]
    shares = np.array([LOW, HIGH, 1.0 - bar, bar, *places])
    chance = np.full(len(shares), v)
    found = quantiles(np.tile(posterior, (len(shares), 1)), chance, shares, grid)
    is_below = np.arange(DOTS) < math.floor(DOTS * v)
    under, over = np.nextafter(grid.standard, [0.0, 1.0])
    dots = np.where(is_below, np.minimum(found[4:], under), np.maximum(found[4:], over)).tolist()
    low, high, likely_low, likely_high = found[:4].tolist()
    return Estimate(
        mean=float(means(posterior[None, :], np.array([v]), grid)[0]),
        low=low,
        high=high,
        likely_low=likely_low,
        likely_high=likely_high,
        v=v,
        dots=tuple(dots),
    )


def _inverse(masses: Floats, fraction: Floats, edges: Floats) -> Floats:
    """Return where each row's cumulated masses reach *fraction* of their total, evenly within a cell."""
    cumulated = np.cumsum(masses, axis=1)
    total = cumulated[:, -1]
    wanted = np.clip(fraction, 0.0, 1.0) * total
    cell = np.minimum((cumulated < wanted[:, None]).sum(axis=1), masses.shape[1] - 1)
    row = np.arange(len(cell))
    inside = masses[row, cell]
    before = cumulated[row, cell] - inside
    share = np.clip(_ratio(wanted - before, inside, 0.0), 0.0, 1.0)
    return np.asarray(edges[cell] + share * (edges[cell + 1] - edges[cell]))


def _ratio(over: Floats, under: Floats, empty: float) -> Floats:
    """Divide, with *empty* where there is nothing to divide by."""
    return np.asarray(np.divide(over, under, out=np.full(len(over), empty), where=under > 0.0))
