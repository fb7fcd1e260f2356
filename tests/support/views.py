"""A warehouse whose tables are files read as they are: for tests of looks alone, without an import."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from fairnotice.facts.tables import TABLES
from fairnotice.kernel.fingerprint import fingerprint
from fairnotice.warehouse.home import Warehouse, empty_select, sql_text, sql_type
from fairnotice.warehouse.snapshot import Snapshot, TableState


@dataclass(frozen=True, slots=True)
class FileWarehouse(Warehouse):
    """Serves ``<table>.csv`` of a folder under the columns and types of the warehouse."""

    counts: Mapping[str, int] = field(default_factory=dict)

    def snapshot(self, number: int | None = None) -> Snapshot:
        tables = {name: TableState(0, count, count, ()) for name, count in self.counts.items()}
        return Snapshot(1, f"s1-{fingerprint(dict(self.counts))[:8]}", {}, tables)

    def connect(
        self, snapshot: Snapshot, *, accounts: tuple[str, str] | None = None, memory: str = "2GB"
    ) -> duckdb.DuckDBPyConnection:
        connection = duckdb.connect()
        connection.execute(f"SET TimeZone = 'UTC'; SET memory_limit = '{memory}'")
        for table in TABLES.values():
            path = self.root / f"{table.name}.csv"
            if not path.exists():
                connection.execute(f"CREATE VIEW {table.name} AS {empty_select(table)}")
                continue
            given = [f'CAST(t."{c.name}" AS {sql_type(table, c.name)}) AS "{c.name}"' for c in table.columns]
            source = f"read_csv({sql_text(str(path))}, all_varchar = true, nullstr = '') AS t"
            if table.derived:
                contracts = f"read_csv({sql_text(str(self.root / 'contracts.csv'))}, all_varchar = true)"
                given += ["c.provider_id", "c.client_id"]
                source += f" JOIN {contracts} AS c ON c.contract_id = t.contract_id"
            where = ""
            if accounts is not None and "provider_id" in (*table.stored,):
                where = f" WHERE provider_id BETWEEN {sql_text(accounts[0])} AND {sql_text(accounts[1])}"
            instants = ", ".join(given).replace(" AS TIMESTAMP)", " AS TIMESTAMPTZ)::TIMESTAMP")
            connection.execute(f"CREATE TABLE {table.name} AS SELECT {instants} FROM {source}{where}")  # noqa: S608  tests only
        return connection

    def glance(
        self, snapshot: Snapshot, *, tables: Iterable[str], accounts: tuple[str, str] | None = None
    ) -> duckdb.DuckDBPyConnection:
        return self.connect(snapshot, accounts=accounts)


def file_warehouse(folder: Path) -> FileWarehouse:
    """Return a warehouse over the CSV files in *folder*."""
    counts = {
        table: len(path.read_text(encoding="utf-8").splitlines()) - 1
        for table in TABLES
        if (path := folder / f"{table}.csv").exists()
    }
    return FileWarehouse(folder, counts)
