"""How often the rules are wrong and what they find, on simulated marketplaces whose truth is known."""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
import pyarrow.compute as pc
import pyarrow.parquet as pq

from fairnotice.evaluation.result import Verdict
from fairnotice.lab.simulation import write_marketplace
from fairnotice.lab.world import HISTORY_ENDS, World
from fairnotice.policy.reading import read_policy
from fairnotice.policy.rulebook import Policy
from fairnotice.warehouse.home import Warehouse
from fairnotice.warehouse.importing import import_facts
from fairnotice.warehouse.look import ACCOUNTS_FILE, LookPast, look_instant
from fairnotice.warehouse.looks import conduct

POLICY = Path(__file__).parents[1] / "examples" / "policies" / "marketplace-quality.yaml"
TABLES = ("accounts", "memberships", "contracts", "feedback", "truth")
BINS = (0.5, 0.8, 0.9, 0.95, 1.0)
WORLDS = ("base", "harsh", "nobody-bad")
MANY = 10
"""Rated contracts from which power is measured."""
MOST = 50
"""The same for the severe with plenty of evidence."""


@dataclass
class Tally:
    """What was seen, added over replicates."""

    counts: Counter[str] = field(default_factory=Counter)
    expected_wrong: float = 0.0
    """Sum of ``1 - v`` over first findings: what the ledger believes."""
    believed: Counter[float] = field(default_factory=Counter)
    """Sum of v by calibration bin."""

    def share(self, part: str, whole: str, *, per: float = 1.0) -> str:
        """Return a share with its binomial standard error."""
        n, k = self.counts[whole], self.counts[part]
        if not n:
            return "none"
        p = k / n
        return f"{per * p:.3f} ± {per * (p * (1 - p) / n) ** 0.5:.3f} ({k} of {n:,})"


def main(arguments: list[str]) -> int:
    """Simulate worlds, conduct monthly looks on each with the lifetime ledger, and print the rates."""
    parser = argparse.ArgumentParser(prog="./dev bench error_rates", description=__doc__)
    parser.add_argument("--world", choices=WORLDS, default="base")
    parser.add_argument("--accounts", type=int, default=10_000)
    parser.add_argument("--replicates", type=int, default=2)
    parser.add_argument("--looks", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1, help="of the first replicate; the others follow")
    chosen = parser.parse_args(arguments)
    policy = read_policy(POLICY.read_text(encoding="utf-8"), source=POLICY.name)
    tally, began = Tally(), perf_counter()
    for seed in range(chosen.seed, chosen.seed + chosen.replicates):
        world = world_of(chosen.world, chosen.accounts, seed)
        with tempfile.TemporaryDirectory() as folder:
            replicate(world, policy, chosen.looks, Path(folder), tally)
        print(f"  seed {seed}: {perf_counter() - began:.0f} s, {tally.counts['found']} found so far", flush=True)
    for name, value in table_of(tally):
        print(f"| {name} | {value} |")
    return 0


def world_of(name: str, accounts: int, seed: int) -> World:
    """Return the world of methodology section 8, one with 15 % harsh clients, or one where nobody is ever bad."""
    base = World(accounts=accounts, seed=seed)
    if name == "nobody-bad":
        return base.where_bad_are(0)
    return replace(base, harsh_share=0.15) if name == "harsh" else base


def replicate(world: World, policy: Policy, looks: int, folder: Path, tally: Tally) -> None:
    """Add one simulated marketplace to *tally*."""
    for _ in write_marketplace(world, folder / "facts", TABLES):
        pass
    warehouse = Warehouse.of_home(folder)
    facts = [folder / "facts" / f"{table}.parquet" for table in TABLES if table != "truth"]
    import_facts(warehouse, facts, now=datetime.now(UTC))
    truth = pq.read_table(folder / "facts" / "truth.parquet", columns=["account_id", "month", "bad", "severe"])
    past = LookPast.first()
    told: dict[str, dict[str, bool]] = {"found": {}, "told": {}}
    for on in look_days(policy, looks):
        result = conduct(warehouse, policy, as_of=look_instant(policy, on), past=past, into=folder / f"look-{on}")
        rows = pq.read_table(result.directory / ACCOUNTS_FILE).to_pydict()
        bad, severe = truth_before(truth, on)
        count_look(rows, bad, told, tally)
        past = LookPast(
            previous_as_of=result.as_of,
            directory=result.directory,
            charges=(*past.charges, *(one.as_charge(on) for one in result.findings)),
        )
    count_end(rows, bad, severe, told, tally)


def look_days(policy: Policy, looks: int) -> list[date]:
    """Return the days of the last *looks* monthly looks of the history."""
    last = HISTORY_ENDS.year * 12 + HISTORY_ENDS.month - 1
    return [date(m // 12, m % 12 + 1, policy.looks.day) for m in range(last - looks + 1, last + 1)]


def truth_before(truth: Any, on: date) -> tuple[set[str], set[str]]:
    """Return who is bad and who severe by their success over the six months before the look."""
    month = date(on.year - (on.month == 1), (on.month - 2) % 12 + 1, 1)
    rows = truth.filter(pc.equal(truth["month"], month))
    bad, severe = (set(rows.filter(rows[name])["account_id"].to_pylist()) for name in ("bad", "severe"))
    return bad, severe


def count_look(rows: dict[str, list[Any]], bad: set[str], told: dict[str, dict[str, bool]], tally: Tally) -> None:
    """Count who is told at one look, first tellings, and how well v is calibrated."""
    for account, verdict, v in zip(rows["account_id"], rows["verdict"], rows["v"], strict=True):
        if v is not None and v >= BINS[0]:
            edge = BINS[max(np.searchsorted(BINS, v, side="right") - 1, 0)] if v < 1.0 else BINS[-2]
            tally.counts[f"bin {edge}"] += 1
            tally.counts[f"bin {edge} bad"] += account in bad
            tally.believed[edge] += v
        if verdict == Verdict.FINDING:
            tally.counts["at looks"] += 1
            tally.counts["at looks, wrong"] += account not in bad
        for kind, verdicts in (("found", {Verdict.FINDING}), ("told", {Verdict.FINDING, Verdict.HEADS_UP})):
            if verdict in verdicts and account not in told[kind]:
                told[kind][account] = account in bad
                tally.counts[kind] += 1
                tally.counts[f"{kind}, wrong"] += account not in bad
                tally.expected_wrong += 1 - v if kind == "found" else 0.0


def count_end(
    rows: dict[str, list[Any]], bad: set[str], severe: set[str], told: dict[str, dict[str, bool]], tally: Tally
) -> None:
    """Count after the last look whom the rules found of those they should, and how many of the good they ever found."""
    for account, rated in zip(rows["account_id"], rows["rated"], strict=True):
        tally.counts["accounts"] += 1
        if account not in bad:
            tally.counts["good"] += 1
            for kind in ("found", "told"):
                tally.counts[f"good ever {kind}"] += told[kind].get(account) is False
            continue
        tally.counts["bad"] += 1
        for group, belongs in (
            ("bad, n >= 10", rated >= MANY),
            ("severe", account in severe and rated >= MANY),
            ("severe, n >= 50", account in severe and rated >= MOST),
        ):
            tally.counts[group] += belongs
            for kind in ("found", "told"):
                tally.counts[f"{group}: {kind}"] += belongs and account in told[kind]


def table_of(tally: Tally) -> Iterator[tuple[str, str]]:
    """Yield what was measured, each with its standard error."""
    counts = tally.counts
    yield "accounts; bad at the last look", f"{counts['accounts']:,}; {counts['bad']:,}"
    yield "first findings", str(counts["found"])
    for kind, name in (
        ("found", "findings (alpha .05, two out)"),
        ("told", "findings and heads-ups (alpha .10, one out)"),
    ):
        yield f"{name}: wrong among first", tally.share(f"{kind}, wrong", kind)
        yield f"{name}: wrongly told per 10k good", tally.share(f"good ever {kind}", "good", per=10_000)
        for group in ("bad, n >= 10", "severe", "severe, n >= 50"):
            yield f"{name}: power, {group}", tally.share(f"{group}: {kind}", group)
    yield "findings: wrong at a look", tally.share("at looks, wrong", "at looks")
    if counts["found"]:
        yield "findings: wrong, as the ledger expects", f"{tally.expected_wrong / counts['found']:.3f}"
    for low, high in pairwise(BINS):
        if seen := counts[f"bin {low}"]:
            yield (
                f"v in {low} to {high}: believed, true",
                f"{tally.believed[low] / seen:.3f}, {tally.share(f'bin {low} bad', f'bin {low}')}",
            )
