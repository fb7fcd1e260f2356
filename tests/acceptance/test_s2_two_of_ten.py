"""S2 "Two of ten": posts without a hire never count, and every item says whether it counted and why."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from tests.support.marketplaces import Marketplace
from tests.support.town import Town

LOOK = datetime(2026, 11, 2, 10, tzinfo=UTC)
UNTIL = date(2026, 10, 31)


def marketplace(*, posts: int, hires: int) -> Marketplace:
    """Let somebody work for ten clients and, as a client, post offers of which few lead to a hire."""
    made = Marketplace(until=UNTIL)
    made.crowd(freelancers=560)
    worker = made.account("noor")
    for number in range(8):
        made.contract(worker, f"client-{number}", ended=UNTIL - timedelta(days=30 + 40 * number), stars=5)
    made.contract(worker, "client-20", ended=None)
    made.contract(worker, "client-21", ended=UNTIL - timedelta(days=60), end_reason="not_started", charged=0)
    made.contract(worker, "client-22", ended=UNTIL - timedelta(days=90))
    for number in range(posts):
        made.post(worker, on=UNTIL - timedelta(days=5 + number), hires=int(number < hires))
    return made


class TestTwoOfTen:
    def test_ten_posts_with_two_hires_change_nothing_at_all(self, town: Town, tmp_path: Path) -> None:
        verdicts = []
        for posts, hires in ((0, 0), (10, 2)):
            facts = marketplace(posts=posts, hires=hires).write(tmp_path / f"facts-{posts}")
            town.run("import", facts)
            table = tmp_path / f"verdicts-{posts}.csv"
            town.run("evaluate", "--on", "2026-11-02", "--out", table)
            rows = csv.DictReader(io.StringIO(table.read_text(encoding="utf-8")))
            verdicts.append({row["account_id"]: {**row, "snapshot": ""} for row in rows})
        without, with_posts = verdicts
        assert with_posts == without
        assert with_posts["noor"]["verdict"] == "clear"

    def test_the_page_lists_every_item_that_counted_or_did_not_and_why(self, town: Town, tmp_path: Path) -> None:
        town.run("import", marketplace(posts=10, hires=2).write(tmp_path / "facts"))
        town.work(LOOK)
        with town.signed_in(town.person("noor")) as noor:
            stats = noor.read("/stats/noor/")
            contracts = noor.read("/stats/noor/contracts/")
            rows = [*csv.DictReader(io.StringIO(noor.client.get("/stats/noor/contracts.csv").content.decode()))]
        assert "Nothing to do" in stats
        assert "never count" in stats
        assert "8" in contracts
        assert "without a hire" in contracts
        for reason in (
            "The client was satisfied.",
            "Still open. Open contracts never count, and you need not close them.",
            "Nothing was worked or paid.",
            "The client gave no feedback. Silence counts neither way.",
        ):
            assert reason in contracts
        assert len(rows) == 11
        assert all(row["reason"] for row in rows)
