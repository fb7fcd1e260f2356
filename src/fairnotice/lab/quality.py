"""How good an account truly is, month by month: it drifts, a few turn bad overnight, some of the bad recover."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fairnotice.lab.chance import Flags, Floats, Ints, expit, logit, stream
from fairnotice.lab.world import World

KINDS = ("good", "middling", "bad")
NEVER = -1


@dataclass(frozen=True, slots=True)
class Quality:
    """True success probabilities, shape (accounts, months), and how they came about."""

    success: Floats
    born: Ints
    """Index into ``KINDS`` at the start."""
    turned: Ints
    """Month in which the account turned bad; -1 for never."""
    recovered: Ints
    """Month in which it became good again; -1 for never."""


def draw_quality(world: World, agency: Flags) -> Quality:
    """Return the qualities of all accounts; *agency* flags those to which the agencies' shares apply."""
    rng = stream(world.seed, "quality")
    count, months = agency.size, world.months
    born, turns = _fates(world, agency, rng)
    level = np.select([born == n for n in range(3)], [rng.beta(*shape, count) for shape in _shapes(world)])
    turned = np.where(turns, rng.integers(1, max(months, 2), count), NEVER)
    wrong_from = np.where(born == KINDS.index("bad"), 0, turned)
    recovers = (wrong_from >= 0) & (rng.random(count) < world.recovering_share)
    later = wrong_from + 1 + (rng.random(count) * (months - wrong_from - 1)).astype(np.int64)
    recovered = np.where(recovers & (later < months), later, NEVER)
    month = np.arange(months)
    walk = np.cumsum(rng.normal(0.0, world.drift, (count, months)), axis=1)
    base = np.repeat(logit(level)[:, None], months, axis=1)
    fallen = (turned[:, None] >= 0) & (month >= turned[:, None])
    base = np.where(fallen, logit(rng.beta(*world.bad, count))[:, None], base)
    healed = (recovered[:, None] >= 0) & (month >= recovered[:, None])
    base = np.where(healed, logit(rng.beta(*world.good, count))[:, None], base)
    success = np.clip(expit(base + walk), max(world.floor, 1e-3), 1 - 1e-3)
    return Quality(success, born.astype(np.int64), turned.astype(np.int64), recovered.astype(np.int64))


def _fates(world: World, agency: Flags, rng: np.random.Generator) -> tuple[Ints, Flags]:
    """Return with which quality each account begins, and whether it turns bad."""
    both = world.bad_share + world.turning_share
    scale = 1.0 if world.agency_bad_share is None else world.agency_bad_share / both if both else 0.0
    factor = np.where(agency, scale, 1.0)
    bad, turning = world.bad_share * factor, world.turning_share * factor
    luck = rng.random(agency.size)
    born = np.where(luck < bad, 2, np.where(luck < bad + world.middling_share, 1, 0))
    return born.astype(np.int64), (born != KINDS.index("bad")) & (rng.random(agency.size) < turning)


def _shapes(world: World) -> tuple[tuple[float, float], ...]:
    """Return the beta of each of ``KINDS``."""
    return world.good, world.middling, world.bad


@dataclass(frozen=True, slots=True)
class Tempers:
    """
    What clients add to or take off the logit of success.

    ``leaning`` maps a quality to the logit at which the average over all clients
    and pairs equals that quality, so that the truth is meant for these clients.
    """

    effect: Floats
    harsh: Flags
    grid: Floats
    average: Floats

    def leaning(self, quality: Floats) -> Floats:
        """Return the logit whose success, averaged over the clients, is *quality*."""
        return np.interp(quality, self.average, self.grid)


def draw_tempers(world: World) -> Tempers:
    """Return the effect of each client, a few of them harsh with everybody."""
    rng = stream(world.seed, "tempers")
    harsh = rng.random(world.clients) < world.harsh_share
    effect = rng.normal(0.0, world.client_spread, world.clients) - world.harsh_by * harsh
    nodes, weights = np.polynomial.hermite_e.hermegauss(48)
    spread = float(np.hypot(world.client_spread, world.pair_spread))
    grid = np.linspace(-12.0, 12.0, 2401)
    mild, hard = (
        expit(grid[:, None] + spread * nodes - shift) @ weights / weights.sum() for shift in (0.0, world.harsh_by)
    )
    return Tempers(effect, harsh, grid, (1 - world.harsh_share) * mild + world.harsh_share * hard)


def pair_effects(world: World, pair: Ints) -> Floats:
    """Return for each contract how its account and client suit each other; equal *pair* numbers share it."""
    distinct, inverse = np.unique(pair, return_inverse=True)
    return stream(world.seed, "pairs").normal(0.0, world.pair_spread, distinct.size)[inverse]


def recent(success: Floats, months: int = 6) -> Floats:
    """Return for each month the mean of it and up to *months* - 1 before it."""
    total = np.cumsum(success, axis=1)
    before = np.zeros_like(total)
    before[:, months:] = total[:, :-months]
    return np.asarray((total - before) / np.minimum(np.arange(1, success.shape[1] + 1), months), dtype=np.float64)
