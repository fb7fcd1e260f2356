"""Columns of the import tables, made from NumPy arrays: ids, instants, days, choices from a list."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from fairnotice.lab.chance import Flags, Ints

INSTANT = pa.timestamp("us", tz="UTC")
MICRO = 1_000_000
DAY = 86_400


def ids(prefix: str, numbers: Ints, width: int) -> pa.Array:
    """Return ids such as ``C-000123``: *numbers* with zeros to *width* digits behind *prefix*."""
    digits = pc.utf8_lpad(pc.cast(pa.array(numbers), pa.string()), width, "0")
    return pc.binary_join_element_wise(prefix, digits, "-")


def width_for(count: int) -> int:
    """Return the digits that ids of *count* things need, at least five."""
    return max(5, len(str(count)))


def instants(seconds: Ints, missing: Flags | None = None) -> pa.Array:
    """Return UTC instants; null where *missing*."""
    return pa.array(seconds * MICRO, pa.int64(), mask=missing).cast(INSTANT)


def days(seconds: Ints, missing: Flags | None = None) -> pa.Array:
    """Return the UTC days of *seconds*; null where *missing*."""
    return pa.array((seconds // DAY).astype(np.int32), pa.int32(), mask=missing).cast(pa.date32())


def pick(options: Sequence[str | None], index: Ints) -> pa.Array:
    """Return for each entry of *index* the option of that number; an option may be None."""
    return pa.array(options, pa.string()).take(pa.array(index))


def numbers(values: Ints, missing: Flags | None = None) -> pa.Array:
    """Return whole numbers; null where *missing*."""
    return pa.array(values, pa.int64(), mask=missing)
