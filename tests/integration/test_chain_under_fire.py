"""Several processes add to the record at once: no chain forks, and none loses an event."""

from __future__ import annotations

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg import sql

pytestmark = pytest.mark.both_databases
ROOT = Path(__file__).parents[2]
EACH = 20


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    home = tmp_path / "home"
    home.mkdir()
    kept = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "FAIRNOTICE_TEST_DATABASE"}}
    given = {**kept, "FAIRNOTICE_HOME": str(home), "FAIRNOTICE_SECRET_KEY": "tests-only"}
    if os.environ.get("FAIRNOTICE_TEST_DATABASE") != "postgres":
        yield given
        return
    name = f"chain_{uuid.uuid4().hex}"
    _execute(f'CREATE DATABASE "{name}"')
    yield {**given, "DATABASE_URL": urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()}
    _execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _execute(statement: str) -> None:
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(sql.SQL(statement))


def start(environment: dict[str, str], *words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "tests.support.appender", *words], cwd=ROOT, env=environment)


class TestProcessesThatAddAtOnce:
    def test_never_fork_a_chain(self, environment: dict[str, str]) -> None:
        assert start(environment, "seed", "2").wait(timeout=120) == 0
        at_once = [start(environment, "append", case, str(EACH)) for case in ("R-1", "R-1", "R-2")]
        assert [process.wait(timeout=240) for process in at_once] == [0, 0, 0]
        said = subprocess.check_output(
            [sys.executable, "-m", "tests.support.appender", "check"], cwd=ROOT, env=environment, text=True
        )
        assert said.split() == [str(2 + 3 * EACH)] * 2
