"""What the demo's marketplace reports, in two drops, and the truth that it could not know."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq

from fairnotice.interfaces.demonstration.world import FIRST_LOOK, SECOND_LOOK
from fairnotice.lab.drops import known_before
from fairnotice.lab.simulation import FACTS, simulate
from fairnotice.lab.world import World


def write_drops(world: World, into: Path) -> Iterator[tuple[Path, int]]:
    """
    Write what the marketplace reports before each of the two looks; yield each folder and its rows.

    The truth goes beside the folders: the report at the end is the only one to read it.
    """
    tables = dict(simulate(world, (*FACTS, "truth")))
    into.mkdir(parents=True, exist_ok=True)
    pq.write_table(tables.pop("truth"), into / "truth.parquet", compression="zstd")
    for name, instant in (("september", FIRST_LOOK), ("october", SECOND_LOOK)):
        folder = into / name
        folder.mkdir(exist_ok=True)
        rows = 0
        for table, content in known_before(instant.replace(hour=0, minute=0), tables.items()):
            pq.write_table(content, folder / f"{table}.parquet", compression="zstd")
            rows += content.num_rows
        yield folder, rows
