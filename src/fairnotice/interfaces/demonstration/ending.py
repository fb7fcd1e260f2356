"""What came of the demo: the report, and how many of those found truly are below the standard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq

from fairnotice.interfaces import clock
from fairnotice.interfaces.demonstration.report import Outcome, report, samples
from fairnotice.lab.period import month_after
from fairnotice.queries.demo_scenes import bystanders, scenes
from fairnotice.queries.demonstration import found_accounts, letters_in_hand, matters, past_looks


def told(home: Path, site: str) -> Iterator[str]:
    """Yield the report of the demo that was played in *home*."""
    letters, found, now = letters_in_hand(), found_accounts(), clock.now()
    return report(
        Outcome(
            site=site,
            home=home,
            now=now,
            looks=past_looks(),
            matters=matters(),
            letters=letters,
            found=len(found),
            rightly=rightly(home, found),
            samples=samples(scenes(letters), bystanders(now=now)),
        )
    )


def rightly(home: Path, found: Mapping[str, date]) -> int:
    """Return how many of the accounts *found* truly were below the standard in the month before their look."""
    truth = pq.read_table(home / "facts" / "truth.parquet", columns=["account_id", "month", "bad"])
    bad = truth.filter(truth["bad"])
    pairs = set(zip(bad["account_id"].to_pylist(), bad["month"].to_pylist(), strict=True))
    return sum((account, month_after(look_on, -1)) in pairs for account, look_on in found.items())
