"""Make the program ready to touch its home: settings read, folder there, ledger reachable."""

from __future__ import annotations

import os
from pathlib import Path
from typing import ClassVar

from fairnotice.kernel.refusal import Refusal


class HomeNotReady(Refusal):
    """Refuse to work in a home whose ledger is missing or older than the program."""

    code: ClassVar[str] = "home_not_ready"

    def __init__(self, home: Path) -> None:
        super().__init__(f"The home {home} is not ready. Run `fairnotice init` first.")
        self.home = home


def start() -> Path:
    """Read the settings, start Django and return the home; nothing is created."""
    import django  # noqa: PLC0415  commands without a ledger need not wait for it

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fairnotice.settings")
    django.setup()
    from django.conf import settings  # noqa: PLC0415  readable only now

    return Path(settings.HOME)


def start_in_ready_home() -> Path:
    """
    Start, and make sure that the ledger is there and up to date.

    Raises:
        HomeNotReady: `fairnotice init` has not been run with this version.
    """
    home = start()
    from django.db import OperationalError, connection  # noqa: PLC0415  readable only now
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415  the same

    if not home.is_dir():
        raise HomeNotReady(home)
    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except OperationalError as unreachable:
        raise HomeNotReady(home) from unreachable
    if pending:
        raise HomeNotReady(home)
    return home
