"""However facts are cut into imports and in whatever order their rows stand, the warehouse holds the same."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from fairnotice.facts.tables import TABLES
from fairnotice.warehouse.home import Warehouse
from tests.support.drops import Row, accounts, bring, contract, feedback, rows_of, write

FEW = settings(max_examples=4, deadline=None)
CONTRACTS = [
    contract(
        f"c{number}", ("k1", "k2")[number % 2], ("f1", "f2", "a1")[number % 3], charged_minor=number, currency="EUR"
    )
    for number in range(12)
]
FEEDBACK = [feedback(f"r{number}", f"c{number}", stars=number % 5 + 1) for number in range(12)]


def imported(folder: Path, parts: Sequence[dict[str, list[Row]]], *, form: str = "csv") -> Warehouse:
    """Return a warehouse that has the accounts and then *parts*, one import each."""
    warehouse = Warehouse.at(folder / "warehouse")
    bring(warehouse, write(folder / "accounts", accounts=accounts()))
    for number, tables in enumerate(parts):
        bring(warehouse, write(folder / f"part{number}", form=form, tables=tables))
    return warehouse


def held(warehouse: Warehouse) -> tuple[object, ...]:
    """Return all that the warehouse holds, and the name of its content."""
    content = warehouse.snapshot().id.split("-")[1]
    return (content, *(rows_of(warehouse, table) for table in TABLES))


class TestAnyImport:
    @FEW
    @given(cut=st.lists(st.integers(0, 2), min_size=12, max_size=12), order=st.permutations(range(12)))
    def test_may_be_split_and_shuffled(self, cut: list[int], order: list[int]) -> None:
        parts: list[dict[str, list[Row]]] = [{"contracts": [CONTRACTS[place] for place in order]}]
        heaps = ([FEEDBACK[place] for place in order if cut[place] == part] for part in range(3))
        parts.extend({"feedback": heap} for heap in heaps if heap)
        with TemporaryDirectory() as one, TemporaryDirectory() as other:
            at_once = imported(Path(one), [{"contracts": CONTRACTS, "feedback": FEEDBACK}])
            in_parts = imported(Path(other), parts, form="jsonl")
            assert held(at_once) == held(in_parts)

    @FEW
    @given(corrected=st.sets(st.integers(0, 11), min_size=1), again=st.integers(0, 11))
    def test_ends_where_the_last_word_ends(self, corrected: set[int], again: int) -> None:
        late: list[Row] = [{**CONTRACTS[place], "provider_id": "f2", "client_id": "k1"} for place in sorted(corrected)]
        last = {CONTRACTS[place]["contract_id"]: row for place, row in zip(sorted(corrected), late, strict=True)}
        final = [last.get(row["contract_id"], row) for row in CONTRACTS]
        with TemporaryDirectory() as one, TemporaryDirectory() as other:
            stepwise = imported(
                Path(one),
                [{"contracts": CONTRACTS, "feedback": FEEDBACK}, {"contracts": late}, {"feedback": [FEEDBACK[again]]}],
            )
            straight = imported(Path(other), [{"contracts": final, "feedback": FEEDBACK}])
            assert held(stepwise) == held(straight)
