"""Rows must agree with each other: one row for each key, and every row it refers to known."""

from __future__ import annotations

from collections.abc import Sequence

from fairnotice.facts.column import Column, Reference, Table
from fairnotice.facts.tables import TABLES
from fairnotice.warehouse.home import sql_text
from fairnotice.warehouse.staging import Staging


def check_keys(staging: Staging, table: Table) -> None:
    """Set aside rows that repeat another word for word, and quarantine rows that share a key but differ."""
    name = table.name
    key = names(table.key)
    content = ", ".join(f'"{column}"' for column in table.names)
    staging.connection.execute(
        f"CREATE TEMP TABLE shared AS SELECT hash({key}) AS h FROM good_{name} GROUP BY h HAVING count(*) > 1"
    )
    if staging.count("SELECT count(*) FROM shared"):
        shown = " || ' ' || ".join(f'CAST("{column}" AS VARCHAR)' for column in table.key)
        staging.connection.execute(
            f"""
            CREATE TEMP TABLE suspect AS
            SELECT _file, _row, {shown} AS shown,
                count(*) OVER same_key AS rows_of_key,
                count(*) OVER same_row AS rows_alike,
                row_number() OVER (PARTITION BY {content} ORDER BY _file, _row) AS nth
            FROM good_{name} WHERE hash({key}) IN (SELECT h FROM shared)
            WINDOW same_key AS (PARTITION BY {key}), same_row AS (PARTITION BY {content});
            INSERT INTO bad_{name}
            SELECT _file, _row, [{{'column': {sql_text(", ".join(table.key))}, 'value': shown,
                'expected': 'one row with this key; the import has rows with it that differ'}}]
            FROM suspect WHERE rows_of_key > rows_alike;
            INSERT INTO repeated_{name} SELECT _file, _row FROM suspect WHERE rows_of_key = rows_alike AND nth > 1;
            DROP TABLE suspect;
            """
        )
    staging.connection.execute("DROP TABLE shared")
    staging.judge(name)


def know(staging: Staging, table: Table, columns: Sequence[str]) -> None:
    """
    Make ``known_T``: *columns* of the rows that the import refers to.

    A row that is good in the import counts as it stands there; else as it lies in the warehouse.
    """
    name = table.name
    wanted, key = names(columns), names(table.key)
    old = f"SELECT {wanted} FROM old_{name} WHERE {key} IN ({_referred(staging, table)})"
    if name in staging.staged:
        old = f"SELECT {wanted} FROM good_{name} UNION ALL SELECT * FROM ({old}) ANTI JOIN good_{name} USING ({key})"
    staging.connection.execute(f"CREATE TABLE known_{name} AS {old}")


def _referred(staging: Staging, parent: Table) -> str:
    """Return the SQL of the keys of *parent* that staged rows refer to."""
    return " UNION ALL ".join(
        f'SELECT "{column.name}" FROM staged_{name}'
        for name in staging.staged
        for column in TABLES[name].columns
        if column.references and column.references.table == parent.name
    )


def check_references(staging: Staging, table: Table) -> None:
    """Quarantine rows that refer to a row that is not known, or known as another kind."""
    for column in table.columns:
        if column.references:
            _check_reference(staging, table, column, column.references)
    if table.after_parent:
        _check_after_parent(staging, table)
    staging.judge(table.name)


def _check_reference(staging: Staging, table: Table, column: Column, reference: Reference) -> None:
    parent = TABLES[reference.table]
    key = parent.key[0]
    article = "an" if parent.name[0] in "aeiou" else "a"
    noun = f"{article} {parent.name.removesuffix('s')}"
    of_kind = f" of kind {' or '.join(reference.kinds)}" if reference.kinds else ""
    known = sql_text(f"{noun}{of_kind} that is known")
    held = sql_text(f"{noun}{of_kind} that is loaded; this one is in quarantine")
    expected = f"CASE WHEN q.{key} IS NOT NULL THEN {held} ELSE {known} END"
    wrong_kind = ""
    if reference.kinds:
        kinds = ", ".join(sql_text(kind) for kind in reference.kinds)
        wrong_kind = f"OR p.kind NOT IN ({kinds})"
        other = sql_text(f"{noun}{of_kind}; this one is of kind ")
        expected = f"CASE WHEN p.{key} IS NOT NULL THEN {other} || p.kind ELSE {expected} END"
    quarantined = f"(SELECT NULL::VARCHAR AS {key} WHERE false)"
    if parent.name in staging.staged:
        quarantined = (
            f"(SELECT DISTINCT {key} FROM staged_{parent.name} SEMI JOIN bad_{parent.name} USING (_file, _row))"
        )
    staging.connection.execute(
        f"""
        INSERT INTO bad_{table.name}
        SELECT c._file, c._row, [{{'column': '{column.name}', 'value': c."{column.name}", 'expected': {expected}}}]
        FROM (SELECT _file, _row, "{column.name}" FROM good_{table.name} WHERE "{column.name}" IS NOT NULL) AS c
        LEFT JOIN known_{parent.name} AS p ON p.{key} = c."{column.name}"
        LEFT JOIN {quarantined} AS q ON q.{key} = c."{column.name}"
        WHERE p.{key} IS NULL {wrong_kind}
        """
    )


def _check_after_parent(staging: Staging, table: Table) -> None:
    rule = table.after_parent
    assert rule is not None  # noqa: S101  the caller asks only where there is a rule
    staging.connection.execute(
        f"""
        INSERT INTO bad_{table.name}
        SELECT c._file, c._row, [{{'column': '{rule.column}', 'value': CAST(c.{rule.column} AS VARCHAR),
            'expected': 'not before its contract: {rule.parent_column} ' || CAST(p.{rule.parent_column} AS VARCHAR)}}]
        FROM good_{table.name} AS c JOIN known_contracts AS p USING (contract_id)
        WHERE c.{rule.column} < p.{rule.parent_column}
        """
    )


def check_kept(staging: Staging, table: Table) -> None:
    """Quarantine rows that would change what may never change."""
    for column in table.keeps:
        staging.connection.execute(
            f"""
            INSERT INTO bad_{table.name}
            SELECT n._file, n._row, [{{'column': '{column}', 'value': n.{column},
                'expected': 'what it was before, ' || o.{column} || ': it never changes'}}]
            FROM good_{table.name} AS n JOIN old_{table.name} AS o USING ({names(table.key)})
            WHERE n.{column} <> o.{column}
            """
        )
    if table.keeps:
        staging.judge(table.name)


def names(columns: Sequence[str]) -> str:
    """Return *columns* as an SQL list."""
    return ", ".join(f'"{column}"' for column in columns)
