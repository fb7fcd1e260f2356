"""What nobody on the marketplace can see: how good each account truly is, month by month."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from fairnotice.lab import columns
from fairnotice.lab.chance import Floats, Ints
from fairnotice.lab.engagements import Engagements
from fairnotice.lab.period import Period, at_midnight
from fairnotice.lab.population import Population, client_ids
from fairnotice.lab.quality import KINDS, Quality, Tempers, recent
from fairnotice.lab.world import World

PHASES = ("steady", "turned", "recovered")


def truth_columns(
    world: World, period: Period, population: Population, quality: Quality, success: Floats, done: Engagements
) -> dict[str, pa.Array]:
    """
    Return one row per account and month.

    ``success`` is the true probability that a typical contract ending in that
    month satisfies a client of this marketplace, for an agency that of the
    people present; ``recent`` its mean over six months; ``bad`` and ``severe``
    say whether that mean is below the standard and below the severe limit.
    """
    account = np.repeat(np.arange(world.accounts), world.months)
    month = np.tile(np.arange(world.months), world.accounts)
    over_six = recent(success).ravel()
    turned, recovered = quality.turned[account], quality.recovered[account]
    phase = np.where((recovered >= 0) & (month >= recovered), 2, np.where((turned >= 0) & (month >= turned), 1, 0))
    ended = _per_month(world, period, done, np.ones(done.size))
    satisfied = _per_month(world, period, done, done.satisfied.astype(np.float64))
    firsts = np.array([at_midnight(first) for first in period.firsts], dtype=np.int64)
    return {
        "account_id": population.ids.take(pa.array(account)),
        "month": columns.days(firsts[month]),
        "kind": population.kinds.take(pa.array(account)),
        "success": pa.array(success.ravel()),
        "recent": pa.array(over_six),
        "bad": pa.array(over_six < world.standard),
        "severe": pa.array(over_six < world.severe),
        "born": columns.pick(KINDS, quality.born[account]),
        "phase": columns.pick(PHASES, phase),
        "contracts": columns.numbers(ended),
        "satisfied": columns.numbers(satisfied),
    }


def client_truth_columns(world: World, tempers: Tempers) -> dict[str, pa.Array]:
    """Return one row per client: how many logits it adds to everybody's success, and whether it is harsh."""
    return {
        "client_id": client_ids(world),
        "effect": pa.array(tempers.effect),
        "harsh": pa.array(tempers.harsh),
    }


def _per_month(world: World, period: Period, done: Engagements, weight: Floats) -> Ints:
    """Return the sum of *weight* over the contracts that ended in each month of each account, flattened."""
    inside = done.ended < period.ends
    cell = done.provider[inside] * world.months + period.month_of(done.ended[inside])
    return np.bincount(cell, weight[inside], world.accounts * world.months).astype(np.int64)
