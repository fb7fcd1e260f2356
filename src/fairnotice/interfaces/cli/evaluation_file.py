"""The evaluation table as a file that scripts and spreadsheets read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

from fairnotice.warehouse.look_table import PUBLIC

ENDINGS = (".parquet", ".csv")
BETWEEN_REASONS = ";"
"""Separates reason codes in a CSV cell."""


def checked_target(ctx: click.Context, param: click.Parameter, value: Path | None) -> Path | None:
    """Return the file to write, or fail as wrong usage before any work is done."""
    if value is None:
        return None
    if value.suffix.lower() not in ENDINGS:
        raise click.BadParameter(f"{value.name} must end in .parquet or .csv.", ctx, param)
    if not value.parent.is_dir():
        raise click.BadParameter(f"there is no folder {value.parent}.", ctx, param)
    return value


def public_columns(table: pa.Table, **extra: pa.Array) -> pa.Table:
    """Return the evaluation table's columns, in order, after those of *extra*."""
    return pa.table({**extra, **{name: table[name] for name in PUBLIC}})


def write_evaluation(table: pa.Table, target: Path) -> None:
    """Write the evaluation table to *target*, Parquet or CSV by its ending; it appears whole or not at all."""
    draft = target.with_name(f".{target.name}.draft")
    public: Any = public_columns(table)
    if target.suffix.lower() == ".csv":
        reasons = [BETWEEN_REASONS.join(codes) for codes in public["reasons"].to_pylist()]
        place = public.schema.get_field_index("reasons")
        public = public.set_column(place, "reasons", pa.array(reasons, pa.string()))
        pyarrow.csv.write_csv(public, draft)
    else:
        pq.write_table(public, draft, compression="zstd")
    draft.replace(target)
