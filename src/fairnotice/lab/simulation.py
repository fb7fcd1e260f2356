"""A marketplace that never was, written as the facts it would report, beside the truth it could not know."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from fairnotice.lab import places
from fairnotice.lab.chance import choose, stream
from fairnotice.lab.endings import contract_columns, draw_endings
from fairnotice.lab.engagements import draw_engagements
from fairnotice.lab.happenings import post_columns, violation_columns
from fairnotice.lab.opinions import draw_opinions, feedback_columns
from fairnotice.lab.payments import payment_columns
from fairnotice.lab.period import Period
from fairnotice.lab.population import account_columns, client_columns, draw_population
from fairnotice.lab.quality import draw_quality, draw_tempers
from fairnotice.lab.teams import draw_teams, truth_of_agencies
from fairnotice.lab.truth import client_truth_columns, truth_columns
from fairnotice.lab.world import World

FACTS = ("accounts", "memberships", "contracts", "feedback", "payments", "violations", "posts")
"""The import tables, in the order in which they refer to each other."""
TRUTHS = ("truth", "truth_clients")
TABLES = (*FACTS, *TRUTHS)
ROW_GROUP = 250_000


@dataclass(frozen=True, slots=True)
class Written:
    """One table on disk."""

    table: str
    path: Path
    rows: int


def simulate(world: World, tables: tuple[str, ...] = TABLES) -> Iterator[tuple[str, pa.Table]]:
    """
    Yield the *tables* of *world* one by one, each drawn from its own stream of chance.

    The same world gives the same tables, and leaving one out changes no other.
    """
    period = Period.of(world.months, world.until)
    population = draw_population(world, period)
    quality, tempers = draw_quality(world, population.agency), draw_tempers(world)
    teams = draw_teams(world, period, population)
    done = draw_engagements(world, period, population, teams, quality, tempers)
    place = choose(stream(world.seed, "client places"), places.SHARES, world.clients)
    endings = draw_endings(world, period, done, place)

    def accounts() -> Mapping[str, pa.Array]:
        own, clients = account_columns(world, population), client_columns(world, period, place)
        return {name: pa.chunked_array([*_chunks(own[name]), *_chunks(clients[name])]) for name in own}

    def feedback() -> Mapping[str, pa.Array]:
        opinions = draw_opinions(world, period, done, endings, tempers.harsh)
        return feedback_columns(world, period, opinions, endings)

    def truth() -> Mapping[str, pa.Array]:
        own = quality.success[: world.freelancers]
        success = np.vstack([own, truth_of_agencies(world, period, teams, quality)])
        return truth_columns(world, period, population, quality, success, done)

    makers: dict[str, Callable[[], Mapping[str, pa.Array]]] = {
        "accounts": accounts,
        "memberships": lambda: teams.columns(population),
        "contracts": lambda: contract_columns(world, population, done, endings),
        "feedback": feedback,
        "payments": lambda: payment_columns(world, period, done, endings),
        "violations": lambda: violation_columns(world, period, population),
        "posts": lambda: post_columns(world, period, done),
        "truth": truth,
        "truth_clients": lambda: client_truth_columns(world, tempers),
    }
    for name in tables:
        yield name, pa.table(dict(makers[name]()))


def write_marketplace(world: World, into: Path, tables: tuple[str, ...] = TABLES) -> Iterator[Written]:
    """Write the *tables* of *world* as Parquet files into the folder *into*, telling of each as it is done."""
    into.mkdir(parents=True, exist_ok=True)
    for name, table in simulate(world, tables):
        path = into / f"{name}.parquet"
        pq.write_table(table, path, compression="zstd", row_group_size=ROW_GROUP)
        yield Written(name, path, table.num_rows)


def _chunks(column: pa.Array | pa.ChunkedArray) -> list[pa.Array]:
    """Return the pieces of a column."""
    return list(column.chunks) if isinstance(column, pa.ChunkedArray) else [column]
