"""Each import writes one new version of each Delta table that it changes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from fairnotice.facts.column import Kind, Table
from fairnotice.warehouse.home import Warehouse
from fairnotice.warehouse.snapshot import DataFile, TableState

if TYPE_CHECKING:
    from deltalake import DeltaTable, Schema

KEEP_FOR_EVER = {"delta.enableExpiredLogCleanup": "false"}


def commit(
    warehouse: Warehouse,
    table: Table,
    before: TableState,
    *,
    added: Sequence[DataFile],
    removed: Sequence[DataFile],
    import_id: str,
    now: datetime,
) -> int:
    """
    Return the version that has the files of *before* without *removed* and with *added*.

    What an interrupted import left behind is undone first; the files lie in the table's folder already.
    """
    from deltalake.transaction import (  # noqa: PLC0415  half a second that only an import needs
        AddAction,
        CommitProperties,
        PostCommitHookProperties,
        RemoveAction,
    )

    delta = _table_at(warehouse, table, before)
    at = int(now.timestamp() * 1000)
    actions: list[AddAction | RemoveAction] = [RemoveAction(file.path, True, at, file.size, {}) for file in removed]
    actions.extend(AddAction(file.path, file.size, {}, at, True, _statistics(table, file)) for file in added)
    delta.create_write_transaction(
        actions,
        "append",
        delta.schema(),
        commit_properties=CommitProperties(custom_metadata={"fairnotice.import": import_id}),
        post_commithook_properties=PostCommitHookProperties(create_checkpoint=True, cleanup_expired_logs=False),
    )
    return newest(warehouse, table)


def newest(warehouse: Warehouse, table: Table) -> int:
    """Return the newest version of the Delta table, published or not."""
    from deltalake import DeltaTable  # noqa: PLC0415  as above

    return DeltaTable(str(warehouse.table_path(table.name))).version()


def _table_at(warehouse: Warehouse, table: Table, before: TableState) -> DeltaTable:
    """Return the Delta table with the content of *before* as its newest version."""
    from deltalake import DeltaTable  # noqa: PLC0415  as above

    path = str(warehouse.table_path(table.name))
    if not DeltaTable.is_deltatable(path):
        return DeltaTable.create(
            path,
            schema=_schema(table),
            name=table.name,
            description=table.sentence,
            configuration={**KEEP_FOR_EVER},
        )
    delta = DeltaTable(path)
    published = max(before.version, 0)
    if delta.version() != published:
        delta.restore(published)
        delta = DeltaTable(path)
    return delta


def _schema(table: Table) -> Schema:
    import pyarrow as pa  # noqa: PLC0415  as above
    from deltalake import Schema  # noqa: PLC0415  as above

    kinds = {Kind.INTEGER: pa.int64(), Kind.INSTANT: pa.timestamp("us"), Kind.DATE: pa.date32()}
    fields = [(column.name, kinds.get(column.kind, pa.string())) for column in table.columns]
    return Schema.from_arrow(pa.schema([*fields, *((name, pa.string()) for name in table.derived)]))


def _statistics(table: Table, file: DataFile) -> str:
    first = table.sorted_by[0]
    return json.dumps(
        {
            "numRecords": file.rows,
            "minValues": {first: file.low},
            "maxValues": {first: file.high},
            "nullCount": {first: 0},
        }
    )
