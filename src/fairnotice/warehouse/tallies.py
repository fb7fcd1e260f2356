"""Second pass of a look: the tallies at rest as values that evaluation understands, whole numbers only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow.parquet as pq

from fairnotice.evaluation.appraisal import Previous
from fairnotice.evaluation.tally import (
    AccountCounts,
    ClientTallies,
    FirstOutcomes,
    Ints,
    PairTallies,
    RangeTallies,
    StrictnessTallies,
)
from fairnotice.warehouse.gathering import TALLIES, Gathered
from fairnotice.warehouse.home import read_parquet, sql_text
from fairnotice.warehouse.look import ACCOUNTS_FILE
from fairnotice.warehouse.statements import ask, filled, words

ROW_GROUP = 20_480
BATCH = 10 * ROW_GROUP
SAMPLE = 20_000
"""Accounts from which the drift is learned."""


@dataclass(frozen=True, slots=True)
class TallyReader:
    """Reads the tallies of one look back, range by range."""

    gathered: Gathered
    connection: duckdb.DuckDBPyConnection

    def strictness(self) -> StrictnessTallies:
        """Return how strict the clients of the whole marketplace are."""
        n, k, count = _columns(ask(self.connection, filled("strictness"), {}), 3)
        return StrictnessTallies(n=n, k=k, count=count)

    def sample(self, kinds: tuple[str, ...]) -> RangeTallies:
        """Return the tallies of accounts of *kinds* chosen by a hash of their id."""
        self._view(None)
        chosen = filled("sample", kinds=words(kinds)).replace("$size", str(SAMPLE))
        return self._tallies(chosen)

    def part(self, part: int, kinds: tuple[str, ...]) -> RangeTallies:
        """Return the tallies of all measured accounts of *kinds* in range *part*."""
        self._view(part)
        return self._tallies(f"SELECT account_id, contracts FROM measured WHERE kind IN ({words(kinds)})")

    def previous(self, directory: Path | None, accounts: int) -> Previous:
        """Return what the look in *directory* carried on about the accounts read last, in their order."""
        if directory is None:
            return Previous.none(accounts)
        earlier = read_parquet([str(directory / ACCOUNTS_FILE)])
        found = self.connection.execute(filled("previous", previous=earlier)).fetchnumpy()
        return Previous(v=np.asarray(found["v"], dtype=np.float64))

    def names(self, part: int) -> list[tuple[str, str, str]]:
        """Return (account_id, kind, name) of all measured accounts in range *part*, by id."""
        self._view(part)
        return self.connection.execute("SELECT account_id, kind, name FROM measured ORDER BY account_id").fetchall()

    def write_standing(self, target: Path, *, accounts: str) -> None:
        """
        Write each account's clients with how they rate everybody to the file *target*, sorted by account.

        *accounts* is a query of all accounts, for the clients' names.
        """
        self._view(None)
        self.connection.execute(f"CREATE OR REPLACE VIEW accounts AS {accounts}")
        batches: Any = self.connection.sql(filled("standing")).to_arrow_reader(BATCH)
        with pq.ParquetWriter(target, batches.schema, compression="zstd") as writer:
            for batch in batches:
                writer.write_batch(batch, row_group_size=ROW_GROUP)

    def _view(self, part: int | None) -> None:
        """Let the tables mean range *part*, or all ranges."""
        for tally in TALLIES:
            files = read_parquet(self.gathered.files(tally, part))
            self.connection.execute(f"CREATE OR REPLACE VIEW {tally} AS SELECT * FROM {files}")

    def _tallies(self, chosen: str) -> RangeTallies:
        """Return the tallies of the accounts that the query *chosen* names."""
        self._make("chosen_account", filled("chosen_accounts", chosen=chosen))
        self._make("chosen_first", filled("chosen_first"))
        self._make("chosen_client", filled("chosen_clients"))
        accounts = self.connection.execute(
            "SELECT account_id, contracts FROM chosen_account ORDER BY number"
        ).fetchall()
        clients = self.connection.execute("SELECT client_id FROM chosen_client ORDER BY number").fetchall()
        pairs = _columns(self.connection.execute(filled("pair_rows")), 8)
        first = _columns(self.connection.execute(filled("first_rows")), 3)
        totals = _columns(self.connection.execute(filled("client_rows")), 2)
        return RangeTallies(
            pairs=PairTallies(tuple(row[0] for row in accounts), tuple(row[0] for row in clients), *pairs),
            counts=AccountCounts(contracts=np.array([row[1] for row in accounts], dtype=np.int64)),
            first=FirstOutcomes(*first),
            clients=ClientTallies(*totals),
        )

    def _make(self, table: str, sql: str) -> None:
        self.connection.execute(f"CREATE OR REPLACE TEMP TABLE {table} AS {sql}")


@contextmanager
def reading(gathered: Gathered) -> Iterator[TallyReader]:
    """Open the tallies of *gathered*; the totals of every client are added up once."""
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'; SET enable_progress_bar = false; SET memory_limit = '2GB'")
        spill = gathered.folder / "spill"
        connection.execute(f"SET temp_directory = {sql_text(str(spill))}")
        reader = TallyReader(gathered, connection)
        reader._view(None)  # noqa: SLF001  the reader's own maker
        ask(connection, filled("clients"), {}, into="client_totals")
        yield reader


def _columns(asked: Any, count: int) -> list[Ints]:  # noqa: ANN401  DuckDB's cursor
    """Return the columns of an answer as 64-bit integers."""
    found = asked.fetchnumpy()
    columns = [np.asarray(values, dtype=np.int64) for values in found.values()]
    if len(columns) != count:
        raise AssertionError(f"{count} columns expected, not {len(columns)}")
    return columns
