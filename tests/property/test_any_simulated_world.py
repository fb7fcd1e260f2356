"""Whatever the world, what it reports hangs together."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pyarrow.compute as pc
from hypothesis import given, settings
from hypothesis import strategies as st

from fairnotice.lab.simulation import simulate
from fairnotice.lab.world import World

worlds = st.builds(
    World,
    accounts=st.integers(1, 60),
    months=st.integers(1, 26),
    seed=st.integers(0, 2**40),
    until=st.dates(date(2020, 1, 2), date(2030, 1, 1)),
    bad_share=st.floats(0, 0.4),
    harsh_share=st.floats(0, 1),
    agency_share=st.floats(0, 0.5),
    agency_bad_share=st.none() | st.floats(0, 0.5),
    missing_email_share=st.floats(0, 1),
    team_mean=st.floats(1, 12),
)


def keys(table: pa.Table, *columns: str) -> set[object]:
    return set(zip(*(table[column].to_pylist() for column in columns), strict=True))


@settings(max_examples=15, deadline=None)
@given(worlds)
def test_every_reference_leads_somewhere_and_every_id_is_used_once(world: World) -> None:
    table = dict(simulate(world))
    for name, key in (
        ("accounts", "account_id"),
        ("contracts", "contract_id"),
        ("feedback", "feedback_id"),
        ("payments", "payment_id"),
        ("violations", "violation_id"),
        ("posts", "post_id"),
    ):
        assert len(keys(table[name], key)) == table[name].num_rows, name
    accounts, contracts = keys(table["accounts"], "account_id"), keys(table["contracts"], "contract_id")
    assert len(accounts) == world.accounts + world.clients
    for name, column in (
        ("contracts", "client_id"),
        ("contracts", "provider_id"),
        ("contracts", "worker_id"),
        ("memberships", "agency_id"),
        ("memberships", "person_id"),
        ("violations", "account_id"),
        ("posts", "client_id"),
        ("truth", "account_id"),
    ):
        assert keys(table[name], column) <= accounts, (name, column)
    assert keys(table["feedback"], "contract_id") | keys(table["payments"], "contract_id") <= contracts
    assert table["truth"].num_rows == world.accounts * world.months


@settings(max_examples=15, deadline=None)
@given(worlds)
def test_time_runs_forwards(world: World) -> None:
    table = dict(simulate(world))
    contracts, members = table["contracts"], table["memberships"]
    assert pc.all(pc.less_equal(contracts["started_at"], contracts["ended_at"])).as_py() is not False
    assert pc.all(pc.less_equal(members["from_on"], members["to_on"])).as_py() is not False
    created = dict(
        zip(table["accounts"]["account_id"].to_pylist(), table["accounts"]["created_at"].to_pylist(), strict=True)
    )
    for row in contracts.select(["provider_id", "client_id", "started_at"]).to_pylist():
        assert created[row["provider_id"]] <= row["started_at"]
        assert created[row["client_id"]] <= row["started_at"]
    ended = dict(zip(contracts["contract_id"].to_pylist(), contracts["ended_at"].to_pylist(), strict=True))
    for row in table["feedback"].select(["contract_id", "submitted_at", "withdrawn_at"]).to_pylist():
        assert ended[row["contract_id"]] <= row["submitted_at"]
        assert row["withdrawn_at"] is None or row["submitted_at"] < row["withdrawn_at"]


@settings(max_examples=15, deadline=None)
@given(worlds)
def test_a_worker_other_than_the_provider_is_a_member_on_that_day(world: World) -> None:
    table = dict(simulate(world))
    stays = {
        (row["agency_id"], row["person_id"]): (row["from_on"], row["to_on"]) for row in table["memberships"].to_pylist()
    }
    owners = {row["agency_id"] for row in table["memberships"].to_pylist() if row["role"] == "owner"}
    assert len(owners) == world.agencies
    for row in table["contracts"].select(["provider_id", "worker_id", "started_at"]).to_pylist():
        if row["provider_id"].startswith("F"):
            assert row["worker_id"] == row["provider_id"]
            continue
        since, to = stays[row["provider_id"], row["worker_id"]]
        assert since <= row["started_at"].date()
        assert to is None or row["started_at"].date() <= to


@settings(max_examples=15, deadline=None)
@given(worlds)
def test_money_put_up_is_never_less_than_what_left(world: World) -> None:
    table = dict(simulate(world))
    balance: dict[str, int] = {}
    for row in table["payments"].to_pylist():
        assert row["amount_minor"] > 0
        sign = {"prepaid": 1, "refunded": -1, "paid_out": -1, "fee": -1}.get(row["kind"], 0)
        balance[row["contract_id"]] = balance.get(row["contract_id"], 0) + sign * row["amount_minor"]
        assert balance[row["contract_id"]] >= 0
