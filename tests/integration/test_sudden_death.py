"""
Kill the sender at any moment: exactly one notice, no mail twice, none forgotten.

Real processes, a real mail server, SIGKILL from the server's side, on the database
the run asks for.
"""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg import sql

from fairnotice.outbox.rows import LEASE
from tests.support.mailserver import MailServer
from tests.support.sender import NOW

pytestmark = pytest.mark.both_databases
ROOT = Path(__file__).parents[2]
ON_POSTGRES = os.environ.get("FAIRNOTICE_TEST_DATABASE") == "postgres"
LETTERS = 3
ON_RECORD = {
    ("before", "EHLO"): {"handing"},
    ("after", "EHLO"): {"handing"},
    ("before", "MAIL"): {"handing"},
    ("after", "MAIL"): {"handing"},
    ("before", "RCPT"): {"handing"},
    ("after", "RCPT"): {"handing", "handed"},
    ("before", "DATA"): {"handed"},
    ("after", "DATA"): {"handed"},
    ("before", "DATA_END"): {"handed"},
    ("after", "DATA_END"): {"handed", "sent"},
}
"""When the sender is killed to what is on record then: the attempt before the wire, the leaving before the words."""


@dataclass(frozen=True)
class House:
    """A home with its own database, and the processes that work in it."""

    environment: dict[str, str]
    home: Path

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "tests.support.sender", *words]
        return subprocess.Popen(command, cwd=ROOT, env=self.environment)

    def run(self, *words: str) -> None:
        assert self.start(*words).wait(timeout=120) == 0

    def deliver(self, *instants: datetime) -> None:
        self.run("deliver", *(at.isoformat() for at in instants))

    def rows(self) -> list[tuple[str, str, str, str]]:
        query = "SELECT notice_id, channel, state, message_id FROM outgoing ORDER BY id"
        if url := self.environment.get("DATABASE_URL"):
            with psycopg.connect(url) as connection:
                found = connection.execute(query).fetchall()
        else:
            with closing(sqlite3.connect(self.home / "ledger.sqlite3")) as connection:
                found = connection.execute(query).fetchall()
        return [(str(notice).replace("-", ""), channel, state, name) for notice, channel, state, name in found]


@dataclass(frozen=True)
class Model:
    """A seeded home and, on PostgreSQL, a seeded database, for the others to be copied from."""

    home: Path
    database: str


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Model]:
    home = tmp_path_factory.mktemp("model") / "home"
    home.mkdir()
    if not ON_POSTGRES:
        House(_environment(home, "", ""), home).run("seed", str(LETTERS))
        yield Model(home, "")
        return
    name = _create_database()
    House(_environment(home, "", _url(name)), home).run("seed", str(LETTERS))
    yield Model(home, name)
    _drop_database(name)


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer() as server:
        yield server


@pytest.fixture
def house(model: Model, tmp_path: Path, server: MailServer) -> Iterator[House]:
    home = tmp_path / "home"
    shutil.copytree(model.home, home)
    if not ON_POSTGRES:
        yield House(_environment(home, server.url, ""), home)
        return
    name = _create_database(f'TEMPLATE "{model.database}"')
    yield House(_environment(home, server.url, _url(name)), home)
    _drop_database(name)


def _create_database(how: str = "") -> str:
    name = f"death_{uuid.uuid4().hex}"
    _execute(f'CREATE DATABASE "{name}" {how}')
    return name


def _drop_database(name: str) -> None:
    _execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _execute(statement: str) -> None:
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(sql.SQL(statement))


def _url(database: str) -> str:
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database}").geturl()


def _environment(home: Path, mail: str, database: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "FAIRNOTICE_TEST_DATABASE"}}
    given = {"FAIRNOTICE_HOME": str(home), "FAIRNOTICE_EMAIL_URL": mail, "FAIRNOTICE_SECRET_KEY": "tests-only"}
    return {**kept, **given, **({"DATABASE_URL": database} if database else {})}


class TestASenderKilled:
    @pytest.mark.parametrize("command", ["EHLO", "MAIL", "RCPT", "DATA", "DATA_END"])
    @pytest.mark.parametrize("when", ["before", "after"])
    def test_leaves_one_notice_no_second_mail_and_no_letter_forgotten(
        self, house: House, server: MailServer, when: str, command: str
    ) -> None:
        server.kill_at = (when, command)
        process = house.start("deliver", NOW.isoformat())
        server.victim = process.pid
        assert process.wait(timeout=120) == -signal.SIGKILL
        (interrupted,) = (row for row in house.rows() if row[3])
        assert interrupted[2] in ON_RECORD[when, command]

        house.deliver(NOW + LEASE / 2, NOW + LEASE, NOW + 2 * LEASE)

        rows = house.rows()
        mails = {notice: state for notice, channel, state, _ in rows if channel == "email"}
        papers = {notice: state for notice, channel, state, _ in rows if channel == "post"}
        assert len(mails) == LETTERS
        assert len(rows) == len(mails) + len(papers)
        assert set(mails.values()) <= {"sent", "doubt"}
        assert papers == {notice: "sent" for notice, state in mails.items() if state == "doubt"}
        assert {notice for notice, state in mails.items() if state == "doubt"} <= {interrupted[0]}
        assert mails[interrupted[0]] == ("sent" if interrupted[2] == "sent" else "doubt")
        copies = server.copies()
        assert set(copies.values()) <= {1}
        assert {name for _, channel, state, name in rows if channel == "email" and state == "sent"} <= set(copies)


class TestTwoSendersAtOnce:
    def test_never_send_a_letter_twice_and_forget_none(self, house: House, server: MailServer) -> None:
        senders = [house.start("deliver", NOW.isoformat()) for _ in range(3)]
        assert [sender.wait(timeout=120) for sender in senders] == [0, 0, 0]
        assert {state for _, _, state, _ in house.rows()} == {"sent"}
        assert sorted(server.copies().values()) == [1] * LETTERS
