"""A look evaluates everybody from one snapshot, and explains each from its own rows alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from fairnotice.evaluation.result import Estimate, InsufficientEvidence, Verdict
from fairnotice.kernel.problem import BadInput
from fairnotice.policy.reading import read_policy
from fairnotice.warehouse.account_rows import UnknownAccount
from fairnotice.warehouse.explaining import explain
from fairnotice.warehouse.home import Warehouse
from fairnotice.warehouse.importing import import_facts
from fairnotice.warehouse.look import ACCOUNTS_FILE, CLIENTS_FILE, MODEL_FILE, LookPast, LookResult, look_instant
from fairnotice.warehouse.look_table import PUBLIC, read_table
from fairnotice.warehouse.snapshot import Snapshot
from tests.support.marketplaces import Marketplace
from tests.support.measuring import IMPORTED_AT, LOOK_ON, imported, looked, troubled_marketplace
from tests.support.policies import example_policy, example_text
from tests.support.views import file_warehouse

FILES = (ACCOUNTS_FILE, CLIENTS_FILE, MODEL_FILE)


def bytes_of(result: LookResult) -> list[bytes]:
    return [(result.directory / file).read_bytes() for file in FILES]


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return imported(troubled_marketplace(), tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def look(warehouse: Warehouse, tmp_path_factory: pytest.TempPathFactory) -> LookResult:
    return looked(warehouse, tmp_path_factory.mktemp("looks") / "look")


class TestALook:
    def test_finds_the_agency_that_falls_short_and_nobody_else(self, look: LookResult) -> None:
        [found] = look.findings
        assert (found.account_id, found.provision, found.verdict) == ("agency-a", "Q2.1", Verdict.FINDING)
        assert found.charged == 1 - found.v

    def test_gives_every_measured_account_one_row(self, look: LookResult) -> None:
        table = read_table(look.directory)
        ids = table["account_id"].to_pylist()
        assert ids == sorted(set(ids))
        assert len(ids) == 60 + 1 + 1 + 2
        assert sum(look.summary.values()) == len(ids)
        assert tuple(table.column_names[: len(PUBLIC)]) == PUBLIC

    def test_says_no_number_where_evidence_is_insufficient(self, look: LookResult) -> None:
        for row in read_table(look.directory).to_pylist():
            silent = row["verdict"] == "insufficient_evidence"
            assert [row[name] is None for name in ("v", "q_low", "q_mean", "q_high")] == [silent] * 4

    def test_never_finds_an_account_without_contracts(self, look: LookResult) -> None:
        rows = {row["account_id"]: row for row in read_table(look.directory).to_pylist()}
        assert (rows["manager-a"]["verdict"], rows["manager-a"]["contracts"]) == ("insufficient_evidence", 0)

    def test_leaves_the_same_bytes_again(self, warehouse: Warehouse, look: LookResult, tmp_path: Path) -> None:
        assert bytes_of(looked(warehouse, tmp_path / "again")) == bytes_of(look)

    @pytest.mark.parametrize("parts", [2, 9])
    def test_leaves_the_same_bytes_in_any_number_of_ranges(
        self, warehouse: Warehouse, look: LookResult, tmp_path: Path, parts: int
    ) -> None:
        assert bytes_of(looked(warehouse, tmp_path / "parts", parts=parts)) == bytes_of(look)

    def test_says_of_files_what_it_says_of_delta_tables(self, look: LookResult, tmp_path: Path) -> None:
        files = file_warehouse(troubled_marketplace().write(tmp_path / "files"))
        other = read_table(looked(files, tmp_path / "look").directory)
        assert other.drop(["snapshot"]) == read_table(look.directory).drop(["snapshot"])

    def test_of_an_empty_warehouse_says_nothing_about_nobody(self, tmp_path: Path) -> None:
        result = looked(Warehouse.of_home(tmp_path), tmp_path / "look")
        assert set(result.summary.values()) == {0}
        assert result.findings == ()

    def test_that_fails_leaves_nothing_behind(self, warehouse: Warehouse, tmp_path: Path) -> None:
        policy = read_policy(example_text().replace("stars >= 4 OR", "CAST(category AS BIGINT) > 3 OR"))
        with pytest.raises(BadInput, match="A rule fails on the data"):
            looked(warehouse, tmp_path / "look", policy=policy)
        assert list(tmp_path.iterdir()) == []

    def test_under_another_maturity_counts_otherwise(self, warehouse: Warehouse, tmp_path: Path) -> None:
        strict = looked(warehouse, tmp_path / "look", policy=example_policy(maturity_days="150"))
        assert strict.findings == ()


class TestASecondLook:
    def test_finds_nobody_without_a_new_unsatisfied_client(
        self, warehouse: Warehouse, look: LookResult, tmp_path: Path
    ) -> None:
        past = LookPast(look.as_of, look.directory, tuple(found.as_charge(LOOK_ON) for found in look.findings))
        second = looked(warehouse, tmp_path / "second", on=date(2025, 1, 1), past=past)
        third_past = LookPast(second.as_of, second.directory, past.charges)
        third = looked(warehouse, tmp_path / "third", on=date(2025, 2, 1), past=third_past)
        rows = {row["account_id"]: row for row in read_table(third.directory).to_pylist()}
        assert third.findings == ()
        assert "no_new_adverse" in rows["agency-a"]["reasons"]

    def test_knows_what_the_first_carried_on(self, warehouse: Warehouse, look: LookResult, tmp_path: Path) -> None:
        past = LookPast(look.as_of, look.directory, ())
        second = looked(warehouse, tmp_path / "second", on=date(2024, 12, 1), past=past)
        before = dict(zip(*read_table(look.directory).select(["account_id", "carried_v"]).to_pydict().values()))  # noqa: B905  columns of one table
        table = read_table(second.directory)
        after = dict(zip(table["account_id"].to_pylist(), table["previous_v"].to_pylist(), strict=True))
        assert after == before


class TestAnExplanation:
    @pytest.mark.parametrize("account", ["agency-a", "freelancer-0", "freelancer-7", "manager-a"])
    def test_says_what_the_look_said_to_the_bit(self, warehouse: Warehouse, look: LookResult, account: str) -> None:
        [row] = [row for row in read_table(look.directory).to_pylist() if row["account_id"] == account]
        explanation = explain(warehouse, example_policy(), account, look=look.ref)
        assert explanation.verdict.value == row["verdict"]
        assert explanation.reasons == tuple(row["reasons"])
        if isinstance(explanation.estimate, Estimate):
            estimate = explanation.estimate
            assert (estimate.v, estimate.low, estimate.mean, estimate.high) == (
                row["v"],
                row["q_low"],
                row["q_mean"],
                row["q_high"],
            )
        else:
            assert row["v"] is None

    def test_lists_every_contract_with_its_reason_and_weight(self, warehouse: Warehouse, look: LookResult) -> None:
        explanation = explain(warehouse, example_policy(), "agency-a", look=look.ref)
        assert len(explanation.contracts) == 20
        first = explanation.contracts[0]
        assert (first.counts, first.code, first.weight, first.stars) == ("adverse", "client_unsatisfied", 1.0, 1)
        assert (first.client_name, first.worker_name) == ("Client 120", "Agency A Member 0")
        assert [one.ended_on for one in explanation.contracts] == sorted(
            (one.ended_on for one in explanation.contracts if one.ended_on), reverse=True
        )

    def test_names_ways_out_that_were_tried(self, warehouse: Warehouse, look: LookResult) -> None:
        explanation = explain(warehouse, example_policy(), "agency-a", look=look.ref)
        assert explanation.what_if is not None
        assert explanation.what_if.enough is not None
        assert explanation.what_if.more[explanation.what_if.enough] < explanation.keeps
        assert explanation.what_if.more[explanation.what_if.enough - 1] >= explanation.keeps

    def test_judged_on_later_contracts_alone_forgets_the_earlier(self, warehouse: Warehouse, look: LookResult) -> None:
        after = look_instant(example_policy(), date(2024, 9, 1))
        explanation = explain(warehouse, example_policy(), "agency-a", look=look.ref, after=after)
        assert {one.ended_on is None or one.ended_on >= date(2024, 9, 1) for one in explanation.contracts} == {True}
        assert len(explanation.contracts) == 4
        assert isinstance(explanation.estimate, InsufficientEvidence)
        assert explanation.verdict is Verdict.INSUFFICIENT_EVIDENCE

    def test_searches_all_accounts_for_no_name(
        self, warehouse: Warehouse, look: LookResult, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        opened: list[str] = []
        glance = Warehouse.glance

        def noted(self: Warehouse, snapshot: Snapshot, *, tables: Iterable[str], **more: Any) -> Any:
            opened.extend(tables)
            return glance(self, snapshot, tables=tables, **more)

        monkeypatch.setattr(Warehouse, "glance", noted)
        explanation = explain(warehouse, example_policy(), "freelancer-0", look=look.ref)
        assert explanation.name
        assert all(one.client_name for one in explanation.contracts)
        assert "contracts" in opened
        assert "accounts" not in opened

    def test_of_an_unknown_account_is_refused_with_near_ids(self, warehouse: Warehouse, look: LookResult) -> None:
        with pytest.raises(UnknownAccount) as refused:
            explain(warehouse, example_policy(), "agency-b", look=look.ref)
        assert refused.value.near[0] == "agency-a"

    def test_of_a_client_is_refused(self, warehouse: Warehouse, look: LookResult) -> None:
        with pytest.raises(UnknownAccount, match="is a client"):
            explain(warehouse, example_policy(), "client-1", look=look.ref)


class TestAHarshClient:
    def test_does_not_count_and_it_is_said(self, tmp_path: Path) -> None:
        marketplace = Marketplace(until=LOOK_ON)
        marketplace.crowd(60, clients=40)
        marketplace.account("harsh", "client")
        for number in range(12):
            marketplace.contract(f"freelancer-{number}", "harsh", ended=date(2024, 8, 1), stars=1)
        warehouse = file_warehouse(marketplace.write(tmp_path))
        result = looked(warehouse, tmp_path / "look")
        explanation = explain(warehouse, example_policy(), "freelancer-3", look=result.ref)
        [contract] = [one for one in explanation.contracts if one.client_id == "harsh"]
        assert (contract.counts, contract.code, contract.weight) == ("left_out", "client_barred", 0.0)


class TestPostsWithoutAHire:
    def test_are_counted_only_to_say_that_they_do_not_count(self, tmp_path: Path) -> None:
        marketplace = troubled_marketplace(10)
        marketplace.post("agency-a", on=date(2024, 9, 1), hires=0)
        marketplace.post("agency-a", on=date(2024, 9, 2), hires=1)
        marketplace.post("agency-a", on=date(2024, 11, 2), hires=0)
        warehouse = file_warehouse(marketplace.write(tmp_path))
        result = looked(warehouse, tmp_path / "look")
        assert explain(warehouse, example_policy(), "agency-a", look=result.ref).posts_without_hire == 1


class TestTheStandingOfClients:
    def test_counts_first_outcomes_with_others(self, look: LookResult) -> None:
        rows = pq.read_table(look.directory / CLIENTS_FILE).to_pylist()
        ids = [(row["account_id"], row["client_id"]) for row in rows]
        assert ids == sorted(set(ids))
        by_client: dict[str, list[int]] = {}
        rated = [row for row in rows if row["first_adverse"] is not None]
        for row in rated:
            by_client.setdefault(row["client_id"], []).append(row["first_adverse"])
        for row in rated:
            first = by_client[row["client_id"]]
            assert (row["counterparties"], row["adverse"]) == (len(first), sum(first))


class TestAReference:
    def test_leads_back_to_the_look(self, look: LookResult) -> None:
        assert replace(look.ref) == look.ref
        assert look.ref.snapshot_number == look.snapshot_number == 1


class TestASplitImport:
    @pytest.mark.parametrize("pieces", [3])
    def test_gives_the_same_look_as_a_whole_one(self, tmp_path: Path, pieces: int) -> None:
        marketplace = troubled_marketplace(30)
        whole = looked(imported(marketplace, tmp_path / "whole"), tmp_path / "look")
        warehouse = Warehouse.of_home(tmp_path / "split")
        for piece in range(pieces):
            part = Marketplace(until=LOOK_ON)
            part.rows = {
                table: rows if table == "accounts" else rows[piece::pieces] for table, rows in marketplace.rows.items()
            }
            kept = {str(row["contract_id"]) for row in part.rows["contracts"]}
            part.rows["feedback"] = [row for row in marketplace.rows["feedback"] if str(row["contract_id"]) in kept]
            import_facts(warehouse, [part.write(tmp_path / f"drop-{piece}")], now=IMPORTED_AT)
        assert warehouse.snapshot().number == pieces
        split = looked(warehouse, tmp_path / "split-look")
        assert read_table(split.directory).drop(["snapshot"]) == read_table(whole.directory).drop(["snapshot"])
