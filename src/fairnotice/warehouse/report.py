"""What an import did: how many rows went where, and what was wrong with the others."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from fairnotice.kernel.problem import Problem
from fairnotice.warehouse.snapshot import Snapshot

PROBLEMS_LISTED = 50


@dataclass(frozen=True, slots=True)
class TableReport:
    """The rows of one table in one import; ``read`` is the sum of the others."""

    table: str
    read: int
    loaded: int = 0
    """New rows."""
    replaced: int = 0
    """Rows that took the place of an older row with the same key."""
    unchanged: int = 0
    """Rows that the warehouse already had, word for word."""
    repeated: int = 0
    """Rows that stood in the import more than once, word for word."""
    quarantined: int = 0


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Rows of a foreign file that the mapping leaves out, and why it says so."""

    file: str
    table: str
    reason: str
    rows: int


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The account of one import: every row read is in it once for each table it was read for."""

    import_id: str
    snapshot: Snapshot
    """The newest snapshot; the one from before where nothing changed."""
    tables: tuple[TableReport, ...]
    problems: tuple[Problem, ...] = ()
    """The first problems, at most ``PROBLEMS_LISTED``."""
    problem_count: int = 0
    quarantine: Path | None = None
    """The folder with every bad row and its reasons, or None where there was none."""
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = field(default=())
    """What was assumed, such as a time zone that was not given."""
    refused: bool = False
    """Nothing was loaded, because rows were bad and strictness was asked for."""

    @property
    def quarantined(self) -> int:
        """Return how many rows did not get in."""
        return sum(table.quarantined for table in self.tables)
