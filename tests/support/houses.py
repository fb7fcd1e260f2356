"""Homes with databases of their own, in which real processes work and are killed."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

ROOT = Path(__file__).parents[2]
ON_POSTGRES = os.environ.get("FAIRNOTICE_TEST_DATABASE") == "postgres"


@dataclass(frozen=True)
class House:
    """A home with its own database, and the processes that work in it (``tests.support.sender``)."""

    environment: dict[str, str]
    home: Path

    def start(self, *words: str, **options: Any) -> subprocess.Popen[bytes]:
        """Start one process."""
        command = [sys.executable, "-m", "tests.support.sender", *words]
        return subprocess.Popen(command, cwd=ROOT, env=self.environment, **options)

    def run(self, *words: str) -> str:
        """Run one process to its end, and return what it said."""
        process = self.start(*words, stdout=subprocess.PIPE)
        said, _ = process.communicate(timeout=120)
        assert process.returncode == 0
        return said.decode()

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        if url := self.environment.get("DATABASE_URL"):
            with psycopg.connect(url) as connection:
                return connection.execute(query).fetchall()
        with closing(sqlite3.connect(self.home / "ledger.sqlite3")) as connection:
            return connection.execute(query).fetchall()


@dataclass(frozen=True)
class Model:
    """A seeded home and, on PostgreSQL, a seeded database, for the others to be copied from."""

    home: Path
    database: str


@contextmanager
def a_model(home: Path, *seed: str) -> Iterator[Model]:
    """Seed a home by running the words of *seed* in it."""
    home.mkdir()
    name = _create_database() if ON_POSTGRES else ""
    House(_environment(home, name), home).run(*seed)
    yield Model(home, name)
    if name:
        _drop_database(name)


@contextmanager
def a_house(model: Model, home: Path, **environment: str) -> Iterator[House]:
    """Copy the model to *home*."""
    shutil.copytree(model.home, home)
    name = _create_database(f'TEMPLATE "{model.database}"') if ON_POSTGRES else ""
    yield House({**_environment(home, name), **environment}, home)
    if name:
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


def _environment(home: Path, database: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "FAIRNOTICE_TEST_DATABASE"}}
    given = {"FAIRNOTICE_HOME": str(home), "FAIRNOTICE_SECRET_KEY": "tests-only"}
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database}").geturl() if database else ""
    return {**kept, **given, **({"DATABASE_URL": url} if url else {})}
