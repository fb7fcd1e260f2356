"""Real processes import, are killed, and meet each other: the warehouse is whole before, during and after."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from deltalake import DeltaTable

from fairnotice.warehouse.home import Warehouse
from tests.support.drops import accounts, bring, contract, counts, feedback, rows_of, write

FAIRNOTICE = [sys.executable, "-m", "fairnotice", "import"]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def begin(home: Path, *paths: Path) -> subprocess.Popen[str]:
    """Start an import in a process of its own."""
    return subprocess.Popen(
        [*FAIRNOTICE, *(str(path) for path in paths)],
        env={**os.environ, "FAIRNOTICE_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def marketplace(folder: Path, *, contracts: int, stars: int = 5) -> Path:
    """Write a marketplace of some contracts, each with its feedback."""
    rows = [contract(f"c{number}", provider_id=("f1", "f2", "a1")[number % 3]) for number in range(contracts)]
    said = [feedback(f"r{number}", f"c{number}", stars=stars) for number in range(contracts)]
    return write(folder, accounts=accounts(), contracts=rows, feedback=said)


class TestAKilledImport:
    @pytest.mark.parametrize(
        "step", ["Checking contracts", "Writing accounts", "Writing contracts", "Writing feedback"]
    )
    def test_leaves_nothing_behind_that_anybody_sees(self, home: Path, tmp_path: Path, step: str) -> None:
        drop = marketplace(tmp_path / "drop", contracts=300)
        self.kill_at(begin(home, drop), step)
        warehouse = Warehouse.of_home(home)
        assert warehouse.snapshot().number == 0
        report = bring(warehouse, drop)
        assert counts(report, "contracts") == {"loaded": 300}
        assert report.snapshot.number == 1
        untouched = bring(Warehouse.at(tmp_path / "other"), drop)
        assert report.snapshot.id == untouched.snapshot.id

    def test_leaves_the_previous_snapshot_readable_and_is_made_good(self, home: Path, tmp_path: Path) -> None:
        warehouse = Warehouse.of_home(home)
        first = bring(warehouse, marketplace(tmp_path / "a", contracts=50)).snapshot
        corrected = marketplace(tmp_path / "b", contracts=80, stars=4)
        self.kill_at(begin(home, corrected), "Writing feedback")
        assert warehouse.snapshot() == first
        assert {row["stars"] for row in rows_of(warehouse, "feedback")} == {5}
        report = bring(warehouse, corrected)
        assert counts(report, "feedback") == {"loaded": 30, "replaced": 50}
        assert {row["stars"] for row in rows_of(warehouse, "feedback")} == {4}
        assert len(rows_of(warehouse, "feedback", first)) == 50
        for table, version in report.snapshot.versions.items():
            delta = DeltaTable(str(warehouse.table_path(table)))
            assert delta.version() == version
            assert delta.to_pyarrow_table().num_rows == report.snapshot.state(table).rows

    def kill_at(self, process: subprocess.Popen[str], step: str) -> None:
        assert process.stderr is not None
        assert process.stdout is not None
        with process:
            for line in process.stderr:
                if line.startswith(step):
                    process.kill()
                    break
            assert process.wait(timeout=60) == -9


class TestTwoImportsAtOnce:
    def test_take_turns_and_both_arrive(self, home: Path, tmp_path: Path) -> None:
        write(tmp_path / "accounts", accounts=accounts())
        bring(Warehouse.of_home(home), tmp_path / "accounts")
        drops = [write(tmp_path / name, contracts=[contract(f"{name}{n}") for n in range(40)]) for name in "xyz"]
        running = [begin(home, drop) for drop in drops]
        ended = [process.communicate(timeout=120) for process in running]
        assert [process.returncode for process in running] == [0, 0, 0], ended
        snapshot = Warehouse.of_home(home).snapshot()
        assert snapshot.number == 4
        assert snapshot.state("contracts").rows == 120


class TestTheCommand:
    def test_ends_with_3_and_lists_what_is_wrong(self, home: Path, tmp_path: Path) -> None:
        rows = [contract(f"c{number}", kind="weekly") for number in range(60)]
        process = begin(home, write(tmp_path / "drop", accounts=accounts(), contracts=rows))
        out, err = process.communicate(timeout=60)
        assert process.returncode == 3
        assert "60 rows have 60 problems:" in err
        assert err.count("'weekly' stands there; expected one of fixed, hourly.") == 50
        assert "... and 10 more." in err
        assert "quarantine" in err
        assert [line.split()[-1] for line in out.splitlines() if line.startswith("contracts")] == ["60"]
        assert "\x1b" not in out + err

    def test_ends_with_3_when_a_file_is_no_table(self, home: Path, tmp_path: Path) -> None:
        process = begin(home, tmp_path / "gone.csv")
        _, err = process.communicate(timeout=60)
        assert process.returncode == 3
        assert "There is no such file or folder." in err
        assert "Traceback" not in err
