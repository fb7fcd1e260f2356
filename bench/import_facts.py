"""
Contracts from Parquet into the warehouse, against DuckDB alone writing the same rows sorted.

Each part runs in a process of its own, so that each has its own peak of memory:
the source files are made, DuckDB reads and writes them sorted (with the same layout of
files and the same limit of memory), the accounts are imported, and then the contracts:
typed, judged, compared with the accounts, sorted, committed and published.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter, process_time

import duckdb

from bench.machine import peak_gigabytes
from fairnotice.warehouse.home import Warehouse
from fairnotice.warehouse.importing import import_facts
from fairnotice.warehouse.merging import FILE_BYTES, ROW_GROUP_ROWS
from fairnotice.warehouse.report import TableReport
from fairnotice.warehouse.staging import MEMORY

MOST_TIMES = 4.0
MOST_GIGABYTES = 3.0
PROVIDERS_PER_CONTRACT = 0.1
ACCOUNTS = """
    SELECT 'f' || lpad(i::VARCHAR, 9, '0') AS account_id, 'freelancer' AS kind, 'Freelancer ' || i AS name,
        'f' || i || '@example.com' AS email, 'DE' AS country, 'Europe/Berlin' AS timezone
    FROM range(?) AS t(i)
    UNION ALL
    SELECT 'k' || lpad(i::VARCHAR, 9, '0'), 'client', 'Client ' || i, 'k' || i || '@example.com', 'US', 'UTC'
    FROM range(?) AS t(i)
    """
CONTRACTS = """
    SELECT 'c' || lpad(i::VARCHAR, 12, '0') AS contract_id,
        'k' || lpad((hash(i * 3) % $clients)::VARCHAR, 9, '0') AS client_id,
        'f' || lpad((hash(i * 7) % $providers)::VARCHAR, 9, '0') AS provider_id,
        ['design', 'code', 'writing'][(hash(i * 5) % 3)::INTEGER + 1] AS category,
        ['fixed', 'hourly'][(hash(i * 17) % 2)::INTEGER + 1] AS kind,
        TIMESTAMP '2023-01-01' + to_seconds((hash(i * 19) % 63072000)::BIGINT) AS started_at,
        TIMESTAMP '2025-01-01' + to_seconds((hash(i * 23) % 20000000)::BIGINT) AS ended_at,
        'completed' AS end_reason, (hash(i * 29) % 1000000)::BIGINT AS charged_minor, 'USD' AS currency
    FROM range($rows) AS t(i)
    """


def main(arguments: list[str]) -> int:
    """Run the benchmark and return 0 when the import keeps within its bounds, else 1."""
    parser = argparse.ArgumentParser(prog="./dev bench import", description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000_000, help="contracts to import (default: 10 million)")
    parser.add_argument("--folder", type=Path, default=None, help="where to work (default: a temporary folder)")
    parser.add_argument("--part", choices=sorted(PARTS), help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.part:
        print(json.dumps(PARTS[given.part](given.folder, given.rows)))
        return 0
    folder = given.folder or Path(tempfile.mkdtemp(prefix="fairnotice-bench-"))
    try:
        return _report(folder, given.rows)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _report(folder: Path, rows: int) -> int:
    print(f"{rows:,} contracts, memory of the engine limited to {MEMORY}", flush=True)
    measured = {part: _run(part, folder, rows) for part in PARTS}
    alone, ours, again = measured["duckdb"], measured["import"], measured["again"]
    times = ours["seconds"] / alone["seconds"]
    print(f"{'':<30}{'clock':>9}{'processor':>12}{'memory':>12}")
    for label, part in (("DuckDB alone, sorted Parquet", alone), ("import", ours), ("the same import again", again)):
        print(f"{label:<30}{part['seconds']:7.1f} s{part['cpu']:10.1f} s{part['gigabytes']:8.2f} GiB")
    print(
        f"times DuckDB alone: {times:.2f} by the clock (at most {MOST_TIMES:g}), "
        f"{ours['cpu'] / alone['cpu']:.2f} by processor"
    )
    print(f"peak of memory: {ours['gigabytes']:.2f} GiB (at most {MOST_GIGABYTES:g})")
    return 0 if times <= MOST_TIMES and ours["gigabytes"] <= MOST_GIGABYTES else 1


def _run(part: str, folder: Path, rows: int) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.import_facts", "--part", part, "--folder", str(folder), "--rows", str(rows)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=Path(__file__).parents[1])
    return dict(json.loads(done.stdout.splitlines()[-1]))


def make(folder: Path, rows: int) -> dict[str, float]:
    """Make the source files and import the accounts, which are not measured."""
    providers, clients = max(10, int(rows * PROVIDERS_PER_CONTRACT)), max(10, rows // 20)
    folder.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as connection:
        connection.execute(
            f"COPY ({ACCOUNTS}) TO '{folder / 'accounts.parquet'}' (FORMAT parquet)", [providers, clients]
        )
        connection.execute(
            f"COPY ({CONTRACTS}) TO '{folder / 'contracts.parquet'}' (FORMAT parquet)",
            {"clients": clients, "providers": providers, "rows": rows},
        )
    _import(folder, "accounts")
    return {}


def duckdb_alone(folder: Path, rows: int) -> dict[str, float]:
    """Let DuckDB read the contracts and write them sorted, in files laid out as the warehouse's."""
    del rows
    began = perf_counter()
    with duckdb.connect() as connection:
        connection.execute(f"SET memory_limit = '{MEMORY}'; SET temp_directory = '{folder / 'spill'}'")
        connection.execute(
            f"COPY (FROM read_parquet('{folder / 'contracts.parquet'}') ORDER BY provider_id, contract_id) "
            f"TO '{folder / 'alone'}' (FORMAT parquet, FILE_SIZE_BYTES '{FILE_BYTES}', ROW_GROUP_SIZE {ROW_GROUP_ROWS})"
        )
    return _measured(began)


def first_import(folder: Path, rows: int) -> dict[str, float]:
    """Import the contracts; every row must arrive."""
    began = perf_counter()
    report = _import(folder, "contracts")
    measured = _measured(began)
    if [table.loaded for table in report] != [rows]:
        raise SystemExit(f"{report} is not {rows} rows loaded")
    return measured


def second_import(folder: Path, rows: int) -> dict[str, float]:
    """Import the same contracts again; nothing may change."""
    began = perf_counter()
    report = _import(folder, "contracts")
    measured = _measured(began)
    if [table.unchanged for table in report] != [rows]:
        raise SystemExit(f"{report} is not {rows} rows unchanged")
    return measured


def _measured(began: float) -> dict[str, float]:
    return {"seconds": perf_counter() - began, "cpu": process_time(), "gigabytes": peak_gigabytes()}


def _import(folder: Path, table: str) -> tuple[TableReport, ...]:
    warehouse = Warehouse.at(folder / "warehouse")
    return import_facts(warehouse, [folder / f"{table}.parquet"], now=datetime.now(UTC), progress=_tell).tables


def _tell(step: str) -> None:
    print(f"{perf_counter():.1f} {step}", file=sys.stderr)


PARTS = {"make": make, "duckdb": duckdb_alone, "import": first_import, "again": second_import}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
