"""`fairnotice init` makes a home that the other commands accept."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def fairnotice(*arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "FAIRNOTICE_HOME": str(home), "DJANGO_SETTINGS_MODULE": "fairnotice.settings"}
    environment.pop("DATABASE_URL", None)
    return subprocess.run(
        [sys.executable, "-m", "fairnotice", *arguments], env=environment, capture_output=True, text=True, check=False
    )


class TestInit:
    def test_creates_the_home_and_can_be_run_again(self, tmp_path: Path) -> None:
        home = tmp_path / "new" / "home"
        first = fairnotice("init", home=home)
        assert (first.returncode, first.stdout.split(":")[0]) == (0, "Created"), first.stderr
        assert (home / "ledger.sqlite3").exists()
        again = fairnotice("init", home=home)
        assert (again.returncode, again.stdout.split(":")[0]) == (0, "Up to date")
