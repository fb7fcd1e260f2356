"""However the facts arrive and however the work is split, a look says the same."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from fairnotice.policy.rulebook import Policy
from fairnotice.warehouse.gathering import Gathered, gather, ranges_of
from fairnotice.warehouse.home import Warehouse
from fairnotice.warehouse.span import LookSpan
from fairnotice.warehouse.tallies import reading
from tests.support.marketplaces import Marketplace
from tests.support.measuring import LOOK_ON
from tests.support.policies import example_policy
from tests.support.views import file_warehouse

STARS = st.one_of(st.none(), st.integers(1, 5))
CONTRACTS = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 6), st.integers(0, 800), STARS), min_size=1, max_size=40
)
KINDS = ("agency", "freelancer")


def marketplace_of(contracts: list[tuple[int, int, int, int | None]]) -> Marketplace:
    marketplace = Marketplace(until=LOOK_ON)
    for number in range(7):
        marketplace.account(f"client-{number}", "client")
    for number in range(5):
        marketplace.account(f"account-{number}", KINDS[number % 2])
    for provider, client, days, stars in contracts:
        ended = LOOK_ON - timedelta(days=days)
        marketplace.contract(f"account-{provider}", f"client-{client}", ended=ended, stars=stars)
    return marketplace


def tallies(warehouse: Warehouse, policy: Policy, folder: Path, parts: int) -> list[object]:
    """Return everything the tallies say, in an order that does not depend on the ranges."""
    span = LookSpan.of(policy, as_of=datetime(2024, 11, 1, 3, tzinfo=UTC), previous_as_of=None)
    snapshot = warehouse.snapshot()
    gathered = Gathered(folder)
    ranges = ranges_of(warehouse, snapshot, parts)
    for part in range(len(ranges)):
        gather(warehouse, snapshot, policy, span, gathered, ranges, part)
    prior = gathered.prior_of(KINDS)
    said: list[object] = [prior.n.tolist(), prior.k.tolist(), prior.count.tolist()]
    rows: list[object] = []
    with reading(gathered) as reader:
        strictness = reader.strictness()
        said += [strictness.n.tolist(), strictness.k.tolist(), strictness.count.tolist()]
        for part in range(gathered.parts):
            found = reader.part(part, KINDS)
            names, clients = found.pairs.accounts, found.pairs.clients
            pairs = found.pairs
            columns = (pairs.month, pairs.satisfied, pairs.adverse, pairs.new_adverse, pairs.rated_days)
            numbers = zip(pairs.account.tolist(), pairs.client.tolist(), *(c.tolist() for c in columns), strict=True)
            rows += [(names[row[0]], clients[row[1]], *row[2:]) for row in numbers]
            standing = zip(found.clients.counterparties.tolist(), found.clients.adverse.tolist(), strict=True)
            totals = dict(zip(clients, standing, strict=True))
            first = found.first
            for account, client, adverse in zip(
                first.account.tolist(), first.client.tolist(), first.adverse.tolist(), strict=True
            ):
                rows.append((names[account], clients[client], adverse, totals[clients[client]]))
            rows += list(zip(names, found.counts.contracts.tolist(), strict=True))
    return [*said, sorted(rows, key=str)]


class TestAnyMarketplace:
    @settings(deadline=None, max_examples=4)
    @given(contracts=CONTRACTS, parts=st.integers(2, 6), seed=st.integers(0, 99))
    def test_has_the_same_tallies_in_any_order_and_any_ranges(
        self, contracts: list[tuple[int, int, int, int | None]], parts: int, seed: int
    ) -> None:
        policy = example_policy()
        with TemporaryDirectory() as folder:
            base = Path(folder)
            for name in ("one", "other"):
                (base / name / "scratch").mkdir(parents=True)
            marketplace = marketplace_of(contracts)
            whole = tallies(file_warehouse(marketplace.write(base / "one")), policy, base / "one" / "scratch", 1)
            for rows in marketplace.rows.values():
                Random(seed).shuffle(rows)  # noqa: S311  a repeatable order
            other = file_warehouse(marketplace.write(base / "other"))
            assert tallies(other, policy, base / "other" / "scratch", parts) == whole

    @settings(deadline=None, max_examples=4)
    @given(contracts=CONTRACTS)
    def test_has_the_tallies_that_counting_by_hand_gives(
        self, contracts: list[tuple[int, int, int, int | None]]
    ) -> None:
        policy = example_policy()
        counted = [
            (provider, client, days, stars)
            for provider, client, days, stars in contracts
            if stars is not None and days > 14 and LOOK_ON - timedelta(days=days) >= date(2022, 11, 1)
        ]
        with TemporaryDirectory() as folder:
            base = Path(folder)
            (base / "scratch").mkdir()
            warehouse = file_warehouse(marketplace_of(contracts).write(base))
            said = tallies(warehouse, policy, base / "scratch", 1)
        rows: list[tuple[object, ...]] = said[-1]  # type: ignore[assignment]  # the last of what is said are rows
        pairs = [row for row in rows if len(row) == 7]
        assert sum(int(str(row[3])) for row in pairs) == sum(1 for one in counted if (one[3] or 0) >= 4)
        assert sum(int(str(row[4])) for row in pairs) == sum(1 for one in counted if (one[3] or 0) < 4)
        known = {(f"account-{one[0]}", f"client-{one[1]}") for one in counted}
        assert {(row[0], row[1]) for row in pairs} == known
