"""However facts are cut into imports and in whatever order their rows stand, the warehouse holds the same."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from fairnotice.facts.tables import TABLES
from fairnotice.warehouse.home import Warehouse
from tests.support.drops import Row, accounts, bring, contract, feedback, rows_of, write

FEW = settings(max_examples=8, deadline=None)
CONTRACTS = [
    contract(
        f"c{number}", ("k1", "k2")[number % 2], ("f1", "f2", "a1")[number % 3], charged_minor=number, currency="EUR"
    )
    for number in range(12)
]
FEEDBACK = [feedback(f"r{number}", f"c{number}", stars=number % 5 + 1) for number in range(12)]


def imported(folder: Path, parts: Sequence[dict[str, Sequence[Row]]], *, form: str = "csv") -> Warehouse:
    """Return a warehouse that has the accounts and then *parts*, one import each."""
    warehouse = Warehouse.at(folder / "warehouse")
    bring(warehouse, write(folder / "accounts", accounts=accounts()))
    for number, tables in enumerate(parts):
        bring(warehouse, write(folder / f"part{number}", form=form, **tables))
    return warehouse


def held(warehouse: Warehouse) -> tuple[object, ...]:
    """Return all that the warehouse holds, and the name of its content."""
    content = warehouse.snapshot().id.split("-")[1]
    return (content, *(rows_of(warehouse, table) for table in TABLES))


class TestAnyImport:
    @FEW
    @given(cut=st.lists(st.integers(0, 2), min_size=12, max_size=12), order=st.permutations(range(12)))
    def test_may_be_split_and_shuffled(self, cut: list[int], order: list[int]) -> None:
        parts: list[dict[str, Sequence[Row]]] = [{"contracts": [CONTRACTS[place] for place in order]}]
        for part in range(3):
            if rows := [FEEDBACK[place] for place in order if cut[place] == part]:
                parts.append({"feedback": rows})
        with TemporaryDirectory() as one, TemporaryDirectory() as other:
            at_once = imported(Path(one), [{"contracts": CONTRACTS, "feedback": FEEDBACK}])
            in_parts = imported(Path(other), parts, form="jsonl")
            assert held(at_once) == held(in_parts)

    @FEW
    @given(corrected=st.sets(st.integers(0, 11), min_size=1), again=st.integers(0, 11))
    def test_ends_where_the_last_word_ends(self, corrected: set[int], again: int) -> None:
        late = [{**CONTRACTS[place], "provider_id": "f2", "client_id": "k1"} for place in sorted(corrected)]
        last = {CONTRACTS[place]["contract_id"]: row for place, row in zip(sorted(corrected), late, strict=True)}
        final = [last.get(row["contract_id"], row) for row in CONTRACTS]
        with TemporaryDirectory() as one, TemporaryDirectory() as other:
            stepwise = imported(
                Path(one),
                [{"contracts": CONTRACTS, "feedback": FEEDBACK}, {"contracts": late}, {"feedback": [FEEDBACK[again]]}],
            )
            straight = imported(Path(other), [{"contracts": final, "feedback": FEEDBACK}])
            assert held(stepwise) == held(straight)


GARBAGE = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_characters="\r\n\x00"), max_size=12),
    st.sampled_from(["2026-02-30", "5.5", "1e3", "NaN", "-0", "infinity", "9" * 40, "2026-02-06T09:00:00+99:00", " 5"]),
    st.integers(-(10**20), 10**20).map(str),
)


class TestAnyCell:
    @settings(max_examples=25, deadline=None)
    @given(cells=st.lists(st.tuples(st.sampled_from(TABLES["feedback"].names), GARBAGE), min_size=1, max_size=6))
    def test_is_typed_or_reported_with_its_place(self, cells: list[tuple[str, str]]) -> None:
        rows: list[Row] = [{**feedback(f"r{place}", "c1"), column: text} for place, (column, text) in enumerate(cells)]
        with TemporaryDirectory() as folder:
            for form in ("csv", "jsonl"):
                warehouse = imported(Path(folder) / form, [{"contracts": [contract("c1")]}])
                report = bring(warehouse, write(Path(folder) / form / "drop", form=form, feedback=rows))
                (table,) = report.tables
                assert table.read == len(rows)
                assert table.read == table.loaded + table.repeated + table.quarantined
                blamed = {int(problem.where.split(", row ")[1].split(",")[0]) for problem in report.problems}
                assert len(blamed) == table.quarantined
                for row in rows_of(warehouse, "feedback"):
                    self.keep_to_their_word(row, {json.dumps(given, sort_keys=True) for given in rows})

    def keep_to_their_word(self, loaded: dict[str, object], given_rows: set[str]) -> None:
        stars, recommend, at = loaded["stars"], loaded["recommend"], loaded["submitted_at"]
        assert stars is None or (isinstance(stars, int) and 1 <= stars <= 5)
        assert recommend is None or (isinstance(recommend, int) and 0 <= recommend <= 10)
        assert loaded["by"] in {"client", "provider"}
        assert isinstance(at, datetime)
        assert at - datetime(2026, 1, 5, 9) >= timedelta(0)  # noqa: DTZ001  at rest instants are naive UTC
        assert any(json.loads(text)["feedback_id"] == loaded["feedback_id"] for text in given_rows)
