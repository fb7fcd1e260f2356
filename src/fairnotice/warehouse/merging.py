"""Good rows meet the warehouse: new ones are added, corrected ones take the place of the old."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fairnotice.facts.column import Table
from fairnotice.warehouse.consistency import names
from fairnotice.warehouse.home import Warehouse, empty_select, read_parquet, sql_text
from fairnotice.warehouse.snapshot import SIXTY_FOUR_BITS, DataFile, TableState
from fairnotice.warehouse.staging import Staging

FILE_BYTES = "40MB"
ROW_GROUP_ROWS = 61_440
SMALL_FILE_ROWS = 100_000
SMALL_FILES_BORNE = 8
"""With more small files than this, the next import of the table makes one of them."""
WORTH_REWRITING = 0.5
"""When this share of a table's rows is rewritten anyway, all of it is, and lies in order again."""


@dataclass(frozen=True, slots=True)
class Merge:
    """What the good rows of one table come to."""

    new: int
    replaced: int
    unchanged: int
    carried: int
    """Rows that did not come again, but whose contract changed hands."""
    rewritten: tuple[DataFile, ...]
    """Files of the table whose rows go into new files."""

    @property
    def changes(self) -> bool:
        """Say whether the table needs a new version."""
        return bool(self.new or self.replaced or self.carried)


def open_old(staging: Staging, warehouse: Warehouse, table: Table, state: TableState) -> None:
    """Make ``old_T``: the rows of the warehouse, with ``_place``, the place of their file in *state*."""
    paths = [str(warehouse.table_path(table.name) / file.path) for file in state.files]
    if paths:
        places = ", ".join(sql_text(path) for path in paths)
        reader = read_parquet(paths).replace("hive_partitioning", "filename = true, hive_partitioning")
        old = f"SELECT {names(table.stored)}, list_position([{places}], filename) - 1 AS _place FROM {reader}"
    else:
        old = f"SELECT *, 0 AS _place FROM ({empty_select(table)})"
    staging.connection.execute(f"CREATE VIEW old_{table.name} AS {old}")


def find_moved(staging: Staging, warehouse_has_contracts: bool) -> int:
    """Make ``moved``, the contracts that change provider or client, and return how many there are."""
    if not warehouse_has_contracts or "contracts" not in staging.staged:
        return 0
    staging.connection.execute(
        """
        CREATE TABLE moved AS
        SELECT n.contract_id, n.provider_id, n.client_id
        FROM good_contracts AS n JOIN old_contracts AS o USING (contract_id)
        WHERE n.provider_id <> o.provider_id OR n.client_id <> o.client_id
        """
    )
    return staging.count("SELECT count(*) FROM moved")


def weigh(staging: Staging, table: Table, state: TableState, *, moved: int) -> Merge:
    """
    Make ``changed_T`` (the rows to write) and ``gone_T`` (keys and places of the rows they replace).

    Rows are compared by key and by the hash of all their cells.
    """
    name, key = table.name, names(table.key)
    _make_ready(staging, table)
    if not state.rows:
        staging.connection.execute(f"CREATE VIEW changed_{name} AS SELECT {names(table.stored)} FROM ready_{name}")
        return Merge(staging.count(f"SELECT count(*) FROM ready_{name}"), 0, 0, 0, ())
    whole = f"hash({names(table.stored)})"
    staging.connection.execute(
        f"CREATE TABLE hit_{name} AS SELECT {key}, _place, {whole} AS _hash "
        f"FROM old_{name} SEMI JOIN ready_{name} USING ({key})"
    )
    staging.connection.execute(
        f"""
        CREATE VIEW weighed_{name} AS
        SELECT r.*, h._place AS _place, h._hash AS _old_hash, {whole} AS _new_hash
        FROM ready_{name} AS r LEFT JOIN hit_{name} AS h USING ({key})
        """
    )
    counted = staging.connection.execute(
        f"""
        SELECT count(*) FILTER (_old_hash IS NULL), count(*) FILTER (_old_hash <> _new_hash),
            count(*) FILTER (_old_hash = _new_hash)
        FROM weighed_{name}
        """
    ).fetchone()
    new, replaced, unchanged = (int(number) for number in counted or (0, 0, 0))
    changed = f"SELECT {names(table.stored)} FROM weighed_{name} WHERE _old_hash IS DISTINCT FROM _new_hash"
    gone = f"SELECT {key}, _place FROM weighed_{name} WHERE _old_hash <> _new_hash"
    carried = 0
    if moved and table.derived:
        _carry(staging, table)
        carried = staging.count(f"SELECT count(*) FROM carried_{name}")
        changed += f" UNION ALL SELECT {names(table.stored)} FROM carried_{name}"
        gone += f" UNION ALL SELECT {key}, _place FROM carried_{name}"
    staging.connection.execute(f"CREATE VIEW changed_{name} AS {changed}; CREATE TABLE gone_{name} AS {gone}")
    places = {row[0] for row in staging.connection.execute(f"SELECT DISTINCT _place FROM gone_{name}").fetchall()}
    touched = _rewritten(state, places, new + replaced + carried)
    return Merge(new, replaced, unchanged, carried, tuple(state.files[place] for place in sorted(touched)))


def _make_ready(staging: Staging, table: Table) -> None:
    """Make ``ready_T``: the good rows with the columns that come from their contract."""
    if table.name not in staging.staged:
        select = empty_select(table)
    elif table.derived:
        derived = ", ".join(f"k.{column}" for column in table.derived)
        own = ", ".join(f'g."{column}"' for column in table.names)
        select = f"SELECT {own}, {derived} FROM good_{table.name} AS g JOIN known_contracts AS k USING (contract_id)"
    else:
        select = f"SELECT {names(table.names)} FROM good_{table.name}"
    staging.connection.execute(f"CREATE VIEW ready_{table.name} AS {select}")


def _carry(staging: Staging, table: Table) -> None:
    """Make ``carried_T``: rows at rest, not in the import, whose contract changed provider or client."""
    own = ", ".join(f'o."{column}"' for column in table.names)
    derived = ", ".join(f"m.{column}" for column in table.derived)
    staging.connection.execute(
        f"""
        CREATE TABLE carried_{table.name} AS
        SELECT {own}, {derived}, o._place
        FROM old_{table.name} AS o JOIN moved AS m USING (contract_id)
        ANTI JOIN ready_{table.name} AS r USING ({names(table.key)})
        """
    )


def _rewritten(state: TableState, places: set[int], changed_rows: int) -> set[int]:
    """Return the places of the files to rewrite: those with replaced rows, and what should be tidied with them."""
    small = {place for place, file in enumerate(state.files) if file.rows < SMALL_FILE_ROWS}
    chosen = places | small if len(small | places) > SMALL_FILES_BORNE else set(places)
    rows = changed_rows + sum(state.files[place].rows for place in chosen)
    return set(range(len(state.files))) if rows > WORTH_REWRITING * (state.rows + changed_rows) else chosen


def write_changed(
    staging: Staging, warehouse: Warehouse, table: Table, state: TableState, merge: Merge, *, import_id: str
) -> tuple[DataFile, ...]:
    """Write the changed rows and what else was in the rewritten files, sorted, into the table's folder."""
    rows = f"SELECT {names(table.stored)} FROM changed_{table.name}"
    if merge.rewritten:
        files = set(merge.rewritten)
        places = ", ".join(str(place) for place, file in enumerate(state.files) if file in files)
        rows += (
            f" UNION ALL SELECT {names(table.stored)} FROM (SELECT * FROM old_{table.name} WHERE _place IN ({places})) "
            f"ANTI JOIN gone_{table.name} USING ({names(table.key)})"
        )
    folder = staging.folder / f"sorted-{table.name}"
    staging.connection.execute(
        f"COPY ({rows} ORDER BY {names(table.sorted_by)}) TO {sql_text(str(folder))} "
        f"(FORMAT parquet, FILE_SIZE_BYTES '{FILE_BYTES}', ROW_GROUP_SIZE {ROW_GROUP_ROWS})"
    )
    return _settle(staging, warehouse, table, import_id=import_id)


def _settle(staging: Staging, warehouse: Warehouse, table: Table, *, import_id: str) -> tuple[DataFile, ...]:
    """Move the written files into the table's folder under names that no other import has."""
    home = warehouse.table_path(table.name)
    home.mkdir(parents=True, exist_ok=True)
    first = table.sorted_by[0]
    measured: list[DataFile] = []
    for path in sorted((staging.folder / f"sorted-{table.name}").glob("*.parquet")):
        counted = staging.connection.execute(
            f"SELECT count(*), min({first}), max({first}) FROM {read_parquet([str(path)])}"
        ).fetchone()
        rows, low, high = counted or (0, "", "")
        if not rows:
            continue
        name = f"{import_id}-{len(measured):03d}.parquet"
        measured.append(DataFile(name, int(rows), path.stat().st_size, low, high))
        path.rename(home / name)
    return tuple(measured)


def content_of(staging: Staging, warehouse: Warehouse, table: Table, files: Sequence[DataFile]) -> int:
    """Return the sum of the hashes of all rows in *files*, modulo 2^64."""
    if not files:
        return 0
    paths = [str(warehouse.table_path(table.name) / file.path) for file in files]
    total = staging.count(f"SELECT sum(hash({names(table.stored)})::HUGEINT) FROM {read_parquet(paths)}")
    return total % SIXTY_FOUR_BITS
