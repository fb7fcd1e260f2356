"""Contracts that no look counts any more, from a snapshot on, so that older looks stay as they were."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from fairnotice.warehouse.lock import only_one
from fairnotice.warehouse.snapshot import snapshot_of, write_snapshot

if TYPE_CHECKING:
    from fairnotice.warehouse.home import Warehouse

FILE = "corrections.json"


def corrections(root: Path) -> Mapping[str, int]:
    """Return each corrected contract, and the number of the first snapshot that leaves it out."""
    try:
        kept: dict[str, int] = json.loads((root / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return kept


def corrected_in(root: Path, number: int) -> tuple[str, ...]:
    """Return the contracts that snapshot *number* leaves out, by id."""
    return tuple(sorted(contract for contract, since in corrections(root).items() if since <= number))


def leave_out(warehouse: Warehouse, contracts: Iterable[str], *, now: datetime) -> int:
    """
    Let the next snapshot leave *contracts* out, and publish it; return how many are new.

    What was measured on an earlier snapshot is measured the same again (P15).
    """
    with only_one(warehouse.root, progress=lambda _: None):
        known = dict(corrections(warehouse.root))
        fresh = sorted(set(contracts) - known.keys())
        if not fresh:
            return 0
        newest = warehouse.snapshot()
        known |= dict.fromkeys(fresh, newest.number + 1)
        draft = warehouse.root / f".{FILE}.draft"
        with draft.open("w", encoding="utf-8") as file:
            json.dump(known, file, indent=1, sort_keys=True)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(warehouse.root / FILE)
        published = snapshot_of(newest.number + 1, newest.tables, imported_at=now)
        write_snapshot(warehouse.snapshots, published, imported_at=now)
    return len(fresh)
