"""A file opened for import: its columns, and the SQL that gives its rows with their numbers."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass

import duckdb

from fairnotice.kernel.problem import Problem
from fairnotice.warehouse.home import sql_text
from fairnotice.warehouse.sources import DataSource, Format

CSV_OPTIONS = """auto_detect = false, delim = ',', quote = '"', escape = '"'"""
LINE_OPTIONS = "columns = {'line': 'VARCHAR'}, auto_detect = false, header = false, delim = '', quote = '', escape = ''"
REJECTS = "rejects_table = 'rejected', rejects_scan = 'rejected_scans', store_rejects = true"
GREATEST_LINE = 16_000_000
"""Bytes of one row of text."""
NOT_ONE_VALUE = "\x01"
"""Stands before the text of a list, an object or a truth value; no cell may hold it."""
PANDAS_INDEX = "__index_level_0__"


@dataclass(frozen=True, slots=True)
class OpenFile:
    """
    A file whose header has been read.

    ``sql`` gives its columns, ``_row`` (1 is the first row of data) and ``_unreadable``
    (the row as text where it could not be taken apart, else NULL).
    """

    source: DataSource
    types: dict[str, str]
    """SQL type by column name."""
    sql: str

    @property
    def label(self) -> str:
        """Return the file's name as problems print it."""
        return str(self.source.path)


def open_file(connection: duckdb.DuckDBPyConnection, source: DataSource) -> OpenFile | Problem:
    """Return *source* with its columns, or why it cannot be read at all."""
    try:
        match source.format:
            case Format.PARQUET:
                return _parquet(connection, source)
            case Format.CSV:
                return _csv(connection, source)
            case Format.JSON_LINES:
                return _json_lines(connection, source)
    except duckdb.Error as error:
        first = str(error).strip().splitlines()[0]
        return Problem(str(source.path), f"It cannot be read as {source.format.value}: {first}.", "Write it again.")


def _parquet(connection: duckdb.DuckDBPyConnection, source: DataSource) -> OpenFile:
    reader = f"read_parquet([{sql_text(str(source.path))}], file_row_number = true, hive_partitioning = false)"
    described = connection.execute(f"DESCRIBE SELECT * FROM {reader}").fetchall()
    types = {row[0]: row[1] for row in described if row[0] not in {"file_row_number", PANDAS_INDEX}}
    sql = f"SELECT * EXCLUDE (file_row_number), file_row_number + 1 AS _row, NULL::VARCHAR AS _unreadable FROM {reader}"
    return OpenFile(source, types, sql)


def _csv(connection: duckdb.DuckDBPyConnection, source: DataSource) -> OpenFile | Problem:
    path = sql_text(str(source.path))
    options = f"{CSV_OPTIONS}, compression = '{source.compression}', max_line_size = {GREATEST_LINE}"
    line = connection.execute(
        f"SELECT line FROM read_csv({path}, {LINE_OPTIONS}, compression = '{source.compression}', "
        "ignore_errors = true) LIMIT 1"
    ).fetchone()
    if line is None or line[0] is None:
        return Problem(str(source.path), "It has no header.", "The first line names the columns.")
    names = _header(str(line[0]))
    if twice := [name for name, count in Counter(names).items() if count > 1]:
        return Problem(f"{source.path}, header", f"Columns stand twice: {', '.join(twice)}.", "Keep one of each.")
    columns = ", ".join(f"{sql_text(name)}: 'VARCHAR'" for name in names)
    sql = (
        f"SELECT *, row_number() OVER () AS _row, NULL::VARCHAR AS _unreadable "
        f"FROM read_csv({path}, header = true, columns = {{{columns}}}, {options}, {REJECTS})"
    )
    return OpenFile(source, dict.fromkeys(names, "VARCHAR"), sql)


def _header(line: str) -> list[str]:
    """Return the names in the first line of a CSV file, without a byte order mark."""
    text = line.removeprefix("\ufeff").rstrip("\r")
    return next(csv.reader([text]), [])


def _json_lines(connection: duckdb.DuckDBPyConnection, source: DataSource) -> OpenFile:
    options = f"{LINE_OPTIONS}, compression = '{source.compression}', max_line_size = {GREATEST_LINE}"
    path = sql_text(str(source.path))
    whole = "CASE WHEN json_valid(line) THEN CASE WHEN json_type(line) = 'OBJECT' THEN line END END"
    lines = f"SELECT line, row_number() OVER () AS _row, {whole} AS object FROM read_csv({path}, {options}, {REJECTS})"
    found = connection.execute(
        "SELECT DISTINCT unnest(json_keys(object)) AS name "
        f"FROM (SELECT {whole} AS object FROM read_csv({path}, {options}, ignore_errors = true)) ORDER BY name"
    ).fetchall()
    names = [row[0] for row in found]
    paths = ", ".join(sql_text('$."' + name.replace('"', '\\"') + '"') for name in names)
    cells = "".join(f", {_json_cell(place)} AS {_quoted(name)}" for place, name in enumerate(names, start=1))
    sql = f"""
        SELECT _row, CASE WHEN object IS NULL THEN left(line, 200) END AS _unreadable{cells}
        FROM (
            SELECT _row, line, object,
                json_extract_string(object, [{paths}]) AS cells, json_type(object, [{paths}]) AS kinds
            FROM ({lines}) WHERE line IS NOT NULL
        )
        """
    return OpenFile(source, dict.fromkeys(names, "VARCHAR"), sql)


def _json_cell(place: int) -> str:
    """Return the SQL of one value; a list, an object or a truth value is shown as such, so that no column takes it."""
    plain = f"kinds[{place}] NOT IN ('OBJECT', 'ARRAY', 'BOOLEAN')"
    return f"CASE WHEN {plain} THEN cells[{place}] ELSE '{NOT_ONE_VALUE}' || cells[{place}] END"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
