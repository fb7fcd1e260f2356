"""The default world has the figures that ``methodology.md`` section 8 gives for it."""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from fairnotice.lab.simulation import simulate
from fairnotice.lab.world import World


@pytest.fixture(scope="module")
def table() -> dict[str, pa.Table]:
    return dict(simulate(World(accounts=30_000), ("accounts", "contracts", "feedback", "truth", "truth_clients")))


@pytest.fixture(scope="module")
def rated(table: dict[str, pa.Table]) -> np.ndarray:
    """Rated contracts per account, zeros included."""
    said = table["feedback"].filter(pc.equal(table["feedback"]["by"], "client"))
    joined = said.join(table["contracts"], "contract_id")
    counts = np.array(joined.group_by("provider_id").aggregate([("contract_id", "count")])["contract_id_count"])
    return np.concatenate([counts, np.zeros(30_000 - counts.size, dtype=counts.dtype)])


class TestPopulation:
    def test_is_bad_in_about_three_of_a_hundred(self, table: dict[str, pa.Table]) -> None:
        last = table["truth"].filter(pc.equal(table["truth"]["month"], date(2026, 9, 1)))
        assert pc.mean(pc.cast(last["bad"], pa.float64())).as_py() == pytest.approx(0.032, abs=0.006)

    def test_has_fewer_than_ten_rated_contracts_in_85_of_a_hundred(self, rated: np.ndarray) -> None:
        assert np.mean(rated < 10) == pytest.approx(0.85, abs=0.02)

    def test_has_a_heavy_tail(self, rated: np.ndarray) -> None:
        assert 350 < rated.max() < 700

    def test_comes_back_to_a_client_in_about_35_of_a_hundred(self, table: dict[str, pa.Table]) -> None:
        contracts = table["contracts"]
        pairs = contracts.group_by(["provider_id", "client_id"]).aggregate([]).num_rows
        providers = contracts.group_by(["provider_id"]).aggregate([]).num_rows
        assert (contracts.num_rows - pairs) / (contracts.num_rows - providers) == pytest.approx(0.35, abs=0.02)

    def test_has_one_harsh_client_in_twenty(self, table: dict[str, pa.Table]) -> None:
        assert pc.mean(pc.cast(table["truth_clients"]["harsh"], pa.float64())).as_py() == pytest.approx(0.05, abs=0.006)


class TestTruth:
    def test_is_what_happened_on_average(self, table: dict[str, pa.Table]) -> None:
        truth = table["truth"]
        success, contracts, satisfied = (np.array(truth[name]) for name in ("success", "contracts", "satisfied"))
        for low, high in ((0.0, 0.6), (0.6, 0.75), (0.75, 0.9), (0.9, 1.0)):
            here = (success >= low) & (success < high)
            expected = (success * contracts)[here].sum() / contracts[here].sum()
            assert satisfied[here].sum() / contracts[here].sum() == pytest.approx(expected, abs=0.012)
