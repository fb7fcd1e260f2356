"""A marketplace reports as it goes: what it could have told before an instant, of all that it tells in the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

import pyarrow as pa
import pyarrow.compute as pc

SINCE = {
    "accounts": "created_at",
    "memberships": "from_on",
    "contracts": "started_at",
    "feedback": "submitted_at",
    "payments": "occurred_at",
    "violations": "occurred_at",
    "posts": "posted_at",
}
"""The column that says since when a row is known."""
LATER = {"memberships": ("to_on",), "contracts": ("ended_at", "end_reason"), "feedback": ("withdrawn_at",)}
"""Columns that are filled in later; the first of them says when, and all are empty until then."""


def known_before(instant: datetime, tables: Iterable[tuple[str, pa.Table]]) -> Iterator[tuple[str, pa.Table]]:
    """
    Yield the *tables* as they would have been reported just before *instant* (UTC, exclusive).

    What is not dated (truth) is left out. A contract that had not ended then is
    open and nothing has been charged for it yet.
    """
    for name, table in tables:
        if name in SINCE:
            yield (
                name,
                _cut(name, table.filter(pc.less(table[SINCE[name]], _limit(table, SINCE[name], instant))), instant),
            )


def _cut(name: str, table: pa.Table, instant: datetime) -> pa.Table:
    """Return *table* with what happened later emptied."""
    if name not in LATER:
        return table
    decisive = LATER[name][0]
    later = pc.fill_null(pc.greater_equal(table[decisive], _limit(table, decisive, instant)), fill_value=False)
    for column in LATER[name]:
        emptied = pc.if_else(later, pa.scalar(None, table[column].type), table[column])
        table = table.set_column(table.column_names.index(column), column, emptied)
    if name == "contracts":
        charged = pc.if_else(later, 0, table["charged_minor"])
        table = table.set_column(table.column_names.index("charged_minor"), "charged_minor", charged)
    return table


def _limit(table: pa.Table, column: str, instant: datetime) -> pa.Scalar:
    """Return *instant* as a value to compare *column* with."""
    kind = table.schema.field(column).type
    return pa.scalar(instant.date() if pa.types.is_date(kind) else instant, kind)
