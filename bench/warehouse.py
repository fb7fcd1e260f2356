"""A large simulated marketplace in a warehouse, built once and kept under ``.dev/bench/``."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from fairnotice.lab.simulation import write_marketplace
from fairnotice.lab.world import World
from fairnotice.warehouse.home import Warehouse
from fairnotice.warehouse.importing import import_facts

KEPT = Path(__file__).parents[1] / ".dev" / "bench"
CONTRACTS_PER_ACCOUNT = 9.75
"""What the default world yields."""
TABLES = ("accounts", "memberships", "contracts", "feedback", "posts")


def home_of(contracts: int) -> Path:
    """
    Return a home whose warehouse holds about *contracts* contracts; build it when it is not there yet.

    The tail is longer than usual, so that some accounts have over 1,000 contracts.
    """
    home = KEPT / f"home-{contracts}"
    if not (home / "built").exists():
        # A process of its own, so that building does not count as the benchmark's peak memory.
        subprocess.run([sys.executable, "-m", "bench.warehouse", str(contracts)], check=True)
    return home


def build(contracts: int, home: Path) -> None:
    """Simulate a marketplace and import it into *home*."""
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    facts = home / "facts"
    world = replace(World(accounts=max(1, round(contracts / CONTRACTS_PER_ACCOUNT)), seed=11), contracts_most=1500)
    began = perf_counter()
    for written in write_marketplace(world, facts, TABLES):
        print(f"  simulated  {written.rows:>12,} {written.table}", flush=True)
    simulated = perf_counter()
    warehouse = Warehouse.of_home(home)
    sources = [facts / f"{table}.parquet" for table in TABLES]
    import_facts(warehouse, sources, now=datetime.now(UTC))
    print(f"  built in {simulated - began:.0f} s (simulate) + {perf_counter() - simulated:.0f} s (import)", flush=True)
    shutil.rmtree(facts)
    (home / "built").touch()


def use_home(home: Path) -> None:
    """Point Django's settings at *home*; to be called before Django is set up."""
    os.environ["FAIRNOTICE_HOME"] = str(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fairnotice.settings")


if __name__ == "__main__":
    build(int(sys.argv[1]), KEPT / f"home-{sys.argv[1]}")
