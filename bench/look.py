"""One look over everybody: seconds per million rated contracts, peak memory, share of SQL and of Python."""

from __future__ import annotations

import argparse
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter, process_time
from typing import Any
from unittest import mock

import duckdb
import pyarrow.compute as pc
import pyarrow.parquet as pq

from bench.machine import peak_gigabytes
from bench.measured import Stopwatch, Timed
from bench.warehouse import home_of
from fairnotice.lab.world import HISTORY_ENDS
from fairnotice.policy.reading import read_policy
from fairnotice.warehouse.home import Warehouse
from fairnotice.warehouse.look import ACCOUNTS_FILE
from fairnotice.warehouse.looks import LookPast, conduct

POLICY = Path(__file__).parents[1] / "examples" / "policies" / "marketplace-quality.yaml"


def main(arguments: list[str]) -> int:
    """Conduct one look on a warehouse of about ``--contracts`` and print what it took."""
    parser = argparse.ArgumentParser(prog="./dev bench look", description=__doc__)
    parser.add_argument("--contracts", type=int, default=1_000_000)
    chosen = parser.parse_args(arguments)
    warehouse = Warehouse.of_home(home_of(chosen.contracts))
    policy = read_policy(POLICY.read_text(encoding="utf-8"), source=POLICY.name)
    as_of = datetime.combine(HISTORY_ENDS, datetime.min.time(), UTC) + timedelta(hours=policy.looks.hour)
    engine = Stopwatch()
    connect = duckdb.connect

    def timed(*given: Any, **named: Any) -> Timed:
        with engine:
            return Timed(connect(*given, **named), engine)

    with tempfile.TemporaryDirectory() as into, mock.patch.object(duckdb, "connect", timed):
        began, worked = perf_counter(), process_time()
        result = conduct(warehouse, policy, as_of=as_of, past=LookPast.first(), into=Path(into) / "look")
        taken, worked = perf_counter() - began, process_time() - worked
        rated = pc.sum(pq.read_table(result.directory / ACCOUNTS_FILE, columns=["rated"])["rated"]).as_py()
    print(f"rated contracts  {rated:,} in the window; {dict(result.summary)}")
    print(f"one look         {taken:.2f} s, {taken / rated * 1e6:.2f} s per million rated contracts")
    print(f"processor        {worked:.2f} s on all cores, {worked / rated * 1e6:.2f} s per million rated contracts")
    print(f"share            {engine.seconds / taken:.0%} SQL, {1 - engine.seconds / taken:.0%} Python")
    print(f"peak memory      {peak_gigabytes():.2f} GiB")
    return 0
