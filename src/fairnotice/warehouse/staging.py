"""Where an import is worked on: every row is read once, typed, and judged before any of them is loaded."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from fairnotice.facts.column import Table
from fairnotice.kernel.problem import BadInput, Problem
from fairnotice.warehouse.cells import staging_select
from fairnotice.warehouse.home import read_parquet, sql_text

MEMORY = "1600MB"
FAULT = 'STRUCT("column" VARCHAR, "value" VARCHAR, "expected" VARCHAR)'


@dataclass(frozen=True, slots=True)
class Input:
    """Rows for one table from one file: SQL with the columns of *types*, ``_row`` and ``_unreadable``."""

    label: str
    sql: str
    types: dict[str, str]
    """SQL type by column; a column of the table that is not here is NULL in every row."""


@dataclass(slots=True)
class Staging:
    """
    A connection, a folder to work in, and for each table what the steps of an import say of its rows.

    For a table T: view ``staged_T`` (every row that could be taken apart), table ``bad_T``
    (``_file, _row, _faults``), table ``repeated_T`` (``_file, _row``), view ``good_T`` (what is left).
    """

    connection: duckdb.DuckDBPyConnection
    folder: Path
    labels: list[str] = field(default_factory=list)
    """The label of each input; ``_file`` is a place in this list."""
    staged: list[str] = field(default_factory=list)
    """The tables that the import brings."""
    zoneless: dict[str, int] = field(default_factory=dict)
    """Rows by table whose instants came without a zone."""

    def close(self) -> None:
        """Let go of memory and of the folder."""
        self.connection.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def count(self, sql: str) -> int:
        """Return the single integer that *sql* answers."""
        row = self.connection.execute(sql).fetchone()
        return int(row[0] or 0) if row else 0

    def stage(self, table: Table, inputs: Sequence[Input]) -> None:
        """Read *inputs* into ``staged_T`` and note the rows that are bad in themselves in ``bad_T``."""
        folder = self.folder / table.name
        folder.mkdir(parents=True)
        name = table.name
        self.connection.execute(f"CREATE TABLE bad_{name} (_file INTEGER, _row BIGINT, _faults {FAULT}[])")
        self.connection.execute(f"CREATE TABLE repeated_{name} (_file INTEGER, _row BIGINT)")
        paths: list[str] = []
        for given in inputs:
            place = len(self.labels)
            self.labels.append(given.label)
            paths.append(str(folder / f"{place}.parquet"))
            select = staging_select(table, given.sql, given.types, file=place)
            self._forget_rejected()
            self._copy(select, paths[-1], given.label)
            self._take_rejected(name, place)
        self.connection.execute(f"CREATE VIEW staged_{name} AS SELECT * FROM {read_parquet(paths)}")
        self.connection.execute(
            f"INSERT INTO bad_{name} SELECT _file, _row, _faults FROM staged_{name} WHERE _faults IS NOT NULL"
        )
        self.zoneless[name] = self.count(f"SELECT count(*) FROM staged_{name} WHERE _zoneless")
        self.staged.append(name)
        self.judge(name)

    def judge(self, table: str) -> None:
        """Make ``good_T`` anew: the staged rows that are neither bad nor repeated by now."""
        good = f"SELECT * FROM staged_{table}"
        for verdict in ("bad", "repeated"):
            if self.count(f"SELECT count(*) FROM {verdict}_{table}"):
                good = f"SELECT * FROM ({good}) ANTI JOIN {verdict}_{table} USING (_file, _row)"
        self.connection.execute(f"CREATE OR REPLACE VIEW good_{table} AS {good}")

    def read(self, table: str) -> int:
        """Return how many rows of *table* the import brought, readable or not."""
        unreadable = self.count(f"SELECT count(*) FROM bad_{table} WHERE _row < 0")
        return unreadable + self.count(f"SELECT count(*) FROM staged_{table}")

    def _copy(self, select: str, path: str, label: str) -> None:
        """
        Write the rows of *select* to *path*.

        Raises:
            BadInput: the file broke off, or is not packed as its name says.
        """
        try:
            self.connection.execute(f"COPY ({select}) TO {sql_text(path)} (FORMAT parquet)")
        except (duckdb.IOException, duckdb.InvalidInputException, duckdb.SerializationException) as error:
            first = str(error).strip().splitlines()[0].rstrip(".")
            raise BadInput(
                [Problem(label, f"It cannot be read to its end: {first}.", "Copy or write the file again.")]
            ) from None

    def _forget_rejected(self) -> None:
        """Forget the lines that earlier readings could not take apart; each file's are taken once."""
        self.connection.execute("DROP TABLE IF EXISTS rejected; DROP TABLE IF EXISTS rejected_scans")

    def _take_rejected(self, table: str, place: int) -> None:
        """
        Note the lines that the CSV reader could not take apart as bad rows.

        They are known by minus their row; the rows behind them, counted without them, are put right
        by ``shifted``: for each of its rows with ``after`` below theirs they stand one further on.
        """
        self.connection.execute("CREATE TABLE IF NOT EXISTS shifted (_file INTEGER, after BIGINT)")
        if not self.count("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'rejected'"):
            return
        header = min(1, self.count("SELECT count(*) FROM rejected_scans WHERE has_header"))
        self.connection.execute(
            f"""
            INSERT INTO bad_{table}
            SELECT {place}, {header} - line::BIGINT, [{{'column': NULL, 'value': left(any_value(csv_line), 200),
                'expected': 'a row of this table: ' || rtrim(any_value(error_message), '.')}}]
            FROM rejected GROUP BY line;
            INSERT INTO shifted
            SELECT {place}, line::BIGINT - {header} - row_number() OVER (ORDER BY line)
            FROM (SELECT DISTINCT line FROM rejected);
            """
        )
        self._forget_rejected()


ROW_NUMBER = """
    CASE WHEN _row < 0 THEN -_row
         ELSE _row + (SELECT count(*) FROM shifted WHERE shifted._file = b._file AND shifted.after < b._row) END
"""
"""The SQL of a bad row's number in its file, over ``bad_T AS b``; 1 is the first row of data."""
