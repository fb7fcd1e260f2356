"""The people of the agency that `an_explanation` tells of, laid straight into a home's warehouse."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zlib import crc32

import duckdb

from fairnotice.facts.tables import TABLES
from fairnotice.warehouse.home import Warehouse, empty_select
from fairnotice.warehouse.snapshot import DataFile, TableState, snapshot_of, write_snapshot

IMPORTED_AT = datetime(2026, 11, 1, tzinfo=UTC)


def an_agency(
    home: Path, *, agency_id: str = "agency-1", managers: int = 1, members: int = 3, zone: str = "Europe/Lisbon"
) -> Warehouse:
    """Lay an agency with its people into the home's warehouse, without the cost of an import."""
    people = [f"manager-{number}" for number in range(managers)] + [f"member-{number}" for number in range(members)]
    accounts: list[dict[str, object]] = [{"account_id": agency_id, "kind": "agency", "name": "Quillfern Studio"}]
    accounts += [
        {
            "account_id": person,
            "kind": "freelancer",
            "name": person.replace("-", " ").title(),
            "email": f"{person}@people.example",
            "country": "PT",
            "timezone": zone,
        }
        for person in people
    ]
    roles = dict.fromkeys(people, "member") | {f"manager-{n}": "manager" for n in range(managers)}
    if managers:
        roles["manager-0"] = "owner"
    memberships: list[dict[str, object]] = [
        {"agency_id": agency_id, "person_id": person, "role": roles[person], "from_on": "2023-01-02"}
        for person in people
    ]
    return lay(home, accounts=accounts, memberships=memberships)


def lay(home: Path, **tables: list[dict[str, object]]) -> Warehouse:
    """Write rows as one file per table, and the manifest that makes them a snapshot."""
    warehouse = Warehouse.of_home(home)
    states = {}
    for name, rows in tables.items():
        folder = warehouse.table_path(name)
        folder.mkdir(parents=True, exist_ok=True)
        with duckdb.connect() as connection:
            connection.execute(f"CREATE TABLE t AS {empty_select(TABLES[name])}")
            for row in rows:
                columns = ", ".join(row)
                marks = ", ".join("?" for _ in row)
                connection.execute(f"INSERT INTO t ({columns}) VALUES ({marks})", list(row.values()))  # noqa: S608  our own
            connection.execute(f"COPY t TO '{folder / 'all.parquet'}' (FORMAT parquet)")
        content = crc32(repr(rows).encode())
        states[name] = TableState(0, len(rows), content, (DataFile("all.parquet", len(rows), 1, "", "\uffff"),))
    number = warehouse.snapshot().number + 1
    write_snapshot(warehouse.snapshots, snapshot_of(number, states, imported_at=IMPORTED_AT), imported_at=IMPORTED_AT)
    return warehouse
