"""Contracts as they truly went: who hired whom, when, and whether the client was satisfied."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fairnotice.lab.chance import Flags, Floats, Ints, choose, expit, stream
from fairnotice.lab.period import DAY, Period
from fairnotice.lab.population import Population
from fairnotice.lab.quality import Quality, Tempers, pair_effects
from fairnotice.lab.teams import Teams, draw_workers
from fairnotice.lab.world import World

CLIENT_POPULARITY = 1.0
"""How unequal clients are in hiring: standard deviation of a lognormal on the log scale."""


@dataclass(frozen=True, slots=True)
class Engagements:
    """
    One entry per contract, in the order in which they started.

    ``provider`` and ``worker`` index accounts, ``client`` clients; ``ended`` may lie
    after the end of the history: such a contract is still open.
    """

    provider: Ints
    client: Ints
    worker: Ints
    started: Ints
    ended: Ints
    hourly: Flags
    satisfied: Flags
    """Whether the client truly was; what they say is another matter."""

    @property
    def size(self) -> int:
        """Return how many contracts there are."""
        return self.provider.size


def draw_engagements(
    world: World, period: Period, population: Population, teams: Teams, quality: Quality, tempers: Tempers
) -> Engagements:
    """Return the contracts of the whole history."""
    rng = stream(world.seed, "engagements")
    provider = np.repeat(np.arange(world.accounts), rng.poisson(population.expected))
    span = population.stops - population.begins
    started = population.begins[provider] + (rng.random(provider.size) * span[provider]).astype(np.int64)
    order = np.lexsort((started, provider))
    provider, started = provider[order], started[order]
    client = _clients(world, provider)
    hourly = rng.random(provider.size) < 0.35  # noqa: PLR2004  a third of all work is paid by the hour
    length = np.exp(rng.normal(np.where(hourly, 3.3, 2.7), 0.8)) * DAY
    ended = started + np.maximum(length, DAY // 4).astype(np.int64)
    worker, level = _workers(world, period, teams, quality, provider, started, ended)
    logits = tempers.leaning(level) + tempers.effect[client] + pair_effects(world, provider * world.clients + client)
    satisfied = rng.random(provider.size) < expit(logits)
    at = np.argsort(started, kind="stable")
    return Engagements(provider[at], client[at], worker[at], started[at], ended[at], hourly[at], satisfied[at])


def _clients(world: World, provider: Ints) -> Ints:
    """Return who hires: a new client by popularity, or again one of the account's earlier contracts."""
    rng = stream(world.seed, "hiring")
    popularity = np.exp(rng.normal(0.0, CLIENT_POPULARITY, world.clients))
    client = choose(rng, popularity, provider.size)
    first = np.searchsorted(provider, provider, side="left")
    nth = np.arange(provider.size) - first
    again = (nth > 0) & (rng.random(provider.size) < world.repeat_share)
    parent = np.where(again, first + (rng.random(provider.size) * nth).astype(np.int64), np.arange(provider.size))
    while True:
        further = parent[parent]
        if np.array_equal(further, parent):
            return client[parent]
        parent = further


def _workers(
    world: World, period: Period, teams: Teams, quality: Quality, provider: Ints, started: Ints, ended: Ints
) -> tuple[Ints, Floats]:
    """Return who does each contract, and how good that work truly is in the month in which it ends."""
    month = period.month_of(ended)
    worker, level = provider.copy(), quality.success[provider, month]
    by_agency = np.flatnonzero(provider >= world.freelancers)
    entry = draw_workers(world, teams, provider[by_agency] - world.freelancers, started[by_agency])
    worker[by_agency] = teams.person[entry]
    level[by_agency] = teams.quality(world, quality)[entry, month[by_agency]]
    return worker, level
