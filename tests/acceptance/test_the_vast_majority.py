"""Where nobody is bad, nobody is found; and an account nobody worked with is never found."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq

from tests.support.town import Town


class TestTheVastMajority:
    def test_is_left_in_peace_in_twelve_looks(self, town: Town, tmp_path: Path) -> None:
        facts, out = tmp_path / "facts", tmp_path / "replay"
        town.run(
            *("simulate", "--accounts", "3000", "--months", "36", "--seed", "11", "--bad-share", "0"),
            *("--until", "2026-11-01", "--out", facts),
        )
        town.run("import", facts)
        town.run("replay", "--from", "2025-12-01", "--to", "2026-11-01", "--out", out)
        looks = pq.read_table(out / "looks.parquet").to_pylist()
        assert len({row["look_on"] for row in looks}) == 12
        found = [row["account_id"] for row in looks if row["verdict"] == "finding"]
        assert found == []
        assert any(row["verdict"] == "clear" for row in looks)
