"""Files as a marketplace would drop them, written from short lines."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fairnotice.facts.tables import TABLES
from fairnotice.warehouse.home import Warehouse
from fairnotice.warehouse.importing import import_facts
from fairnotice.warehouse.report import ImportReport
from fairnotice.warehouse.snapshot import Snapshot

NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
ACCOUNTS = ("k1 client", "k2 client", "f1 freelancer", "f2 freelancer", "a1 agency")
Row = Mapping[str, object]


def accounts(*lines: str) -> list[Row]:
    """Return rows of accounts from lines such as ``k1 client``."""
    return [dict(zip(("account_id", "kind"), line.split(), strict=True)) for line in lines or ACCOUNTS]


def contract(contract_id: str, client_id: str = "k1", provider_id: str = "f1", **cells: object) -> Row:
    """Return a contract that ended well; *cells* say otherwise."""
    return {
        "contract_id": contract_id,
        "client_id": client_id,
        "provider_id": provider_id,
        "started_at": "2026-01-05T09:00:00Z",
        "ended_at": "2026-02-05T09:00:00Z",
        "end_reason": "completed",
        **cells,
    }


def feedback(feedback_id: str, contract_id: str, **cells: object) -> Row:
    """Return a client's five stars; *cells* say otherwise."""
    return {
        "feedback_id": feedback_id,
        "contract_id": contract_id,
        "by": "client",
        "stars": 5,
        "submitted_at": "2026-02-06T09:00:00Z",
        **cells,
    }


def write(
    folder: Path,
    *,
    form: str = "csv",
    part: str = "",
    tables: Mapping[str, Sequence[Row]] | None = None,
    **more: Sequence[Row],
) -> Path:
    """Write *tables* and *more* to *folder* as CSV or JSON Lines and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for table, rows in {**(tables or {}), **more}.items():
        path = folder / f"{table}{part}.{form}"
        names = [name for name in TABLES[table].names if any(name in row for row in rows)]
        extra = [name for row in rows for name in row if name not in names]
        with path.open("w", encoding="utf-8", newline="") as file:
            if form == "jsonl":
                file.writelines(json.dumps(dict(row), default=str) + "\n" for row in rows)
                continue
            writer = csv.DictWriter(file, [*names, *dict.fromkeys(extra)])
            writer.writeheader()
            writer.writerows(rows)
    return folder


def bring(warehouse: Warehouse, *paths: Path, **options: Any) -> ImportReport:
    """Import *paths*."""
    return import_facts(warehouse, list(paths), now=NOW, **options)


def rows_of(warehouse: Warehouse, table: str, snapshot: Snapshot | None = None) -> list[dict[str, Any]]:
    """Return the rows of *table* in a snapshot (the newest), in order of their keys."""
    with warehouse.connect(snapshot or warehouse.snapshot()) as connection:
        answer = connection.execute(f"SELECT * FROM {table} ORDER BY ALL")  # noqa: S608  one of our own tables
        names = [column[0] for column in answer.description or []]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


def counts(report: ImportReport, table: str) -> dict[str, int]:
    """Return what the report counts of *table*, without zeros."""
    found = next(entry for entry in report.tables if entry.table == table)
    names = ("loaded", "replaced", "unchanged", "repeated", "quarantined")
    return {name: getattr(found, name) for name in names if getattr(found, name)}
