"""What clients and providers say of each other: stars, a recommendation, a sentence, sometimes taken back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from fairnotice.lab import columns
from fairnotice.lab.chance import Flags, Ints, choose, stream
from fairnotice.lab.endings import Endings
from fairnotice.lab.engagements import Engagements
from fairnotice.lab.period import DAY, Period
from fairnotice.lab.world import World

PRAISE = (
    "Good work, on time.",
    "Clear questions, then exactly what we asked for.",
    "Quick answers and a clean hand-over.",
    "Better than the brief.",
    "We will come back with the next project.",
    "Careful with the details.",
    "Easy to work with.",
    "Everything worked on the first day.",
)
COMPLAINTS = (
    "Delivered ten days late.",
    "Half of what was agreed is missing.",
    "Several messages were never answered.",
    "We had to redo most of it ourselves.",
    "It stopped working after a week.",
    "The brief was not read.",
    "The second half was done in a hurry.",
    "The files could not be opened.",
)
ON_CLIENTS = ("Paid on time.", "Knew what they wanted.", "The brief changed halfway.", "Slow to answer.")
STARS_WHEN_GOOD = np.array([0.0, 0.0, 0.0, 0.22, 0.78])
STARS_WHEN_NOT = np.array([0.35, 0.30, 0.35, 0.0, 0.0])
PROVIDERS_WHO_SPEAK = 0.5
RECOMMEND = 0.6
"""Of clients' feedback, the part with a number from 0 to 10 beside the stars."""
ONLY_RECOMMEND = 0.03
TAKEN_BACK = 0.008


@dataclass(frozen=True, slots=True)
class Opinions:
    """Who said something about which contract; one entry per feedback, clients' before providers'."""

    contract: Ints
    """Index into ``Engagements``."""
    by_client: Flags
    good: Flags
    submitted: Ints


def draw_opinions(world: World, period: Period, done: Engagements, endings: Endings, harsh: Flags) -> Opinions:
    """Return who says something: clients more often when they are satisfied, everybody within six weeks."""
    rng = stream(world.seed, "opinions")
    told = np.where(done.satisfied, world.feedback_when_satisfied, world.feedback_when_not)
    by_client = np.flatnonzero(endings.worked & (rng.random(done.size) < told))
    by_provider = np.flatnonzero(endings.worked & (rng.random(done.size) < PROVIDERS_WHO_SPEAK))
    contract = np.concatenate([by_client, by_provider])
    says_client = np.arange(contract.size) < by_client.size
    pleased = rng.random(contract.size) < np.where(harsh[done.client[contract]], 0.7, 0.96)
    delay = np.minimum(np.exp(rng.normal(0.7, 1.0, contract.size)), 40.0) * DAY
    submitted = done.ended[contract] + delay.astype(np.int64)
    good = np.where(says_client, done.satisfied[contract], pleased)
    heard = submitted < period.ends
    return Opinions(contract[heard], says_client[heard], good[heard], submitted[heard])


def feedback_columns(world: World, period: Period, opinions: Opinions, endings: Endings) -> dict[str, pa.Array]:
    """Return the rows of ``feedback``, oldest first; stars, recommendation and sentence agree with each other."""
    rng = stream(world.seed, "feedback")
    order = np.argsort(opinions.submitted, kind="stable")
    contract, submitted = opinions.contract[order], opinions.submitted[order]
    by_client, good = opinions.by_client[order], opinions.good[order]
    count = order.size
    stars = 1 + np.where(good, choose(rng, STARS_WHEN_GOOD, count), choose(rng, STARS_WHEN_NOT, count))
    recommend = np.where(good, rng.integers(8, 11, count), rng.integers(0, 6, count))
    only_recommend = by_client & (rng.random(count) < ONLY_RECOMMEND)
    has_recommend = only_recommend | (by_client & (rng.random(count) < RECOMMEND))
    withdrawn_at = submitted + 1 + (rng.random(count) * 30 * DAY).astype(np.int64)
    withdrawn = by_client & (rng.random(count) < TAKEN_BACK) & (withdrawn_at < period.ends)
    return {
        "feedback_id": columns.ids("B", np.arange(1, count + 1), columns.width_for(count)),
        "contract_id": endings.ids.take(pa.array(contract)),
        "by": columns.pick(("provider", "client"), by_client.astype(np.int64)),
        "stars": columns.numbers(stars, only_recommend),
        "recommend": columns.numbers(recommend, ~has_recommend),
        "submitted_at": columns.instants(submitted),
        "withdrawn_at": columns.instants(withdrawn_at, ~withdrawn),
        "comment": columns.pick(SENTENCES, _sentences(rng, by_client, good)),
    }


SENTENCES: list[str | None] = [*PRAISE, *COMPLAINTS, *ON_CLIENTS, None]


def _sentences(rng: np.random.Generator, by_client: Flags, good: Flags) -> Ints:
    """Return which of ``SENTENCES`` each feedback carries; most say nothing in words."""
    count = by_client.size
    silent = rng.random(count) >= np.where(good, 0.3, 0.6)
    praise = rng.integers(0, len(PRAISE), count)
    complaint = len(PRAISE) + rng.integers(0, len(COMPLAINTS), count)
    half = len(ON_CLIENTS) // 2
    on_client = len(PRAISE) + len(COMPLAINTS) + rng.integers(0, half, count) + np.where(good, 0, half)
    said = np.where(by_client, np.where(good, praise, complaint), on_client)
    return np.where(silent, len(SENTENCES) - 1, said).astype(np.int64)
