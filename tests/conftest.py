"""What every test may ask for: a home of its own, a database that can be emptied, a fixed present."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations
from pytest_django.fixtures import Settings

from fairnotice.ledger.triggers import create_triggers, drop_triggers

hypothesis.settings.register_profile("fairnotice", deadline=None)
hypothesis.settings.load_profile("fairnotice")
"""A busy machine is no defect: no test fails for being slow."""

NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
"""A Monday morning: the present of tests that name no other."""


@pytest.fixture
def now() -> datetime:
    """Return the present of this test."""
    return NOW


@pytest.fixture
def home(tmp_path: Path, settings: Settings) -> Path:
    """Give this test a home folder of its own."""
    folder = tmp_path / "home"
    folder.mkdir()
    settings.HOME = folder
    return folder


@pytest.fixture
def unguarded(db: None) -> Iterator[None]:
    """Take the append-only guards away, for tests that break the record on purpose."""
    drop_triggers(connection)
    yield
    create_triggers(connection)


@pytest.fixture(scope="session", autouse=True)
def _emptying_may_pass_the_guards() -> Iterator[None]:
    """Let Django empty the tables between transactional tests; the guards come back at once."""
    plain = BaseDatabaseOperations.execute_sql_flush

    def unguarded_flush(self: Any, sql_list: Any) -> None:
        drop_triggers(self.connection)
        plain(self, sql_list)
        create_triggers(self.connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", unguarded_flush)
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of the ledger to run on both databases (`FAIRNOTICE_TEST_DATABASE=postgres pytest -m ...`)."""
    for item in items:
        uses_database = item.get_closest_marker("django_db") or "db" in getattr(item, "fixturenames", ())
        if uses_database and not item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.both_databases)
