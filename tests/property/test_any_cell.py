"""Whatever stands in a cell, it is typed or reported with its place; nothing is guessed and nothing breaks."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

from fairnotice.facts.tables import TABLES
from fairnotice.warehouse.cells import staging_select
from fairnotice.warehouse.reading import OpenFile, open_file
from fairnotice.warehouse.sources import find_sources
from tests.support.drops import Row, feedback, write

TABLE = TABLES["feedback"]
GARBAGE = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_characters="\r\n\x00"), max_size=12),
    st.sampled_from(["2026-02-30", "5.5", "1e3", "NaN", "-0", "infinity", "9" * 40, "2026-02-06T09:00:00+99:00", " 5"]),
    st.integers(-(10**20), 10**20).map(str),
)
CELLS = st.lists(st.tuples(st.sampled_from(TABLE.names), GARBAGE), min_size=1, max_size=12)


def staged(folder: Path, rows: list[Row], form: str) -> list[dict[str, Any]]:
    """Return *rows* as an import stages them, read from a file."""
    (source,) = find_sources([write(folder / form, form=form, feedback=rows)]).sources
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        file = open_file(connection, source)
        assert isinstance(file, OpenFile)
        answer = connection.execute(staging_select(TABLE, file.sql, file.types, file=0) + " ORDER BY _row")
        names = [column[0] for column in answer.description or []]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


class TestAnyCell:
    @settings(max_examples=30, deadline=None)
    @given(cells=CELLS, form=st.sampled_from(["csv", "jsonl"]))
    def test_is_typed_or_reported_with_its_place(self, cells: list[tuple[str, str]], form: str) -> None:
        rows: list[Row] = [{**feedback(f"r{place}", "c1"), column: text} for place, (column, text) in enumerate(cells)]
        with TemporaryDirectory() as folder:
            found = staged(Path(folder), rows, form)
        assert [row["_row"] for row in found] == list(range(1, len(rows) + 1))
        for row, (column, text) in zip(found, cells, strict=True):
            if row["_faults"] is None:
                self.is_what_the_table_asks_for(row, column, text)
            else:
                assert {fault["column"] for fault in row["_faults"]} <= {column, "withdrawn_at"}
                assert row["_raw"][column] == (text or None)

    def is_what_the_table_asks_for(self, row: dict[str, Any], column: str, text: str) -> None:
        assert row["stars"] is None or 1 <= row["stars"] <= 5
        assert row["recommend"] is None or 0 <= row["recommend"] <= 10
        assert row["by"] in {"client", "provider"}
        assert isinstance(row["submitted_at"], datetime)
        assert row["feedback_id"]
        assert row["contract_id"]
        if isinstance(row[column], str):
            assert row[column] == text
        elif isinstance(row[column], int):
            assert row[column] == float(text)
        elif row[column] is None:
            assert not text
