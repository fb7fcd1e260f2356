"""S4 "Where is My Stats?": an agency has the same page, as deep, by member and by client."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.support.marketplaces import Marketplace
from tests.support.town import Town

LOOK = datetime(2026, 11, 2, 10, tzinfo=UTC)
NEEDED = (
    *("Policy", "Contracts", "Data", "Next look", "What counts", "never count", "very likely"),
    *("By member", "By client", "Over time", "What would change the result"),
)


@pytest.fixture
def contracts(town: Town, tmp_path: Path) -> list[str]:
    """Let an agency fall short, so that its page has everything to show."""
    marketplace = Marketplace(until=date(2026, 10, 31))
    marketplace.crowd()
    failed = marketplace.failing_agency()
    town.run("import", marketplace.write(tmp_path / "facts"))
    town.work(LOOK)
    return failed


class TestTheAgencyPage:
    def test_is_as_deep_as_a_freelancer_s_and_adds_members_and_clients(self, town: Town, contracts: list[str]) -> None:
        with town.signed_in(town.person("manager-a")) as manager:
            page = manager.read("/stats/agency-a/")
            assert [part for part in NEEDED if part not in page] == []
            assert "Agency A Member 0" in page
            assert "Agency A Member 1" in page
            listed = manager.read("/stats/agency-a/contracts/")
        assert [contract for contract in contracts if contract not in listed] == []

    def test_shows_a_member_their_own_row_only(self, town: Town, contracts: list[str]) -> None:
        with town.signed_in(town.person("agency-a-member-0")) as member:
            page = member.read("/stats/agency-a/")
        assert "Agency A Member 1" not in page

    def test_is_not_there_for_a_stranger(self, town: Town, contracts: list[str]) -> None:
        with town.signed_in(town.person("freelancer-3")) as stranger:
            assert "Agency A" not in stranger.read("/stats/agency-a/", status=404)
