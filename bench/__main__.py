"""Run a benchmark by its name, or list them: ``./dev bench``, ``./dev bench look --contracts 1000000``."""

from __future__ import annotations

import sys
from importlib import import_module

from bench.machine import described

BENCHMARKS = {
    "import": ("bench.import_facts", "Parquet into the warehouse, against DuckDB writing the same rows sorted"),
    "stats_page": ("bench.stats_page", "My Stats for an account with 1,000 contracts in a warehouse of 10 million"),
    "look": ("bench.look", "one look over everybody: seconds per million rated contracts, memory, share of SQL"),
    "error_rates": ("bench.error_rates", "how often the rules are wrong and what they find, where the truth is known"),
}


def main(arguments: list[str]) -> int:
    """Run what *arguments* name and return the exit code."""
    if not arguments:
        print("usage: ./dev bench NAME [OPTIONS]\n")
        for name, (_module, sentence) in BENCHMARKS.items():
            print(f"  {name:<12}{sentence}")
        return 0
    name, *rest = arguments
    if name not in BENCHMARKS:
        print(f"There is no benchmark '{name}'. ./dev bench lists them.", file=sys.stderr)
        return 2
    print(described(), flush=True)
    return int(import_module(BENCHMARKS[name][0]).main(rest) or 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
