"""How a contract ended and what it cost; only the marketplace's record, not yet what the client said."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from fairnotice.lab import columns, places
from fairnotice.lab.chance import Flags, Ints, choose, stream
from fairnotice.lab.engagements import Engagements
from fairnotice.lab.period import Period
from fairnotice.lab.population import Population, client_ids
from fairnotice.lab.world import World

REASONS = (
    "completed",
    "client_ended",
    "provider_ended",
    "not_started",
    "dispute_client",
    "dispute_provider",
    "dispute_none",
    "platform",
)
COMPLETED, CLIENT, PROVIDER, NOT_STARTED, FOR_CLIENT, FOR_PROVIDER, FOR_NONE, PLATFORM = range(8)
AFTER_SUCCESS = np.array([0.927, 0.03, 0.01, 0.02, 0.0, 0.002, 0.001, 0.01])
AFTER_FAILURE = np.array([0.69, 0.20, 0.04, 0.02, 0.025, 0.01, 0.005, 0.01])
CATEGORIES = (
    "design",
    "web",
    "writing",
    "translation",
    "data",
    "video",
    "audio",
    "support",
    "marketing",
    "engineering",
)


@dataclass(frozen=True, slots=True)
class Endings:
    """One entry per contract, in the order of ``Engagements``."""

    known: Flags
    """Ended within the history; all others are still open."""
    reason: Ints
    """Index into ``REASONS``; meaningless while open."""
    charged: Ints
    """Minor units paid for work, so far."""
    agreed: Ints
    """Minor units the client put up."""
    currency: Ints
    """Index into ``places.CURRENCIES``: where the client lives."""
    ids: pa.Array

    @property
    def worked(self) -> Flags:
        """Say which contracts ended after some work."""
        return np.asarray(self.known & (self.reason != NOT_STARTED))


def draw_endings(world: World, period: Period, done: Engagements, client_place: Ints) -> Endings:
    """Return how each contract ended; the reason leans on whether the client was satisfied, the price does not."""
    rng = stream(world.seed, "endings")
    known = done.ended < period.ends
    reason = np.where(done.satisfied, choose(rng, AFTER_SUCCESS, done.size), choose(rng, AFTER_FAILURE, done.size))
    agreed = np.maximum(np.exp(rng.normal(10.3, 1.1, done.size)) / 500, 4).astype(np.int64) * 500
    part = np.where(done.satisfied | (reason == COMPLETED), 1.0, 0.5)
    so_far = np.clip((period.ends - done.started) / (done.ended - done.started), 0.0, 1.0) * done.hourly
    charged = np.floor(agreed * np.where(known, part, so_far) / 100).astype(np.int64) * 100
    charged[known & ((reason == NOT_STARTED) | (reason == FOR_CLIENT))] = 0
    ids = columns.ids("C", np.arange(1, done.size + 1), columns.width_for(done.size))
    return Endings(known, reason, charged, agreed, client_place[done.client], ids)


def contract_columns(world: World, population: Population, done: Engagements, endings: Endings) -> dict[str, pa.Array]:
    """Return the rows of ``contracts``."""
    rng = stream(world.seed, "categories")
    craft = rng.integers(0, len(CATEGORIES), world.accounts)[done.provider]
    other = rng.random(done.size) < 0.2  # noqa: PLR2004  one contract in five lies outside the account's own craft
    category = np.where(other, rng.integers(0, len(CATEGORIES), done.size), craft)
    reason = np.where(endings.known, endings.reason, len(REASONS))
    return {
        "contract_id": endings.ids,
        "client_id": client_ids(world).take(pa.array(done.client)),
        "provider_id": population.ids.take(pa.array(done.provider)),
        "worker_id": population.ids.take(pa.array(done.worker)),
        "category": columns.pick(CATEGORIES, category),
        "kind": columns.pick(("fixed", "hourly"), done.hourly.astype(np.int64)),
        "started_at": columns.instants(done.started),
        "ended_at": columns.instants(done.ended, ~endings.known),
        "end_reason": columns.pick([*REASONS, None], reason),
        "charged_minor": columns.numbers(endings.charged),
        "currency": columns.pick(places.CURRENCIES, endings.currency),
    }
