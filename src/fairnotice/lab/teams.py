"""Who works for which agency: an owner, managers, and members who come and go."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from fairnotice.lab import columns
from fairnotice.lab.chance import Flags, Floats, Ints, expit, logit, stream
from fairnotice.lab.period import DAY, Period
from fairnotice.lab.population import Population
from fairnotice.lab.quality import Quality
from fairnotice.lab.world import World

ROLES = ("owner", "manager", "member")
OWNER, MANAGER, MEMBER = range(3)
LARGE_TEAM = 6
"""From this size on a team has two managers."""
MOST = 24
WITH_MANAGER = 0.7
"""Agencies in which somebody beside the owner directs the work."""
FROM_THE_START = 0.4
LEAVING = 0.25
"""Of managers and members, those who leave within the history."""


@dataclass(frozen=True, slots=True)
class Teams:
    """
    One entry per membership, sorted by agency, the owner first.

    ``agency`` and ``person`` index accounts; ``start[a]`` is the first entry of
    the a-th agency. ``to`` is the end of the history for whoever stays.
    """

    agency: Ints
    person: Ints
    role: Ints
    since: Ints
    to: Ints
    leaves: Flags
    workload: Floats
    """Share of the agency's work, before it is divided among those present."""
    deviation: Floats
    """Logits by which this person's work there is better or worse than the agency's."""
    start: Ints

    def columns(self, population: Population) -> dict[str, pa.Array]:
        """Return the rows of ``memberships``."""
        return {
            "agency_id": population.ids.take(pa.array(self.agency)),
            "person_id": population.ids.take(pa.array(self.person)),
            "role": columns.pick(ROLES, self.role),
            "from_on": columns.days(self.since),
            "to_on": columns.days(self.to - DAY, ~self.leaves),
        }

    def quality(self, world: World, quality: Quality) -> Floats:
        """Return the true success of each membership, shape (memberships, months)."""
        level = expit(logit(quality.success[self.agency]) + self.deviation[:, None])
        return np.clip(level, max(world.floor, 1e-3), 1 - 1e-3)

    def present(self, seconds: Ints, entry: Ints) -> Flags:
        """Say whether the membership *entry* covers the instant, both days included."""
        return np.asarray((self.since[entry] <= seconds) & (seconds < self.to[entry]))


def draw_teams(world: World, period: Period, population: Population) -> Teams:
    """Return the memberships; nobody is in two agencies, and every agency has its owner throughout."""
    rng = stream(world.seed, "teams")
    agencies = world.agencies
    most = max(2, min(MOST, world.freelancers // max(agencies, 1)))
    size = np.minimum(2 + rng.geometric(1 / (1 + max(world.team_mean - 2, 0.0)), agencies) - 1, most)
    start = np.concatenate([[0], np.cumsum(size)[:-1]]).astype(np.int64) if agencies else np.zeros(0, dtype=np.int64)
    count = int(size.sum())
    team = np.repeat(np.arange(agencies), size)
    place = np.arange(count) - start[team]
    agency = team + world.freelancers
    person = rng.permutation(world.freelancers)[:count]
    role = np.full(count, MEMBER)
    role[place == 0] = OWNER
    role[(place == 1) & (rng.random(count) < WITH_MANAGER)] = MANAGER
    role[(place == MANAGER + 1) & (size[team] >= LARGE_TEAM)] = MANAGER
    founded = np.maximum(population.created[agency], population.created[person])
    founded = np.where(role == OWNER, population.created[agency], founded)
    last_start = np.maximum(founded, period.ends - 30 * DAY)
    from_start = (rng.random(count) < FROM_THE_START) | (role == OWNER)
    since = np.where(from_start, founded, founded + (rng.random(count) * (last_start - founded)).astype(np.int64))
    leaves = (role != OWNER) & (rng.random(count) < LEAVING)
    least = np.maximum(since, period.begins) + DAY
    leaves &= least + DAY < period.ends
    gone = least + (rng.random(count) * (period.ends - DAY - least)).astype(np.int64)
    to = np.where(leaves, gone // DAY * DAY, period.ends)
    workload = np.exp(rng.normal(0.0, 0.8, count)) * np.where(role == OWNER, 0.5, 1.0)
    deviation = rng.normal(0.0, world.member_spread, count)
    return Teams(agency, person, role, since // DAY * DAY, to, leaves, workload, deviation, start)


def truth_of_agencies(world: World, period: Period, teams: Teams, quality: Quality) -> Floats:
    """Return the true success of each agency per month: that of whoever is present, by their share of the work."""
    middle = (period.edges[:-1] + period.edges[1:]) // 2
    here = (teams.since[:, None] <= middle) & (middle < teams.to[:, None])
    here |= (teams.role == OWNER)[:, None]
    weight = teams.workload[:, None] * here
    if not teams.start.size:
        return np.zeros((0, world.months))
    share = np.add.reduceat(weight * teams.quality(world, quality), teams.start, axis=0)
    return np.asarray(share / np.add.reduceat(weight, teams.start, axis=0), dtype=np.float64)


def draw_workers(world: World, teams: Teams, agency: Ints, seconds: Ints) -> Ints:
    """Return the membership that does each contract: *agency* counts from 0, *seconds* is when it starts."""
    if not agency.size:
        return np.zeros(0, dtype=np.int64)
    rng = stream(world.seed, "workers")
    size = np.diff(np.append(teams.start, teams.agency.size))[agency]
    first = np.concatenate([[0], np.cumsum(size)[:-1]])
    contract = np.repeat(np.arange(agency.size), size)
    entry = np.repeat(teams.start[agency], size) + np.arange(contract.size) - first[contract]
    chance = np.log(teams.workload[entry]) + rng.gumbel(size=entry.size)
    able = teams.present(seconds[contract], entry) | (teams.role[entry] == OWNER)
    chance[~able] = -np.inf
    best = np.maximum.reduceat(chance, first)
    hit = np.flatnonzero(chance == best[contract])
    return np.asarray(entry[hit[np.searchsorted(contract[hit], np.arange(agency.size))]], dtype=np.int64)
