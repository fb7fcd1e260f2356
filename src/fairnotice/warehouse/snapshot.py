"""A snapshot names the exact version of every table, so that a result can be computed again from the same facts."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, ClassVar

from fairnotice.facts.tables import TABLES
from fairnotice.kernel.fingerprint import fingerprint
from fairnotice.kernel.refusal import Refusal

SIXTY_FOUR_BITS = 1 << 64


class NoSuchSnapshot(Refusal):
    """Refuse a snapshot that was never taken."""

    code: ClassVar[str] = "no_such_snapshot"

    def __init__(self, number: int) -> None:
        super().__init__(f"There is no snapshot {number}.")
        self.number = number


@dataclass(frozen=True, slots=True)
class DataFile:
    """One Parquet file of a table, with the range of its first sort column."""

    path: str
    """Relative to the table's folder."""
    rows: int
    size: int
    """Bytes."""
    low: str
    high: str
    """Least and greatest value of the column that the table is sorted by first, inclusive."""


@dataclass(frozen=True, slots=True)
class TableState:
    """One table as a snapshot holds it."""

    version: int
    """Version of the Delta table; -1 while nothing was ever imported."""
    rows: int
    content: int
    """Sum of the hashes of all rows, modulo 2^64: the order of rows and imports does not matter."""
    files: tuple[DataFile, ...]


EMPTY = TableState(version=-1, rows=0, content=0, files=())


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The warehouse as one import left it; number 0 is the empty warehouse."""

    number: int
    id: str
    """Short name that depends on the content, such as ``s12-9c41e07a``."""
    versions: Mapping[str, int]
    """Version of the Delta table by table; tables without rows are absent."""
    tables: Mapping[str, TableState] = field(default_factory=lambda: MappingProxyType({}), compare=False)
    imported_at: datetime | None = field(default=None, compare=False)

    def state(self, table: str) -> TableState:
        """Return what the snapshot holds of *table*."""
        return self.tables.get(table, EMPTY)


def snapshot_of(number: int, tables: Mapping[str, TableState], *, imported_at: datetime | None) -> Snapshot:
    """Return snapshot *number* over *tables*, named after their content."""
    content = {name: [state.rows, state.content] for name, state in tables.items() if state.rows}
    return Snapshot(
        number=number,
        id=f"s{number}-{fingerprint(content)[:8]}",
        versions=MappingProxyType({name: state.version for name, state in tables.items()}),
        tables=MappingProxyType(dict(tables)),
        imported_at=imported_at,
    )


def read_snapshot(folder: Path, number: int) -> Snapshot:
    """
    Return snapshot *number* from its manifest in *folder*.

    Raises:
        NoSuchSnapshot: it was never taken.
    """
    if number == 0:
        return snapshot_of(0, {}, imported_at=None)
    try:
        kept: dict[str, Any] = json.loads((folder / f"{number}.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise NoSuchSnapshot(number) from None
    tables = {
        name: TableState(
            state["version"],
            state["rows"],
            int(state["content"], 16),
            tuple(DataFile(**file) for file in state["files"]),
        )
        for name, state in kept["tables"].items()
    }
    return Snapshot(
        number=number,
        id=kept["id"],
        versions=MappingProxyType({name: state.version for name, state in tables.items()}),
        tables=MappingProxyType(tables),
        imported_at=datetime.fromisoformat(kept["imported_at"]),
    )


def latest_number(folder: Path) -> int:
    """Return the number of the newest snapshot in *folder*; 0 when there is none."""
    if not folder.is_dir():
        return 0
    return max((int(path.stem) for path in folder.glob("*.json") if path.stem.isdecimal()), default=0)


def write_snapshot(folder: Path, snapshot: Snapshot, *, imported_at: datetime) -> None:
    """Publish *snapshot*: its manifest appears whole or not at all, and survives a power cut."""
    folder.mkdir(parents=True, exist_ok=True)
    manifest = {
        "number": snapshot.number,
        "id": snapshot.id,
        "imported_at": imported_at.isoformat(),
        "tables": {name: _as_json(snapshot.tables[name]) for name in TABLES if name in snapshot.tables},
    }
    draft = folder / f".{snapshot.number}.draft"
    with draft.open("w", encoding="utf-8") as file:
        json.dump(manifest, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(folder / f"{snapshot.number}.json")


def _as_json(state: TableState) -> dict[str, Any]:
    files = [
        {"path": file.path, "rows": file.rows, "size": file.size, "low": file.low, "high": file.high}
        for file in state.files
    ]
    return {
        "version": state.version,
        "rows": state.rows,
        "content": f"{state.content % SIXTY_FOUR_BITS:016x}",
        "files": files,
    }
