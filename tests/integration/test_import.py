"""Facts come in from files, through every check, into real Delta tables."""

from __future__ import annotations

import gzip
from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest
from deltalake import DeltaTable

from fairnotice.kernel.problem import BadInput
from fairnotice.warehouse.accounts import (
    account,
    accounts_with_email,
    memberships_of_agency,
    memberships_of_person,
)
from fairnotice.warehouse.home import Warehouse, account_ranges
from fairnotice.warehouse.merging import SMALL_FILES_BORNE
from fairnotice.warehouse.snapshot import NoSuchSnapshot
from tests.support.drops import accounts, bring, contract, counts, feedback, rows_of, write


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return Warehouse.at(tmp_path / "warehouse")


class TestAnImport:
    def test_loads_typed_rows_and_publishes_a_snapshot(self, warehouse: Warehouse, tmp_path: Path) -> None:
        report = bring(
            warehouse,
            write(tmp_path / "drop", accounts=accounts(), contracts=[contract("c1")], feedback=[feedback("r1", "c1")]),
        )
        assert report.snapshot.number == 1
        assert report.quarantine is None
        (row,) = rows_of(warehouse, "contracts")
        assert row["started_at"] == datetime(2026, 1, 5, 9, 0)  # noqa: DTZ001  at rest instants are naive UTC
        (said,) = rows_of(warehouse, "feedback")
        assert (said["stars"], said["provider_id"], said["client_id"]) == (5, "f1", "k1")

    def test_twice_changes_nothing(self, warehouse: Warehouse, tmp_path: Path) -> None:
        drop = write(tmp_path / "drop", accounts=accounts(), contracts=[contract("c1")])
        first, second = bring(warehouse, drop), bring(warehouse, drop)
        assert second.snapshot == first.snapshot
        assert counts(second, "contracts") == {"unchanged": 1}
        assert DeltaTable(str(warehouse.table_path("contracts"))).version() == first.snapshot.versions["contracts"]

    def test_replaces_a_corrected_row_and_keeps_the_old_one_readable(
        self, warehouse: Warehouse, tmp_path: Path
    ) -> None:
        first = bring(warehouse, write(tmp_path / "a", accounts=accounts(), contracts=[contract("c1"), contract("c2")]))
        second = bring(warehouse, write(tmp_path / "b", contracts=[contract("c1", end_reason="client_ended")]))
        assert counts(second, "contracts") == {"replaced": 1}
        now = {row["contract_id"]: row["end_reason"] for row in rows_of(warehouse, "contracts")}
        assert now == {"c1": "client_ended", "c2": "completed"}
        then = rows_of(warehouse, "contracts", warehouse.snapshot(first.snapshot.number))
        assert {row["end_reason"] for row in then} == {"completed"}

    def test_joins_feedback_that_comes_later_than_its_contract(self, warehouse: Warehouse, tmp_path: Path) -> None:
        bring(warehouse, write(tmp_path / "a", accounts=accounts(), contracts=[contract("c1", "k2", "f2")]))
        bring(warehouse, write(tmp_path / "b", feedback=[feedback("r1", "c1")]))
        (said,) = rows_of(warehouse, "feedback")
        assert (said["provider_id"], said["client_id"]) == ("f2", "k2")

    def test_moves_old_feedback_and_payments_with_a_contract_that_changes_hands(
        self, warehouse: Warehouse, tmp_path: Path
    ) -> None:
        paid = {"payment_id": "m1", "contract_id": "c1", "kind": "earned", "amount_minor": 100, "currency": "EUR"}
        bring(
            warehouse,
            write(
                tmp_path / "a",
                accounts=accounts(),
                contracts=[contract("c1"), contract("c2")],
                feedback=[feedback("r1", "c1"), feedback("r2", "c2")],
                payments=[{**paid, "occurred_at": "2026-02-01T00:00:00Z"}],
            ),
        )
        bring(warehouse, write(tmp_path / "b", contracts=[contract("c1", "k2", "a1", worker_id="f1")]))
        said = {row["feedback_id"]: (row["provider_id"], row["client_id"]) for row in rows_of(warehouse, "feedback")}
        assert said == {"r1": ("a1", "k2"), "r2": ("f1", "k1")}
        assert [row["provider_id"] for row in rows_of(warehouse, "payments")] == ["a1"]

    def test_reads_parts_folders_and_compressed_files(self, warehouse: Warehouse, tmp_path: Path) -> None:
        drop = write(tmp_path / "drop", accounts=accounts(), contracts=[contract("c1")])
        write(drop, part=".2026-02", contracts=[contract("c2")])
        write(drop / "contracts", form="jsonl", contracts=[contract("c3")])
        packed = (drop / "contracts.2026-02.csv").read_bytes()
        (drop / "contracts.2026-02.csv").unlink()
        (drop / "contracts.2026-02.csv.gz").write_bytes(gzip.compress(packed))
        with duckdb.connect() as connection:
            connection.execute(
                f"COPY (SELECT 'c4' AS contract_id, 'k1' AS client_id, 'f1' AS provider_id, "
                f"'2026-01-05T09:00:00+01:00' AS started_at) TO '{drop / 'contracts.4.csv.zst'}' (COMPRESSION zstd)"
            )
            connection.execute(
                f"COPY (SELECT 'c5' AS contract_id, 'k1' AS client_id, 'f1' AS provider_id, "
                f"TIMESTAMPTZ '2026-01-05 09:00:00+01' AS started_at) TO '{drop / 'contracts.5.parquet'}'"
            )
        report = bring(warehouse, drop)
        assert counts(report, "contracts") == {"loaded": 5}
        started = {row["contract_id"]: row["started_at"].hour for row in rows_of(warehouse, "contracts")}
        assert (started["c4"], started["c5"]) == (8, 8)

    def test_says_which_instants_it_read_as_utc(self, warehouse: Warehouse, tmp_path: Path) -> None:
        rows = [contract("c1", started_at="2026-01-05 09:00:00"), contract("c2")]
        report = bring(warehouse, write(tmp_path / "drop", accounts=accounts(), contracts=rows))
        assert report.notes == ("1 rows of contracts had instants without a time zone: they were read as UTC.",)


class TestBadRows:
    def test_are_all_reported_at_once_with_their_place(self, warehouse: Warehouse, tmp_path: Path) -> None:
        rows = [
            contract("c1"),
            contract("c2", started_at="yesterday", kind="weekly", charged_minor=-1, currency="EUR"),
            contract("c3", ended_at="2025-01-01"),
            contract(" c4"),
            contract("c5", charged_minor=5),
        ]
        report = bring(warehouse, write(tmp_path / "drop", accounts=accounts(), contracts=rows))
        said = [str(problem).removeprefix(str(tmp_path / "drop") + "/").strip() for problem in report.problems]
        assert said == [
            "contracts.csv, row 2, charged_minor: '-1' stands there; expected a whole number of at least 0.",
            "contracts.csv, row 2, kind: 'weekly' stands there; expected one of fixed, hourly.",
            (
                "contracts.csv, row 2, started_at: 'yesterday' stands there; "
                "expected an instant in ISO 8601 from 1990 to 2099, such as 2026-03-01T09:30:00Z."
            ),
            "contracts.csv, row 3, ended_at: '2025-01-01' stands there; expected not before started_at.",
            (
                "contracts.csv, row 4, contract_id: ' c4' stands there; "
                "expected an id: 1 to 200 characters, no spaces around it, no control characters."
            ),
            "contracts.csv, row 5, charged_minor: '5' stands there; expected nothing here, or currency as well.",
        ]
        assert counts(report, "contracts") == {"loaded": 1, "quarantined": 4}

    def test_lie_in_quarantine_as_they_came_with_every_reason(self, warehouse: Warehouse, tmp_path: Path) -> None:
        rows = [contract("c1", kind="weekly", started_at="32.1.2026")]
        report = bring(warehouse, write(tmp_path / "drop", accounts=accounts(), contracts=rows))
        assert report.quarantine is not None
        kept = report.quarantine / "contracts.parquet"
        with duckdb.connect() as connection:
            row = connection.execute(
                "SELECT row, len(reasons), kind, started_at, contract_id FROM read_parquet(?)", [str(kept)]
            ).fetchone()
        assert row == (1, 2, "weekly", "32.1.2026", "c1")

    def test_take_the_rows_that_hang_on_them_along(self, warehouse: Warehouse, tmp_path: Path) -> None:
        report = bring(
            warehouse,
            write(
                tmp_path / "drop",
                accounts=[*accounts(), {"account_id": "k9", "kind": "robot"}],
                contracts=[
                    contract("c1", "k9"),
                    contract("c2", "nobody"),
                    contract("c3", "f2", provider_id="k1"),
                    contract("c4"),
                ],
                feedback=[feedback("r1", "c1"), feedback("r4", "c4"), feedback("r7", "c7")],
            ),
        )
        assert counts(report, "contracts") == {"loaded": 1, "quarantined": 3}
        assert counts(report, "feedback") == {"loaded": 1, "quarantined": 2}
        why = [problem.what for problem in report.problems]
        assert "'k9' stands there; expected an account that is loaded; this one is in quarantine." in why
        assert "'nobody' stands there; expected an account that is known." in why
        assert "'k1' stands there; expected an account of kind freelancer or agency; this one is of kind client." in why
        assert "'c1' stands there; expected a contract that is loaded; this one is in quarantine." in why
        assert "'c7' stands there; expected a contract that is known." in why

    def test_that_share_a_key_but_differ_are_all_kept_out(self, warehouse: Warehouse, tmp_path: Path) -> None:
        rows = [contract("c1"), contract("c1"), contract("c2"), contract("c2", end_reason="platform")]
        report = bring(warehouse, write(tmp_path / "drop", accounts=accounts(), contracts=rows))
        assert counts(report, "contracts") == {"loaded": 1, "repeated": 1, "quarantined": 2}

    def test_keep_everything_out_when_asked_to_be_strict(self, warehouse: Warehouse, tmp_path: Path) -> None:
        drop = write(tmp_path / "drop", accounts=accounts(), contracts=[contract("c1"), contract("c2", kind="x")])
        report = bring(warehouse, drop, strict=True)
        assert report.refused
        assert report.quarantined == 1
        assert warehouse.snapshot().number == 0

    def test_may_not_change_the_kind_of_an_account(self, warehouse: Warehouse, tmp_path: Path) -> None:
        bring(warehouse, write(tmp_path / "a", accounts=accounts()))
        report = bring(warehouse, write(tmp_path / "b", accounts=accounts("k1 agency")))
        assert counts(report, "accounts") == {"quarantined": 1}

    def test_of_csv_that_cannot_be_taken_apart_keep_the_numbers_of_the_others(
        self, warehouse: Warehouse, tmp_path: Path
    ) -> None:
        drop = tmp_path / "drop"
        drop.mkdir()
        lines = ["account_id,kind,name", "k1,client,A", "k2", 'k3,client,"B\nC"', "k4,client,D,E", "k5,robot,F"]
        (drop / "accounts.csv").write_bytes("\n".join(lines).encode() + b"\nk6,client,\xff\n")
        report = bring(warehouse, drop)
        assert [problem.where.rsplit(", row ")[1] for problem in report.problems] == ["2", "4", "5, kind", "6"]
        assert counts(report, "accounts") == {"loaded": 2, "quarantined": 4}

    def test_of_json_lines_are_found_by_their_line(self, warehouse: Warehouse, tmp_path: Path) -> None:
        drop = tmp_path / "drop"
        drop.mkdir()
        lines = [
            '{"account_id":1,"kind":"client"}',
            "",
            "[]",
            '{"account_id":"k2","kind":"client","name":{"a":1}}',
            "{",
        ]
        (drop / "accounts.jsonl").write_text("\n".join(lines), encoding="utf-8")
        report = bring(warehouse, drop)
        assert [problem.where.rsplit(", row ")[1] for problem in report.problems] == ["3", "4, name", "5"]


class TestFilesThatAreNoTables:
    def test_are_refused_all_at_once_by_name_and_hint(self, warehouse: Warehouse, tmp_path: Path) -> None:
        drop = write(
            tmp_path / "drop",
            accounts=[{"account_id": "k1", "kind": "client", "mood": "happy", "emial": "k1@example.com"}],
            contracts=[{"contract_id": "c1", "client_id": "k1"}],
        )
        with pytest.raises(BadInput) as refused:
            bring(warehouse, drop)
        said = [f"{problem.what} {problem.hint}" for problem in refused.value.problems]
        assert said == [
            (
                "There is no column 'mood' in accounts. It looks like a person's emotional or mental state: "
                "the law forbids to process it, so there is no place for it. Leave it out."
            ),
            "There is no column 'emial' in accounts. Did you mean email?",
            "The column provider_id is missing. contracts needs contract_id, client_id, provider_id, started_at.",
            "The column started_at is missing. contracts needs contract_id, client_id, provider_id, started_at.",
        ]
        assert warehouse.snapshot().number == 0

    @pytest.mark.parametrize("name", ["accounts.xlsx", "people.csv", "accounts.parquet.gz"])
    def test_are_refused_by_their_name(self, warehouse: Warehouse, tmp_path: Path, name: str) -> None:
        (tmp_path / name).write_text("x", encoding="utf-8")
        with pytest.raises(BadInput):
            bring(warehouse, tmp_path / name)

    @pytest.mark.parametrize("text", [b"", b"\xff\xfe\x00", b"account_id,account_id,kind\n"])
    def test_are_refused_when_they_have_no_header(self, warehouse: Warehouse, tmp_path: Path, text: bytes) -> None:
        (tmp_path / "accounts.csv").write_bytes(text)
        with pytest.raises(BadInput):
            bring(warehouse, tmp_path / "accounts.csv")

    def test_are_refused_when_they_are_broken_parquet(self, warehouse: Warehouse, tmp_path: Path) -> None:
        (tmp_path / "accounts.parquet").write_bytes(b"PAR1 but no more")
        with pytest.raises(BadInput, match="cannot be read as parquet"):
            bring(warehouse, tmp_path / "accounts.parquet")

    def test_are_refused_when_they_break_off(self, warehouse: Warehouse, tmp_path: Path) -> None:
        text = "account_id,kind,name\n" + "".join(f"k{n},client,{n * 7919 % 10007}\n" for n in range(30_000))
        packed = gzip.compress(text.encode())
        (tmp_path / "accounts.csv.gz").write_bytes(packed[: len(packed) // 2])
        with pytest.raises(BadInput, match=r"accounts\.csv\.gz"):
            bring(warehouse, tmp_path / "accounts.csv.gz")
        assert warehouse.snapshot().number == 0

    def test_without_rows_change_nothing(self, warehouse: Warehouse, tmp_path: Path) -> None:
        (tmp_path / "accounts.csv").write_text("account_id,kind\n", encoding="utf-8")
        assert bring(warehouse, tmp_path / "accounts.csv").snapshot.number == 0

    def test_are_refused_when_nothing_is_there(self, warehouse: Warehouse, tmp_path: Path) -> None:
        with pytest.raises(BadInput, match="no such file"):
            bring(warehouse, tmp_path / "gone")


class TestTheWarehouse:
    def test_is_empty_and_typed_before_the_first_import(self, warehouse: Warehouse) -> None:
        assert warehouse.snapshot().id.startswith("s0-")
        assert rows_of(warehouse, "feedback") == []
        with pytest.raises(NoSuchSnapshot):
            warehouse.snapshot(3)

    def test_names_a_snapshot_after_its_content(self, tmp_path: Path) -> None:
        one, other = Warehouse.at(tmp_path / "one"), Warehouse.at(tmp_path / "other")
        drop = write(tmp_path / "drop", accounts=accounts(), contracts=[contract("c1"), contract("c2")])
        assert bring(one, drop).snapshot.id == bring(other, drop).snapshot.id

    def test_is_a_set_of_delta_tables_that_others_can_read(self, warehouse: Warehouse, tmp_path: Path) -> None:
        snapshot = bring(warehouse, write(tmp_path / "a", accounts=accounts(), contracts=[contract("c1")])).snapshot
        snapshot = bring(warehouse, write(tmp_path / "b", contracts=[contract("c2", provider_id="a1")])).snapshot
        delta = DeltaTable(str(warehouse.table_path("contracts")), version=snapshot.versions["contracts"])
        assert {Path(uri).name for uri in delta.file_uris()} == {
            file.path for file in snapshot.state("contracts").files
        }
        assert sorted(delta.to_pyarrow_table().column("contract_id").to_pylist()) == ["c1", "c2"]

    def test_rewrites_only_the_files_whose_rows_are_replaced(self, warehouse: Warehouse, tmp_path: Path) -> None:
        many = [contract(f"c{number}") for number in range(100)]
        late = [contract(f"d{number}") for number in range(30)]
        first = bring(warehouse, write(tmp_path / "a", accounts=accounts(), contracts=many)).snapshot
        second = bring(warehouse, write(tmp_path / "b", contracts=late)).snapshot
        third = bring(warehouse, write(tmp_path / "c", contracts=[contract("d7", provider_id="f2")])).snapshot
        kept = {file.path for file in first.state("contracts").files}
        assert kept < {file.path for file in second.state("contracts").files}
        files = third.state("contracts").files
        assert [file.rows for file in files if file.path not in kept] == [30]
        assert kept < {file.path for file in files}
        assert {row["contract_id"]: row["provider_id"] for row in rows_of(warehouse, "contracts")}["d7"] == "f2"
        assert len(rows_of(warehouse, "contracts")) == 130
        assert len(rows_of(warehouse, "contracts", second)) == 130

    def test_makes_one_file_of_many_small_ones(self, warehouse: Warehouse, tmp_path: Path) -> None:
        many = [contract(f"c{number}") for number in range(200)]
        bring(warehouse, write(tmp_path / "a", accounts=accounts(), contracts=many))
        sizes = []
        for number in range(10):
            report = bring(warehouse, write(tmp_path / f"{number}", contracts=[contract(f"d{number}")]))
            sizes.append(len(report.snapshot.state("contracts").files))
        assert max(sizes) == SMALL_FILES_BORNE + 1
        assert sizes[-1] < max(sizes)
        assert len(rows_of(warehouse, "contracts")) == 210

    def test_opens_only_the_accounts_asked_for(self, warehouse: Warehouse, tmp_path: Path) -> None:
        rows = [contract("c1"), contract("c2", provider_id="f2"), contract("c3", provider_id="a1")]
        snapshot = bring(warehouse, write(tmp_path / "drop", accounts=accounts(), contracts=rows)).snapshot
        with warehouse.connect(snapshot, accounts=("f1", "f2")) as connection:
            found = connection.execute("SELECT provider_id FROM contracts ORDER BY 1").fetchall()
        assert found == [("f1",), ("f2",)]

    def test_divides_providers_into_ranges_that_hold_each_once(self, warehouse: Warehouse, tmp_path: Path) -> None:
        people = [f"f{number}" for number in range(1, 10)]
        rows = [contract(f"c{place}", provider_id=people[place % 9]) for place in range(60)]
        drop = write(
            tmp_path / "drop", accounts=accounts("k1 client", *(f"{who} freelancer" for who in people)), contracts=rows
        )
        snapshot = bring(warehouse, drop).snapshot
        ranges = account_ranges(warehouse, snapshot, 4)
        assert len(ranges) == 4
        held = [who for low, high in ranges for who in people if low <= who <= high]
        assert held == people
        assert account_ranges(warehouse, warehouse.snapshot(0), 4) == []


class TestAccounts:
    def test_are_found_by_id_and_by_address(self, warehouse: Warehouse, tmp_path: Path) -> None:
        kim = {"account_id": "f1", "kind": "freelancer", "email": "Kim@Example.com", "timezone": "Asia/Seoul"}
        snapshot = bring(warehouse, write(tmp_path / "drop", accounts=[kim, *accounts("k1 client")])).snapshot
        found = account(warehouse, snapshot, "f1")
        assert found is not None
        assert (found.kind, found.timezone, found.language) == ("freelancer", "Asia/Seoul", "")
        assert accounts_with_email(warehouse, snapshot, "kim@example.COM") == (found,)
        assert account(warehouse, snapshot, "nobody") is None
        assert accounts_with_email(warehouse, snapshot, "nobody@example.com") == ()
        assert accounts_with_email(warehouse, warehouse.snapshot(0), "kim@example.com") == ()

    def test_are_found_by_the_address_that_their_own_snapshot_knows(self, warehouse: Warehouse, tmp_path: Path) -> None:
        snapshots = []
        for turn, name in enumerate(("kim", "lee", "mo", "kim")):
            row = {"account_id": "f1", "kind": "freelancer", "email": f"{name}@example.com"}
            snapshots.append(bring(warehouse, write(tmp_path / f"drop-{turn}", accounts=[row])).snapshot)
        for snapshot, name in zip(snapshots, ("kim", "lee", "mo", "kim"), strict=True):
            found = {
                who: accounts_with_email(warehouse, snapshot, f"{who}@example.com") for who in ("kim", "lee", "mo")
            }
            assert {who for who, accounts in found.items() if accounts} == {name}
        assert len(list((warehouse.root / "addresses").iterdir())) == 2

    def test_belong_to_agencies_from_the_first_day_to_the_last(self, warehouse: Warehouse, tmp_path: Path) -> None:
        member = {
            "agency_id": "a1",
            "person_id": "f1",
            "role": "member",
            "from_on": "2026-01-10",
            "to_on": "2026-02-10",
        }
        owner = {"agency_id": "a1", "person_id": "f2", "role": "owner", "from_on": "2026-01-01"}
        snapshot = bring(warehouse, write(tmp_path / "d", accounts=accounts(), memberships=[member, owner])).snapshot
        on = [date(2026, 1, 9), date(2026, 1, 10), date(2026, 2, 10), date(2026, 2, 11)]
        there = [len(memberships_of_agency(warehouse, snapshot, "a1", day)) for day in on]
        assert there == [1, 2, 2, 1]
        (found,) = memberships_of_person(warehouse, snapshot, "f1", date(2026, 1, 20))
        assert (found.agency_id, found.role, found.to_on) == ("a1", "member", date(2026, 2, 10))
