"""The reference of policies names every key, column, function and floor that there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from fairnotice.policy import shape
from fairnotice.policy.expressions import FUNCTIONS, PLAIN_FUNCTIONS
from fairnotice.policy.shape import COLUMNS, PACKS
from fairnotice.policy.values import Table
from tests.support.policies import example_policy

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "policy.md").read_text(encoding="utf-8")
TABLES = {name: value for name, value in vars(shape).items() if isinstance(value, Table)}


class TestTheReferenceOfPolicies:
    @pytest.mark.parametrize("name", TABLES)
    def test_explains_every_key(self, name: str) -> None:
        for key, value in TABLES[name].keys.items():
            rows = [line for line in PAGE.splitlines() if line.startswith(f"| `{key}` |")]
            assert any(line.endswith(f"| {value.sentence} |") for line in rows), key

    @pytest.mark.parametrize("column", COLUMNS)
    def test_explains_every_column(self, column: str) -> None:
        kind, meaning = COLUMNS[column]
        assert f"| `{column}` | {kind} | {meaning} |" in PAGE

    def test_lists_every_function_and_pack(self) -> None:
        for name in (*FUNCTIONS, *PLAIN_FUNCTIONS, *PACKS):
            assert f"`{name}`" in PAGE, name


class TestTheWayToAPolicy:
    def test_shows_the_example_as_it_is(self) -> None:
        text = (Path(__file__).parents[2] / "docs" / "howto" / "write-a-policy.md").read_text(encoding="utf-8")
        assert f"Fingerprint {example_policy().fingerprint}" in text
