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
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from fairnotice.outbox.rows import LEASE
from tests.support.mailserver import MailServer
from tests.support.sender import NOW

pytestmark = pytest.mark.both_databases
ROOT = Path(__file__).parents[2]
ON_POSTGRES = os.environ.get("FAIRNOTICE_TEST_DATABASE") == "postgres"
LETTERS = 3


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


@pytest.fixture(scope="module")
def model_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seed one home, for the others to be copied from."""
    home = tmp_path_factory.mktemp("model") / "home"
    home.mkdir()
    if not ON_POSTGRES:
        House(_environment(home, "", ""), home).run("seed", str(LETTERS))
    return home


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer() as server:
        yield server


@pytest.fixture
def house(model_home: Path, tmp_path: Path, server: MailServer) -> Iterator[House]:
    home = tmp_path / "home"
    shutil.copytree(model_home, home)
    if not ON_POSTGRES:
        yield House(_environment(home, server.url, ""), home)
        return
    base = os.environ["DATABASE_URL"]
    name = f"death_{uuid.uuid4().hex}"
    with psycopg.connect(base, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    house = House(_environment(home, server.url, urlsplit(base)._replace(path=f"/{name}").geturl()), home)
    house.run("seed", str(LETTERS))
    yield house
    with psycopg.connect(base, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


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
        interrupted = [row for row in house.rows() if row[2] in {"handing", "handed"}]

        house.deliver(NOW + LEASE / 2, NOW + LEASE, NOW + 2 * LEASE)

        rows = house.rows()
        mails = {notice: state for notice, channel, state, _ in rows if channel == "email"}
        papers = {notice: state for notice, channel, state, _ in rows if channel == "post"}
        assert len(mails) == LETTERS
        assert len(rows) == len(mails) + len(papers)
        assert set(mails.values()) <= {"sent", "doubt"}
        assert papers == {notice: "sent" for notice, state in mails.items() if state == "doubt"}
        assert {notice for notice, state in mails.items() if state == "doubt"} == {row[0] for row in interrupted}
        copies = server.copies()
        assert set(copies.values()) <= {1}
        assert {name for _, channel, state, name in rows if channel == "email" and state == "sent"} <= set(copies)

    def test_in_the_middle_of_a_letter_has_put_the_attempt_on_record_first(
        self, house: House, server: MailServer
    ) -> None:
        server.kill_at = ("before", "EHLO")
        process = house.start("deliver", NOW.isoformat())
        server.victim = process.pid
        process.wait(timeout=120)
        states = Counter(state for _, _, state, _ in house.rows())
        assert states == {"handing": 1, "queued": LETTERS - 1}

    def test_after_the_words_were_let_through_has_put_that_on_record_first(
        self, house: House, server: MailServer
    ) -> None:
        server.kill_at = ("before", "DATA_END")
        process = house.start("deliver", NOW.isoformat())
        server.victim = process.pid
        process.wait(timeout=120)
        states = Counter(state for _, _, state, _ in house.rows())
        assert states == {"handed": 1, "queued": LETTERS - 1}


class TestTwoSendersAtOnce:
    def test_never_send_a_letter_twice_and_forget_none(self, house: House, server: MailServer) -> None:
        senders = [house.start("deliver", NOW.isoformat()) for _ in range(3)]
        assert [sender.wait(timeout=120) for sender in senders] == [0, 0, 0]
        assert {state for _, _, state, _ in house.rows()} == {"sent"}
        assert sorted(server.copies().values()) == [1] * LETTERS
