"""Rows that cannot be loaded are kept as they came, each with every reason, so that nothing is lost silently."""

from __future__ import annotations

from pathlib import Path

from fairnotice.facts.column import Table
from fairnotice.facts.tables import TABLES
from fairnotice.kernel.problem import Problem
from fairnotice.warehouse.home import sql_text
from fairnotice.warehouse.staging import ROW_NUMBER, Staging

SHOWN = 80
"""Characters of a value that a problem shows."""


def write_quarantine(staging: Staging, table: Table, folder: Path) -> int:
    """
    Write the bad rows of *table* to *folder* and return how many there are.

    The file has ``file``, ``row`` (1 is the first row of data), ``reasons`` (list of text) and the
    table's columns as they came. Where nothing is bad no file is written.
    """
    name = table.name
    rows = staging.count(f"SELECT count(*) FROM (SELECT DISTINCT _file, _row FROM bad_{name})")
    if not rows:
        return 0
    folder.mkdir(parents=True, exist_ok=True)
    labels = ", ".join(sql_text(label) for label in staging.labels)
    cells = ", ".join(
        f'coalesce(s._raw."{column}", CAST(s."{column}" AS VARCHAR)) AS "{column}"' for column in table.names
    )
    reason = """
        coalesce(f."column" || ' ', '')
        || CASE WHEN f."value" IS NULL THEN 'is missing' ELSE '''' || f."value" || '''' END
        || ': expected ' || f.expected
        """
    staging.connection.execute(
        f"""
        COPY (
            SELECT [{labels}][b._file + 1] AS file, b.place AS row, b.reasons, {cells}
            FROM (
                SELECT _file, _row, min({ROW_NUMBER}) AS place,
                    flatten(list(list_transform(_faults, lambda f: {reason}))) AS reasons
                FROM bad_{name} AS b GROUP BY _file, _row
            ) AS b
            LEFT JOIN staged_{name} AS s USING (_file, _row)
            ORDER BY file, row
        ) TO {sql_text(str(folder / f"{name}.parquet"))} (FORMAT parquet)
        """
    )
    return rows


def first_problems(staging: Staging, most: int) -> tuple[Problem, ...]:
    """Return the first *most* problems, in the order of tables, files and rows."""
    problems: list[Problem] = []
    for name in TABLES:
        if name not in staging.staged or len(problems) >= most:
            continue
        found = staging.connection.execute(
            f"""
            SELECT _file, place, fault."column", fault."value", fault.expected
            FROM (SELECT _file, {ROW_NUMBER} AS place, unnest(_faults) AS fault FROM bad_{name} AS b)
            ORDER BY _file, place, fault."column", fault.expected LIMIT {most - len(problems)}
            """
        ).fetchall()
        problems.extend(_problem(staging.labels[file], *rest) for file, *rest in found)
    return tuple(problems)


def problem_count(staging: Staging) -> int:
    """Return how many problems there are in all."""
    return sum(staging.count(f"SELECT sum(len(_faults)) FROM bad_{name}") for name in staging.staged)


def _problem(label: str, row: int, column: str | None, value: str | None, expected: str) -> Problem:
    place = f"{label}, row {row}" + (f", {column}" if column else "")
    if value is None:
        return Problem(place, f"Nothing stands there; expected {expected}.", "")
    shown = value if len(value) <= SHOWN else value[:SHOWN] + "..."
    return Problem(place, f"{shown!r} stands there; expected {expected}.", "")
