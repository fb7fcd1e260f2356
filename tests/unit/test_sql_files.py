"""Every query stands in a file, under a name and a sentence, and says what it said yesterday."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlglot

from fairnotice.warehouse.statements import outcomes_sql, words
from tests.support.policies import example_policy

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "src" / "fairnotice" / "warehouse" / "sql").glob("*.sql"))
GOLDEN = ROOT / "tests" / "parity" / "golden" / "outcomes.duckdb.sql"


class TestAQuery:
    @pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
    def test_begins_with_its_name_and_a_sentence(self, file: Path) -> None:
        first, second, *rest = file.read_text(encoding="utf-8").splitlines()
        assert first.startswith("-- ")
        assert second.startswith("-- ")
        assert second[3].isupper()
        sentence = [line for line in [second, *rest] if line.startswith("-- ")]
        assert sentence[-1].endswith(".")

    @pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
    def test_is_one_statement_that_sqlglot_reads(self, file: Path) -> None:
        text = file.read_text(encoding="utf-8").replace("{{", "").replace("}}", "")
        assert len([tree for tree in sqlglot.parse(text, dialect="duckdb") if tree is not None]) == 1

    def test_of_outcomes_says_for_the_example_policy_what_the_golden_file_says(self) -> None:
        assert outcomes_sql(example_policy()) + "\n" == GOLDEN.read_text(encoding="utf-8")


class TestWords:
    def test_are_quoted_and_sorted(self) -> None:
        assert words(["it's", "b", "a"]) == "'a', 'b', 'it''s'"
