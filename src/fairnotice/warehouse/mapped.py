"""Foreign rows become rows of our tables, and every one that does not is counted with its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch

import duckdb

from fairnotice.kernel.problem import BadInput, Problem
from fairnotice.policy.expressions import check_expression
from fairnotice.warehouse.mapping import Expression, MappedTable, MappingFile
from fairnotice.warehouse.reading import OpenFile
from fairnotice.warehouse.report import LeftOut
from fairnotice.warehouse.staging import Input


@dataclass(frozen=True, slots=True)
class Mapped:
    """What a mapping makes of some files: the rows for each table, and the rows it leaves out."""

    inputs: Mapping[str, Sequence[Input]]
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry of a mapping with its expressions checked against one file."""

    rule: MappedTable
    file: OpenFile
    columns: Mapping[str, str]
    """Normalized SQL by column."""
    reasons: tuple[tuple[str, str], ...]
    """Normalized condition and sentence of each reason to leave a row out."""


def map_files(connection: duckdb.DuckDBPyConnection, mapping: MappingFile, files: Sequence[OpenFile]) -> Mapped:
    """
    Return what *mapping* makes of *files*; a file belongs to each source whose pattern its name fits.

    Raises:
        BadInput: everything wrong: a source without files, a file without source, an expression that
            is not allowed, does not fit its columns' types, or fails on a row.
    """
    problems = list(_strays(mapping, files))
    entries: list[_Entry] = []
    for rule in mapping.tables:
        pattern = mapping.sources[rule.source][0]
        fitting = [file for file in files if fnmatch(file.source.path.name, pattern)]
        entries.extend(_checked(mapping, rule, file, problems) for file in fitting)
    if not problems:
        for entry in entries:
            problems.extend(_tried(connection, mapping, entry))
    if problems:
        raise BadInput(list(dict.fromkeys(problems)))
    inputs: dict[str, list[Input]] = {}
    left_out: list[LeftOut] = []
    for entry in entries:
        types = _types(connection, entry)
        inputs.setdefault(entry.rule.table, []).append(Input(entry.file.label, _select(entry), types))
        left_out.extend(_left_out(connection, entry))
    return Mapped(inputs, tuple(left_out))


def _strays(mapping: MappingFile, files: Sequence[OpenFile]) -> list[Problem]:
    """Return what files and sources have no counterpart."""
    problems = [
        Problem(
            f"{mapping.name}:{line}", f"No file is called {pattern} for the source {source}.", "Give its path as well."
        )
        for source, (pattern, line) in mapping.sources.items()
        if not any(fnmatch(file.source.path.name, pattern) for file in files)
    ]
    patterns = [pattern for pattern, _ in mapping.sources.values()]
    problems.extend(
        Problem(file.label, "No source of the mapping fits its name.", f"Sources: {', '.join(patterns)}.")
        for file in files
        if not any(fnmatch(file.source.path.name, pattern) for pattern in patterns)
    )
    return problems


def _checked(mapping: MappingFile, rule: MappedTable, file: OpenFile, problems: list[Problem]) -> _Entry:
    """Return *rule* for *file* with its expressions normalized; what is wrong with them joins *problems*."""

    def normal(expression: Expression, column: str, *, boolean: bool) -> str:
        where = f"{mapping.name}:{expression.line}, {rule.table}.{column}"
        try:
            return check_expression(expression.sql, columns=file.types, boolean=boolean, where=where)
        except BadInput as fault:
            problems.extend(fault.problems)
            return "NULL"

    columns = {name: normal(expression, name, boolean=False) for name, expression in rule.columns.items()}
    reasons = tuple((normal(entry.when, "leave_out", boolean=True), entry.because) for entry in rule.leave_out)
    return _Entry(rule, file, columns, reasons)


def _tried(connection: duckdb.DuckDBPyConnection, mapping: MappingFile, entry: _Entry) -> list[Problem]:
    """Return the expressions that fail, by their types or on a row, each found by itself."""
    try:
        connection.execute(f"SELECT {_every(entry)} FROM ({_taken(entry)}) AS s").fetchall()
    except duckdb.Error:
        pass
    else:
        return []
    problems: list[Problem] = []
    rows = f"FROM ({entry.file.sql}) AS s"
    for reason, (condition, _) in zip(entry.rule.leave_out, entry.reasons, strict=True):
        problems.extend(_failing(connection, mapping, reason.when, "leave_out", f"SELECT count({condition}) {rows}"))
    if problems:
        return problems
    for name, expression in entry.rule.columns.items():
        sql = f"SELECT max(hash({entry.columns[name]})) FROM ({_taken(entry)}) AS s"
        problems.extend(_failing(connection, mapping, expression, f"{entry.rule.table}.{name}", sql))
    return problems


def _every(entry: _Entry) -> str:
    """Return SQL that computes every expression on every row and keeps nothing."""
    return ", ".join(f"max(hash({sql}))" for sql in entry.columns.values())


def _failing(
    connection: duckdb.DuckDBPyConnection, mapping: MappingFile, expression: Expression, column: str, sql: str
) -> list[Problem]:
    try:
        connection.execute(sql).fetchall()
    except duckdb.Error as error:
        said = str(error).strip().splitlines()[0]
        where = f"{mapping.name}:{expression.line}, {column}"
        return [Problem(where, f"`{expression.sql}` fails: {said}.", "TRY_CAST gives NULL where CAST fails.")]
    return []


def _taken(entry: _Entry) -> str:
    """Return the SQL of the rows that are not left out; rows that cannot be read stay, to be reported."""
    left = " OR ".join(f"({condition})" for condition, _ in entry.reasons) or "false"
    return f"SELECT * FROM ({entry.file.sql}) AS s WHERE _unreadable IS NOT NULL OR NOT coalesce({left}, false)"


def _select(entry: _Entry) -> str:
    columns = "".join(f', {sql} AS "{name}"' for name, sql in entry.columns.items())
    return f"SELECT s._row, s._unreadable{columns} FROM ({_taken(entry)}) AS s"


def _types(connection: duckdb.DuckDBPyConnection, entry: _Entry) -> dict[str, str]:
    described = connection.execute(f"DESCRIBE {_select(entry)}").fetchall()
    return {row[0]: row[1] for row in described if not row[0].startswith("_")}


def _left_out(connection: duckdb.DuckDBPyConnection, entry: _Entry) -> list[LeftOut]:
    """Return how many rows each reason leaves out; the first that holds counts."""
    if not entry.reasons:
        return []
    first = "".join(f" WHEN {condition} THEN {place}" for place, (condition, _) in enumerate(entry.reasons))
    counted = connection.execute(
        f"SELECT reason, count(*) FROM (SELECT CASE{first} END AS reason FROM ({entry.file.sql}) AS s "
        "WHERE _unreadable IS NULL) WHERE reason IS NOT NULL GROUP BY reason ORDER BY reason"
    ).fetchall()
    return [LeftOut(entry.file.label, entry.rule.table, entry.reasons[place][1], rows) for place, rows in counted]
