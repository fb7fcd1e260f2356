"""The imported violations, and a mark that changes when they do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fairnotice.facts.tables import VIOLATIONS
from fairnotice.kernel.fingerprint import fingerprint
from fairnotice.warehouse.home import Warehouse
from fairnotice.warehouse.snapshot import Snapshot

BATCH = 10_000
"""Rows fetched at a time."""


def violations_mark(snapshot: Snapshot) -> str:
    """Return what is equal as long as the imported violations are: a fingerprint of their content."""
    state = snapshot.state(VIOLATIONS.name)
    return fingerprint([state.rows, state.content])


def imported_violations(warehouse: Warehouse, snapshot: Snapshot) -> Iterator[dict[str, Any]]:
    """Yield each imported violation as its row, in order of their ids."""
    names = VIOLATIONS.names
    columns = ", ".join(f'"{name}"' for name in names)
    with warehouse.glance(snapshot, tables=[VIOLATIONS.name]) as connection:
        found = connection.execute(f"SELECT {columns} FROM violations ORDER BY violation_id")
        while rows := found.fetchmany(BATCH):
            for row in rows:
                yield dict(zip(names, row, strict=True))
