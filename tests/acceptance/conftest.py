"""A town for every story; when the story is told, every promise must still hold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from time_machine import TimeMachineFixture

from tests.support.town import Town


@pytest.fixture
def town(
    home: Path, transactional_db: None, monkeypatch: pytest.MonkeyPatch, time_machine: TimeMachineFixture
) -> Iterator[Town]:
    """Give the story a home; at its end run ``fairnotice verify``."""
    monkeypatch.setenv("FAIRNOTICE_HOME", str(home))
    monkeypatch.delenv("FAIRNOTICE_EMAIL_URL", raising=False)
    town = Town(home, time_machine)
    yield town
    town.run("verify")
