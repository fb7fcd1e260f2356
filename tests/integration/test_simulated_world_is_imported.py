"""What the simulator writes, and the marketplace small enough to read, are facts that an import takes as they are."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from fairnotice.lab.drops import known_before
from fairnotice.lab.simulation import FACTS, simulate, write_marketplace
from fairnotice.lab.world import World
from fairnotice.warehouse.home import Warehouse
from fairnotice.warehouse.importing import import_facts

NOW = datetime(2026, 11, 1, tzinfo=UTC)
WORLD = World(
    accounts=400, months=18, seed=21, missing_email_share=0.2, missing_timezone_share=0.1, violation_share=0.2
)
EXAMPLE = Path(__file__).parents[2] / "examples" / "marketplace"


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return Warehouse.at(tmp_path / "warehouse")


class TestSimulatedWorld:
    def test_is_imported_without_one_quarantined_row(self, warehouse: Warehouse, tmp_path: Path) -> None:
        written = {one.table: one.rows for one in write_marketplace(WORLD, tmp_path / "market")}
        report = import_facts(warehouse, [tmp_path / "market"], now=NOW)
        assert [str(problem) for problem in report.problems] == []
        assert {one.table: one.loaded for one in report.tables} == {table: written[table] for table in FACTS}

    def test_may_arrive_month_by_month_and_ends_the_same(self, warehouse: Warehouse, tmp_path: Path) -> None:
        last = [one.path for one in write_marketplace(WORLD, tmp_path / "all", FACTS)]
        early = tmp_path / "early"
        early.mkdir()
        for name, table in known_before(datetime(2026, 9, 1, tzinfo=UTC), simulate(WORLD)):
            pq.write_table(table, early / f"{name}.parquet")
        first = import_facts(warehouse, [early], now=NOW)
        second = import_facts(warehouse, last, now=NOW)
        at_once = import_facts(Warehouse.at(tmp_path / "other"), last, now=NOW)
        assert first.quarantined == second.quarantined == 0
        assert sum(one.replaced for one in second.tables) > 0
        assert {name: state.content for name, state in second.snapshot.tables.items()} == {
            name: state.content for name, state in at_once.snapshot.tables.items()
        }


class TestMarketplaceSmallEnoughToRead:
    def test_is_imported_without_one_quarantined_row(self, warehouse: Warehouse) -> None:
        report = import_facts(warehouse, [EXAMPLE], now=NOW)
        assert [str(problem) for problem in report.problems] == []
        assert {one.table: one.loaded for one in report.tables} == {
            "accounts": 12,
            "memberships": 3,
            "contracts": 24,
            "feedback": 22,
            "payments": 24,
            "violations": 1,
            "posts": 10,
        }
