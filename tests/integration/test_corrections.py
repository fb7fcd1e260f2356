"""A contract that was corrected counts in no look from the next snapshot on, and in every older one as it did."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from fairnotice.warehouse.corrections import leave_out
from fairnotice.warehouse.home import Warehouse
from fairnotice.warehouse.importing import import_facts
from tests.support.marketplaces import Marketplace

NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


def ends(warehouse: Warehouse, number: int) -> dict[str, str | None]:
    with warehouse.connect(warehouse.snapshot(number)) as connection:
        return dict(connection.execute("SELECT contract_id, end_reason FROM contracts ORDER BY ALL").fetchall())


class TestACorrection:
    def test_is_our_own_effect_from_the_next_snapshot_on(self, tmp_path: Path) -> None:
        place = Marketplace(date(2026, 11, 1))
        place.account("freelancer-a")
        place.account("client-a", "client")
        for _ in range(2):
            place.contract("freelancer-a", "client-a", ended=date(2026, 9, 1), stars=1)
        warehouse = Warehouse.at(tmp_path / "warehouse")
        import_facts(warehouse, [place.write(tmp_path / "facts")], now=NOW)
        first, second = ends(warehouse, 1)
        assert leave_out(warehouse, [first], now=NOW) == 1
        assert warehouse.snapshot().number == 2
        assert "platform" not in ends(warehouse, 1).values()
        assert ends(warehouse, 2)[first] == "platform"
        assert ends(warehouse, 2)[second] != "platform"
        assert leave_out(warehouse, [first], now=NOW) == 0
        assert warehouse.snapshot().number == 2
