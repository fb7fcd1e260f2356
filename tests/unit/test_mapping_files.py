"""A mapping file is checked before a row is read, and every fault is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from fairnotice.facts.forbidden import forbidden_kind
from fairnotice.facts.standards import countries, currencies, timezones
from fairnotice.facts.tables import TABLES
from fairnotice.kernel.problem import BadInput
from fairnotice.warehouse.mapping import read_mapping

EXAMPLES = Path(__file__).parents[2] / "examples" / "mappings"


def faults(text: str) -> list[str]:
    with pytest.raises(BadInput) as refused:
        read_mapping(text, name="m.yaml")
    return [str(problem) for problem in refused.value.problems]


class TestAMappingFile:
    @pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
    def test_of_the_examples_is_well_formed(self, path: Path) -> None:
        assert read_mapping(path.read_text(encoding="utf-8"), name=path.name).tables

    def test_tells_all_its_faults_at_once_with_their_lines(self) -> None:
        text = """\
sources:
  shop: {file: x.csv}
tables:
  contract: []
  accounts:
    - source: shoop
      columns:
        account_id: id
        mood: feeling
      where: true
"""
        assert faults(text) == [
            "m.yaml:2: The source shop has no key 'file'. Did you mean files?",
            "m.yaml:2: The source shop needs files. Add `files:`.",
            "m.yaml:4: There is no table 'contract'. Did you mean contracts?",
            "m.yaml:10: An entry of accounts has no key 'where'. Known: columns, leave_out, source.",
            "m.yaml:6: There is no source 'shoop'. Did you mean shop?",
            (
                "m.yaml:9: There is no column 'mood' in accounts. It looks like a person's emotional or mental state: "
                "the law forbids to process it, so there is no place for it. Leave it out."
            ),
            "m.yaml:8: accounts needs kind. Give each an expression.",
        ]

    @pytest.mark.parametrize("text", ["", "- 1", "a: [", "{}", "sources: 5\ntables: x", "tables:\n\t- x", "\x00"])
    def test_of_any_other_form_is_refused(self, text: str) -> None:
        assert all(fault.startswith("m.yaml:") for fault in faults(text))

    def test_may_not_say_the_same_twice(self) -> None:
        text = "sources:\n  a: {files: x.csv}\n  a: {files: y.csv}\ntables: {}\n"
        assert faults(text) == ["m.yaml:3: 'a' stands twice. Keep one of them."]


class TestForbiddenData:
    @pytest.mark.parametrize("name", ["mood", "sick_days", "Union Member", "voiceprint-id", "chat_log", "religion"])
    def test_is_known_by_its_name(self, name: str) -> None:
        assert forbidden_kind(name)

    @pytest.mark.parametrize("table", TABLES)
    def test_has_no_column_in_any_table(self, table: str) -> None:
        assert [name for name in TABLES[table].names if forbidden_kind(name)] == []

    @pytest.mark.parametrize("name", ["trace_id", "embrace", "order", "provider", "bunion"])
    def test_is_not_seen_where_there_is_none(self, name: str) -> None:
        assert forbidden_kind(name) is None


class TestTheTables:
    def test_stand_after_those_they_refer_to(self) -> None:
        seen: list[str] = []
        for table in TABLES.values():
            assert set(table.parents) <= set(seen)
            seen.append(table.name)

    def test_name_only_columns_that_exist_in_their_rules(self) -> None:
        for table in TABLES.values():
            assert set(table.key) <= set(table.required)
            assert set(table.sorted_by) <= set(table.stored)
            with pytest.raises(KeyError):
                table.column("mood")

    def test_know_the_codes_of_the_world(self) -> None:
        assert {"DE", "PT", "US"} <= countries()
        assert "ZZ" not in countries()
        assert {"EUR", "JPY"} <= currencies()
        assert {"Europe/Lisbon", "UTC"} <= timezones()
