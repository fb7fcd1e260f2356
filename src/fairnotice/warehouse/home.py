"""The warehouse keeps a marketplace's facts: every version of them, each readable for ever."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from fairnotice.facts.column import Kind, Table
from fairnotice.facts.tables import TABLES
from fairnotice.warehouse.corrections import corrected_in
from fairnotice.warehouse.snapshot import DataFile, Snapshot, latest_number, read_snapshot

if TYPE_CHECKING:
    import duckdb

SQL_TYPES: dict[Kind, str] = {Kind.INTEGER: "BIGINT", Kind.INSTANT: "TIMESTAMP", Kind.DATE: "DATE"}
"""How kinds of cell lie at rest; every other kind is VARCHAR. Instants are naive UTC."""
MEMORY_LIMIT = "2GB"
OWNERS = {"contracts": "provider_id", "feedback": "provider_id", "payments": "provider_id", "posts": "client_id"}
"""Whose rows they are, of tables that are sorted by it first."""


@dataclass(frozen=True, slots=True)
class Warehouse:
    """A folder of Delta tables and the manifests of the snapshots that were taken of them."""

    root: Path

    @classmethod
    def at(cls, root: Path) -> Warehouse:
        """Return the warehouse whose folder is *root*, whether it exists yet or not."""
        return cls(root.absolute())

    @classmethod
    def of_home(cls, home: Path) -> Warehouse:
        """Return the warehouse of the state folder *home*."""
        return cls.at(home / "warehouse")

    @property
    def snapshots(self) -> Path:
        """Return the folder of manifests, one for each snapshot."""
        return self.root / "snapshots"

    def table_path(self, table: str) -> Path:
        """Return the folder of the Delta table *table*."""
        return self.root / "tables" / table

    def snapshot(self, number: int | None = None) -> Snapshot:
        """
        Return snapshot *number*, or the newest; number 0 is the empty warehouse.

        Raises:
            NoSuchSnapshot: it was never taken.
        """
        return read_snapshot(self.snapshots, latest_number(self.snapshots) if number is None else number)

    def connect(
        self, snapshot: Snapshot, *, accounts: tuple[str, str] | None = None, memory: str = MEMORY_LIMIT
    ) -> duckdb.DuckDBPyConnection:
        """
        Return an in-memory connection with a view for each import table as *snapshot* holds it.

        Instants are naive UTC timestamps, ids text; a table without rows is an empty view with
        the same columns. ``feedback`` and ``payments`` have their contract's provider_id and
        client_id as well. With *accounts*, an inclusive range of ids, the views ``contracts``, ``feedback`` and
        ``payments`` hold what was done by those accounts only, and ``posts`` what they posted; only the files of
        that range are opened.
        """
        import duckdb  # noqa: PLC0415  the engine has no place in a web worker's start-up

        connection = duckdb.connect()
        connection.execute(f"SET TimeZone = 'UTC'; SET memory_limit = '{memory}'; SET enable_progress_bar = false")
        for table in TABLES.values():
            connection.execute(f"CREATE VIEW {table.name} AS {self.select(snapshot, table.name, accounts)}")
        return connection

    def glance(
        self, snapshot: Snapshot, *, tables: Iterable[str], accounts: tuple[str, str] | None = None
    ) -> duckdb.DuckDBPyConnection:
        """
        Return a connection for one small question: only *tables* are there, and it opens in about a millisecond.

        It shares one engine with the other glances of this process; the views are its own.
        """
        connection = _shared_engine().cursor()
        for name in tables:
            connection.execute(f"CREATE TEMP VIEW {name} AS {self.select(snapshot, name, accounts)}")
        return connection

    def select(self, snapshot: Snapshot, name: str, accounts: tuple[str, str] | None = None) -> str:
        """Return the query of the table *name* as *snapshot* holds it, cut to *accounts* as ``connect`` cuts."""
        table = TABLES[name]
        files: Iterable[DataFile] = snapshot.state(name).files
        where = ""
        if accounts is not None and name in OWNERS:
            low, high = accounts
            files = [file for file in files if file.low <= high and file.high >= low]
            where = f" WHERE {OWNERS[name]} BETWEEN {sql_text(low)} AND {sql_text(high)}"
        paths = [str(self.table_path(name) / file.path) for file in files]
        if not paths:
            return empty_select(table)
        left_out = corrected_in(self.root, snapshot.number) if name == "contracts" else ()
        columns = ", ".join(_column(column, left_out) for column in table.stored)
        return f"SELECT {columns} FROM {read_parquet(paths)}{where}"


def _column(name: str, left_out: tuple[str, ...]) -> str:
    """Return a stored column; a contract that was corrected ended by a step of ours, which counts against nobody."""
    if name != "end_reason" or not left_out:
        return f'"{name}"'
    ids = ", ".join(sql_text(each) for each in left_out)
    return f'CASE WHEN "contract_id" IN ({ids}) THEN \'platform\' ELSE "end_reason" END AS "end_reason"'


@cache
def _shared_engine() -> duckdb.DuckDBPyConnection:
    """
    Return the engine that answers this process's small questions; starting one takes twenty milliseconds.

    It keeps what it read of how each file is laid out (under a megabyte of the largest), and reads that anew where a
    file's time has changed.
    """
    import duckdb  # noqa: PLC0415  the engine has no place in a web worker's start-up

    engine = duckdb.connect()
    engine.execute(f"SET GLOBAL TimeZone = 'UTC'; SET memory_limit = '{MEMORY_LIMIT}'; SET threads = 2")
    engine.execute("SET GLOBAL parquet_metadata_cache = true")
    return engine


def account_ranges(warehouse: Warehouse, snapshot: Snapshot, parts: int) -> list[tuple[str, str]]:
    """
    Return at most *parts* inclusive ranges of provider ids with about equally many contracts.

    Together they hold every provider of *snapshot* that has a contract, each in one range.
    """
    with warehouse.connect(snapshot) as connection:
        rows = connection.execute(
            """
            WITH provider AS (SELECT provider_id, count(*) AS contracts FROM contracts GROUP BY provider_id),
            placed AS (
                SELECT provider_id, ($parts * (sum(contracts) OVER (ORDER BY provider_id) - contracts)) //
                    sum(contracts) OVER () AS part
                FROM provider
            )
            SELECT min(provider_id), max(provider_id) FROM placed GROUP BY part ORDER BY part
            """,
            {"parts": parts},
        ).fetchall()
    return [(low, high) for low, high in rows]


def empty_select(table: Table) -> str:
    """Return a SELECT that has the columns of *table* at rest and no rows."""
    columns = ", ".join(f'NULL::{sql_type(table, name)} AS "{name}"' for name in table.stored)
    return f"SELECT {columns} WHERE false"


def sql_type(table: Table, column: str) -> str:
    """Return the SQL type at rest of a column of *table*; derived columns are ids."""
    if column in table.derived:
        return "VARCHAR"
    return SQL_TYPES.get(table.column(column).kind, "VARCHAR")


def sql_text(value: str) -> str:
    """Return *value* as an SQL literal."""
    return "'" + value.replace("'", "''") + "'"


def read_parquet(paths: Iterable[str]) -> str:
    """Return the table function that reads the Parquet files at *paths*, whose names are taken as they are."""
    return f"read_parquet([{', '.join(sql_text(path) for path in paths)}], hive_partitioning = false)"
