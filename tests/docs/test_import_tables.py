"""The reference of the import tables says what the tables say, and the guides' examples are real."""

from __future__ import annotations

import re
from pathlib import Path

from fairnotice.facts.reference import as_markdown
from fairnotice.policy.expressions import FUNCTIONS, PLAIN_FUNCTIONS
from fairnotice.warehouse.home import Warehouse
from fairnotice.warehouse.mapping import read_mapping
from tests.support.drops import bring, counts

DOCS = Path(__file__).parents[2] / "docs"
BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)


class TestTheReferenceOfImportTables:
    def test_is_what_the_tables_say(self) -> None:
        written = (DOCS / "reference" / "import-tables.md").read_text(encoding="utf-8")
        assert written == as_markdown(), "write it anew from fairnotice.facts.reference.as_markdown()"


class TestTheReferenceOfMappingFiles:
    TEXT = (DOCS / "reference" / "mapping.md").read_text(encoding="utf-8")

    def test_has_an_example_that_works(self, tmp_path: Path) -> None:
        blocks = dict(BLOCK.findall(self.TEXT))
        (tmp_path / "orders_2026.csv").write_text(blocks["csv"], encoding="utf-8")
        report = bring(
            Warehouse.at(tmp_path / "warehouse"),
            tmp_path / "orders_2026.csv",
            mapping=read_mapping(blocks["yaml"], name="mapping.md"),
        )
        assert counts(report, "contracts") == {"loaded": 2}
        assert counts(report, "feedback") == {"loaded": 1}
        assert sorted(entry.rows for entry in report.left_out) == [1, 1, 1, 2]

    def test_lists_every_function_that_is_allowed(self) -> None:
        listed = set(re.findall(r"`([a-z0-9_]+)`", self.TEXT.split("## Functions")[1]))
        assert listed == {*FUNCTIONS, *PLAIN_FUNCTIONS}
