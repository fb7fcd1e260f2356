"""How a cell is read: the SQL that types it, and the SQL that says whether it is at fault."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fairnotice.facts.column import Column, Differ, InOrder, Kind, Needs, RowRule, Table
from fairnotice.facts.standards import countries, currencies, timezones
from fairnotice.warehouse.home import sql_text
from fairnotice.warehouse.reading import NOT_ONE_VALUE

INTEGERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT")
NAIVE_INSTANTS = ("TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS")
NESTED = ("STRUCT", "MAP", "UNION", "BLOB", "BIT")
GREATEST_DIGITS = 18
WHOLE_NUMBER = rf"[+-]?[0-9]{{1,{GREATEST_DIGITS}}}(\.0+)?"
DATE_TEXT = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
ZONE = r" ?(Z|z|[+-][0-9]{2}(:?[0-9]{2})?)"
INSTANT_TEXT = rf"{DATE_TEXT}([T ][0-9]{{2}}:[0-9]{{2}}(:[0-9]{{2}}([.][0-9]{{1,9}})?)?({ZONE})?)?"
DAY_TEXT = rf"{DATE_TEXT}([T ]00:00(:00([.]0+)?)?)?"
FIRST_YEAR, LAST_YEAR = 1990, 2099
PATTERNS = {
    Kind.EMAIL: r"[^@\s,;<>]{1,64}@[^@\s,;<>]+\.[^@\s,;<>.]{2,}",
    Kind.LANGUAGE: r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*",
    Kind.URL: r"https?://\S+",
}
LISTS = {Kind.COUNTRY: countries, Kind.CURRENCY: currencies, Kind.TIMEZONE: timezones}


@dataclass(frozen=True, slots=True)
class Cell:
    """The SQL of one column in three layers, each over the one before."""

    column: Column
    text: str
    """Over the source: the cell as it came, NULL where it is missing or empty."""
    value: str
    """Over ``t_<name>``: the typed value."""
    fault: str
    """Over ``t_<name>`` and ``v_<name>``: true where the cell is at fault, never NULL."""
    zoneless: str
    """Over ``t_<name>``: true where an instant came without its zone."""


def cell_of(column: Column, source_type: str | None) -> Cell:
    """Return how *column* is read from a source column of that SQL type; None where the source has none."""
    raw, text, typed = f's."{column.name}"', f'"t_{column.name}"', f'"v_{column.name}"'
    missing = f"{text} IS NULL" if column.required else "false"
    if source_type is None:
        return Cell(column, "NULL::VARCHAR", f"CAST({text} AS {_at_rest(column)})", missing, "false")
    if reading := _direct(column, source_type, raw):
        fault = f"{missing} OR coalesce({_out_of_bounds(column, typed)}, false)"
        return Cell(column, reading, text, fault, f"{text} IS NOT NULL" if source_type in NAIVE_INSTANTS else "false")
    came = raw if source_type == "VARCHAR" else f"CAST({raw} AS VARCHAR)"
    value, wrong = _parsed(column, text, typed)
    fault = f"{missing} OR coalesce({wrong}, false)"
    zoneless = (
        f"coalesce(NOT regexp_matches({text}, '[T ].*{ZONE}$'), false)" if column.kind is Kind.INSTANT else "false"
    )
    return Cell(column, f"nullif({came}, '')", value, fault, zoneless)


def _at_rest(column: Column) -> str:
    return {Kind.INTEGER: "BIGINT", Kind.INSTANT: "TIMESTAMP", Kind.DATE: "DATE"}.get(column.kind, "VARCHAR")


def _direct(column: Column, source_type: str, raw: str) -> str | None:
    """Return the SQL that takes a typed source cell as it is, or None where it must be read as text."""
    if column.kind is Kind.INTEGER and source_type in INTEGERS:
        return f"CAST({raw} AS BIGINT)"
    if column.kind is Kind.INSTANT and source_type in NAIVE_INSTANTS:
        return raw if source_type == "TIMESTAMP" else f"CAST({raw} AS TIMESTAMP)"
    if column.kind is Kind.INSTANT and source_type == "TIMESTAMP WITH TIME ZONE":
        return f"({raw} AT TIME ZONE 'UTC')"
    if column.kind is Kind.DATE and source_type == "DATE":
        return raw
    return None


def _parsed(column: Column, text: str, typed: str) -> tuple[str, str]:
    """Return the SQL that types a text cell, and the SQL that is true where it must not stand."""
    if column.kind is Kind.INTEGER:
        value = f"CASE WHEN regexp_full_match({text}, '{WHOLE_NUMBER}') THEN TRY_CAST({text} AS BIGINT) END"
    elif column.kind is Kind.INSTANT:
        value = (
            f"CASE WHEN regexp_full_match({text}, '{INSTANT_TEXT}') "
            f"THEN TRY_CAST({text} AS TIMESTAMPTZ) AT TIME ZONE 'UTC' END"
        )
    elif column.kind is Kind.DATE:
        value = f"CASE WHEN regexp_full_match({text}, '{DAY_TEXT}') THEN TRY_CAST({text} AS DATE) END"
    else:
        return text, _wrong_text(column, text)
    return value, f"({text} IS NOT NULL AND {typed} IS NULL) OR {_out_of_bounds(column, typed)}"


def _out_of_bounds(column: Column, typed: str) -> str:
    """Return the SQL that is true where a typed value leaves the column's range."""
    if column.kind in {Kind.INSTANT, Kind.DATE}:
        kind = "TIMESTAMP" if column.kind is Kind.INSTANT else "DATE"
        return f"{typed} < {kind} '{FIRST_YEAR}-01-01' OR {typed} >= {kind} '{LAST_YEAR + 1}-01-01'"
    bound = 10**GREATEST_DIGITS - 1
    least = -bound if column.least is None else column.least
    most = bound if column.most is None else column.most
    zero = f" OR {typed} = 0" if column.nonzero else ""
    return f"{typed} < {least} OR {typed} > {most}{zero}"


def _wrong_text(column: Column, text: str) -> str:
    """Return the SQL that is true where a text cell may not stand."""
    if column.choices:
        return f"{text} NOT IN ({', '.join(sql_text(choice) for choice in column.choices)})"
    if column.kind in LISTS:
        return f"{text} NOT IN ({', '.join(sql_text(code) for code in sorted(LISTS[column.kind]()))})"
    if column.kind in PATTERNS:
        return f"NOT regexp_full_match({text}, '{PATTERNS[column.kind]}')"
    if column.kind is Kind.ID:
        return f"length({text}) > 200 OR {text} <> trim({text}) OR regexp_matches({text}, '[[:cntrl:]]')"
    return f"starts_with({text}, '{NOT_ONE_VALUE}')"


@dataclass(frozen=True, slots=True)
class RowFault:
    """The SQL of a rule between two cells of a row."""

    column: str
    holds: str
    """Over ``t_`` and ``v_`` cells: true where the rule is broken, never NULL."""
    expected: str


def row_fault_of(rule: RowRule) -> RowFault:
    """Return the SQL of *rule*."""
    match rule:
        case InOrder(earlier, later):
            holds = f'coalesce("v_{earlier}" > "v_{later}", false)'
            return RowFault(later, holds, f"not before {earlier}")
        case Needs(column, other):
            holds = f'"t_{column}" IS NOT NULL AND "t_{other}" IS NULL'
            return RowFault(column, holds, f"nothing here, or {other} as well")
        case Differ(column, other):
            holds = f'coalesce("t_{column}" = "t_{other}", false)'
            return RowFault(column, holds, f"another account than {other}")


def is_nested(source_type: str) -> bool:
    """Say whether cells of that SQL type are no single values."""
    return source_type.endswith("]") or source_type.startswith(NESTED)


def staging_select(table: Table, source: str, types: dict[str, str], *, file: int) -> str:
    """
    Return the SELECT that reads *source*, a relation with ``_row`` and ``_unreadable``, as rows of *table*.

    Beside the typed columns it gives ``_file``, ``_row``, ``_faults`` (NULL where there are none; else
    a list of column, value, expected), ``_raw`` (the cells as they came, only where there are faults)
    and ``_zoneless``.
    """
    cells = [cell_of(column, types.get(column.name)) for column in table.columns]
    faults = [
        *(
            RowFault(cell.column.name, f"({cell.fault})", cell.column.expected)
            for cell in cells
            if cell.fault != "false"
        ),
        *(row_fault_of(rule) for rule in table.rules),
    ]
    texts = _join(f'{cell.text} AS "t_{cell.column.name}"' for cell in cells)
    values = _join(f'{cell.value} AS "v_{cell.column.name}"' for cell in cells)
    typed = _join(f'"v_{name}" AS "{name}"' for name in table.names)
    listed = _join(f"CASE WHEN {fault.holds} THEN {_fault_struct(fault)} END" for fault in faults)
    as_came = _join(f'"{name}": CAST("t_{name}" AS VARCHAR)' for name in table.names)
    zoneless = " OR ".join(cell.zoneless for cell in cells if cell.zoneless != "false") or "false"
    return f"""
        SELECT {typed}, {file}::INTEGER AS _file, _row,
            CASE WHEN _unreadable IS NOT NULL
                THEN [{{'column': NULL::VARCHAR, 'value': _unreadable, 'expected': 'a row of this table'}}]
                WHEN _broken THEN list_filter([{listed}], lambda fault: fault IS NOT NULL) END AS _faults,
            CASE WHEN _broken THEN {{{as_came}}} END AS _raw,
            {zoneless} AS _zoneless
        FROM (
            SELECT *, _unreadable IS NOT NULL OR {" OR ".join(f"({fault.holds})" for fault in faults)} AS _broken
            FROM (SELECT *, {values} FROM (SELECT s._row, s._unreadable, {texts} FROM ({source}) AS s))
        )
        """


def _fault_struct(fault: RowFault) -> str:
    value = f"""ltrim(CAST("t_{fault.column}" AS VARCHAR), '{NOT_ONE_VALUE}')"""
    return f"{{'column': {sql_text(fault.column)}, 'value': {value}, 'expected': {sql_text(fault.expected)}}}"


def _join(parts: Iterable[str]) -> str:
    return ", ".join(parts)
