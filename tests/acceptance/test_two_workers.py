"""Two real processes sweep at once on one SQLite file: one look, one case, one letter."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from fairnotice.queries.invariants.all import PROMISES
from fairnotice.warehouse.home import Warehouse
from fairnotice.warehouse.importing import import_facts
from tests.support.builders import POLICY_FILE
from tests.support.marketplaces import Marketplace

NOW = "2026-11-02T09:30:00+00:00"


def around(home: Path) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("FAIRNOTICE_", "DJANGO_"))}
    ours.pop("DATABASE_URL", None)
    return {**ours, "FAIRNOTICE_HOME": str(home)}


def start(home: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "fairnotice", *arguments],
        env=around(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def done(process: subprocess.Popen[str], *, code: int = 0) -> str:
    out, err = process.communicate(timeout=120)
    assert process.returncode == code, err
    return out


def count(home: Path, table: str) -> int:
    with sqlite3.connect(home / "ledger.sqlite3") as ledger:
        return int(ledger.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])  # noqa: S608  our own names


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which three workers have swept at once."""
    home = tmp_path_factory.mktemp("race") / "home"
    done(start(home, "init"))
    place = Marketplace(date(2026, 11, 1))
    place.crowd(600)
    place.failing_agency()
    facts = place.write(home.parent / "facts")
    import_facts(Warehouse.of_home(home), [facts], now=datetime(2026, 11, 1, tzinfo=UTC))
    for worker in [start(home, "work", "--now", NOW, "--policy", str(POLICY_FILE)) for _ in range(3)]:
        done(worker)
    return home


class TestThreeWorkersAtOnce:
    def test_share_the_work_and_do_each_deed_once(self, home: Path) -> None:
        assert [count(home, table) for table in ("look", "case", "notice", "outgoing")] == [1, 1, 1, 1]
        assert len(list((home / "warehouse" / "looks").iterdir())) == 1
        assert len(list((home / "mail").rglob("*.eml"))) == 1


class TestVerify:
    def test_says_that_every_promise_is_kept(self, home: Path) -> None:
        assert done(start(home, "verify")).count(": kept\n") == len(PROMISES)

    def test_leaves_with_exit_code_four_and_names_the_row_that_breaks_one(self, home: Path, tmp_path: Path) -> None:
        broken = shutil.copytree(home, tmp_path / "home")
        with sqlite3.connect(broken / "ledger.sqlite3") as ledger:
            ledger.execute("UPDATE \"case\" SET stage = 'under_review'")
        verify = start(broken, "verify")
        out, err = verify.communicate(timeout=120)
        assert verify.returncode == 4
        assert "P15  Recomputable: BROKEN" in out
        assert "WM-2611-0001" in err


class TestAWorker:
    def test_stops_cleanly_when_asked_to(self, home: Path, tmp_path: Path) -> None:
        idle = tmp_path / "home"
        done(start(idle, "init"))
        worker = start(idle, "work")
        assert worker.stdout is not None
        assert "Working" in worker.stdout.readline()
        worker.send_signal(signal.SIGTERM)
        done(worker)

    def test_refuses_a_home_that_is_not_ready(self, tmp_path: Path) -> None:
        worker = start(tmp_path / "nowhere", "work", "--once")
        _, err = worker.communicate(timeout=60)
        assert (worker.returncode, "fairnotice init" in err) == (3, True)
