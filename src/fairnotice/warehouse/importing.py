"""Facts come in: read once, judged together, loaded whole or not at all, and published as one snapshot."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from fairnotice.facts.column import Table
from fairnotice.facts.forbidden import unknown_column
from fairnotice.facts.tables import TABLES
from fairnotice.kernel.fingerprint import fingerprint
from fairnotice.kernel.problem import BadInput, Problem
from fairnotice.warehouse.addresses import keep_addresses
from fairnotice.warehouse.cells import is_nested
from fairnotice.warehouse.consistency import check_kept, check_keys, check_references, know
from fairnotice.warehouse.delta import commit
from fairnotice.warehouse.home import Warehouse, sql_text
from fairnotice.warehouse.lock import only_one
from fairnotice.warehouse.mapped import map_files
from fairnotice.warehouse.mapping import MappingFile
from fairnotice.warehouse.merging import Merge, content_of, find_moved, open_old, weigh, write_changed
from fairnotice.warehouse.quarantine import first_problems, problem_count, write_quarantine
from fairnotice.warehouse.reading import OpenFile, open_file
from fairnotice.warehouse.report import PROBLEMS_LISTED, ImportReport, LeftOut, TableReport
from fairnotice.warehouse.snapshot import SIXTY_FOUR_BITS, Snapshot, TableState, snapshot_of, write_snapshot
from fairnotice.warehouse.sources import find_sources
from fairnotice.warehouse.staging import MEMORY, Input, Staging

Progress = Callable[[str], None]
KNOWN = {"accounts": ("account_id", "kind"), "contracts": ("contract_id", "provider_id", "client_id", "started_at")}
"""What other tables need to know of the rows they refer to."""


def silent(step: str) -> None:
    """Tell nobody about *step*."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """The files of an import with their headers checked: rows to read for each table, and what was noticed."""

    inputs: Mapping[str, Sequence[Input]]
    left_out: tuple[LeftOut, ...]
    notes: tuple[str, ...]


def import_facts(
    warehouse: Warehouse,
    paths: Sequence[Path],
    *,
    mapping: MappingFile | None = None,
    strict: bool = False,
    now: datetime,
    progress: Progress = silent,
) -> ImportReport:
    """
    Load the facts at *paths* into *warehouse* and return what became of every row.

    Bad rows go to ``quarantine/<import>/``; the others are loaded and published as one new snapshot,
    or none where nothing changed. With *strict* a single bad row keeps everything out.

    Raises:
        BadInput: files that cannot be read as tables at all, named all at once; nothing is loaded.
    """
    with only_one(warehouse.root, progress=progress):
        import_id = _import_id(warehouse, paths, now)
        folder = warehouse.root / "staging"
        shutil.rmtree(folder, ignore_errors=True)
        (folder / import_id).mkdir(parents=True)
        staging = Staging(_connect(folder / import_id), folder / import_id)
        try:
            report = _import(warehouse, staging, paths, mapping, import_id, strict=strict, now=now, progress=progress)
        finally:
            staging.close()
    keep_addresses(warehouse, warehouse.snapshot())
    return report


def _import(
    warehouse: Warehouse,
    staging: Staging,
    paths: Sequence[Path],
    mapping: MappingFile | None,
    import_id: str,
    *,
    strict: bool,
    now: datetime,
    progress: Progress,
) -> ImportReport:
    snapshot = warehouse.snapshot()
    prepared = _prepare(staging.connection, paths, mapping)
    for table in TABLES.values():
        open_old(staging, warehouse, table, snapshot.state(table.name))
        if table.name in prepared.inputs:
            progress(f"Reading {table.name}")
            staging.stage(table, prepared.inputs[table.name])
    for name in staging.staged:
        progress(f"Checking {name}")
        _judge(staging, TABLES[name], snapshot)
    quarantine = warehouse.root / "quarantine" / import_id
    bad = {name: write_quarantine(staging, TABLES[name], quarantine) for name in staging.staged}
    refused = strict and any(bad.values())
    merges: dict[str, Merge] = {}
    if not refused:
        merges = _merge(staging, snapshot, progress)
        snapshot = _publish(warehouse, staging, snapshot, merges, import_id, now=now, progress=progress)
    return ImportReport(
        import_id=import_id,
        snapshot=snapshot,
        tables=tuple(_table_report(staging, name, merges.get(name), bad[name]) for name in staging.staged),
        problems=first_problems(staging, PROBLEMS_LISTED),
        problem_count=problem_count(staging),
        quarantine=quarantine if any(bad.values()) else None,
        left_out=prepared.left_out,
        notes=(*prepared.notes, *_zone_notes(staging)),
        refused=refused,
    )


def _connect(folder: Path) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute(
        f"SET TimeZone = 'UTC'; SET memory_limit = '{MEMORY}'; SET temp_directory = {sql_text(str(folder / 'spill'))}; "
        "SET enable_progress_bar = false"
    )
    return connection


def _import_id(warehouse: Warehouse, paths: Sequence[Path], now: datetime) -> str:
    """Return a name that no import has had: its instant, and what was imported."""
    wish = f"{now:%Y%m%dT%H%M%S}-{fingerprint([str(path) for path in paths])[:6]}"
    taken = {path.name for path in (warehouse.root / "quarantine").glob("*")}
    taken |= {path.name.rsplit("-", 1)[0] for path in (warehouse.root / "tables").glob("*/*.parquet")}
    number = 1
    name = wish
    while name in taken:
        number += 1
        name = f"{wish}-{number}"
    return name


def _prepare(connection: duckdb.DuckDBPyConnection, paths: Sequence[Path], mapping: MappingFile | None) -> Prepared:
    """Open every file and check its columns; what is wrong is said for all of them at once."""
    found = find_sources(paths, mapped=mapping is not None)
    opened = [open_file(connection, source) for source in found.sources]
    problems = [file for file in opened if isinstance(file, Problem)]
    files = [file for file in opened if isinstance(file, OpenFile)]
    notes = tuple(f"{path} was left alone: it is named like no table." for path in found.left_alone)
    if mapping is not None:
        if problems:
            raise BadInput(problems)
        mapped = map_files(connection, mapping, files)
        return Prepared(mapped.inputs, mapped.left_out, notes)
    for file in files:
        problems.extend(_header_problems(file, TABLES[file.source.table]))
    if problems:
        raise BadInput(problems)
    inputs: dict[str, list[Input]] = {}
    for file in files:
        inputs.setdefault(file.source.table, []).append(Input(file.label, file.sql, file.types))
    return Prepared(inputs, (), notes)


def _header_problems(file: OpenFile, table: Table) -> list[Problem]:
    where = f"{file.label}, header"
    problems = [Problem(where, *unknown_column(name, table)) for name in file.types if name not in table.names]
    problems.extend(
        Problem(where, f"The column {name} is missing.", f"{table.name} needs {', '.join(table.required)}.")
        for name in table.required
        if name not in file.types
    )
    problems.extend(
        Problem(where, f"The column {name} holds {kind}.", "Each cell holds one value.")
        for name, kind in file.types.items()
        if name in table.names and is_nested(kind)
    )
    return problems


def _judge(staging: Staging, table: Table, snapshot: Snapshot) -> None:
    """Check the rows of *table* against each other and against the rows they refer to."""
    check_keys(staging, table)
    if snapshot.state(table.name).rows:
        check_kept(staging, table)
    for parent in table.parents:
        if not staging.count(f"SELECT count(*) FROM duckdb_tables() WHERE table_name = 'known_{parent}'"):
            know(staging, TABLES[parent], KNOWN[parent])
    check_references(staging, table)


def _merge(staging: Staging, snapshot: Snapshot, progress: Progress) -> dict[str, Merge]:
    """Weigh the good rows of each table against the warehouse's."""
    moved = find_moved(staging, warehouse_has_contracts=bool(snapshot.state("contracts").rows))
    merges: dict[str, Merge] = {}
    for table in TABLES.values():
        if table.name in staging.staged or (moved and table.derived and snapshot.state(table.name).rows):
            progress(f"Comparing {table.name}")
            merges[table.name] = weigh(staging, table, snapshot.state(table.name), moved=moved)
    return merges


def _publish(
    warehouse: Warehouse,
    staging: Staging,
    snapshot: Snapshot,
    merges: Mapping[str, Merge],
    import_id: str,
    *,
    now: datetime,
    progress: Progress,
) -> Snapshot:
    """Write the tables that change, then the manifest, which makes all of it visible at once."""
    states = dict(snapshot.tables)
    for name, merge in merges.items():
        if merge.changes:
            progress(f"Writing {name}")
            states[name] = _write(warehouse, staging, TABLES[name], snapshot.state(name), merge, import_id, now=now)
    if not any(merge.changes for merge in merges.values()):
        return snapshot
    published = snapshot_of(snapshot.number + 1, states, imported_at=now)
    write_snapshot(warehouse.snapshots, published, imported_at=now)
    return published


def _write(
    warehouse: Warehouse,
    staging: Staging,
    table: Table,
    before: TableState,
    merge: Merge,
    import_id: str,
    *,
    now: datetime,
) -> TableState:
    added = write_changed(staging, warehouse, table, before, merge, import_id=import_id)
    content = before.content + content_of(staging, warehouse, table, added)
    content -= content_of(staging, warehouse, table, merge.rewritten)
    removed = set(merge.rewritten)
    files = sorted(
        [*(file for file in before.files if file not in removed), *added], key=lambda file: (file.low, file.path)
    )
    rows = sum(file.rows for file in files)
    if rows != before.rows + merge.new:
        message = f"{table.name}: {before.rows} rows and {merge.new} new ones became {rows}"
        raise RuntimeError(message)
    version = commit(warehouse, table, before, added=added, removed=merge.rewritten, import_id=import_id, now=now)
    return TableState(version, rows, content % SIXTY_FOUR_BITS, tuple(files))


def _table_report(staging: Staging, name: str, merge: Merge | None, quarantined: int) -> TableReport:
    return TableReport(
        table=name,
        read=staging.read(name),
        loaded=merge.new if merge else 0,
        replaced=merge.replaced if merge else 0,
        unchanged=merge.unchanged if merge else 0,
        repeated=staging.count(f"SELECT count(*) FROM repeated_{name}"),
        quarantined=quarantined,
    )


def _zone_notes(staging: Staging) -> tuple[str, ...]:
    return tuple(
        f"{rows:,} rows of {name} had instants without a time zone: they were read as UTC."
        for name, rows in staging.zoneless.items()
        if rows
    )
