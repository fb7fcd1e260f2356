"""A policy on history: every look of a period, as it would have been, with nobody told."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from fairnotice.evaluation.choosing import Charge
from fairnotice.kernel.fingerprint import canonical_json
from fairnotice.kernel.refusal import Refusal
from fairnotice.policy.rulebook import Policy
from fairnotice.warehouse.home import Warehouse
from fairnotice.warehouse.look import ACCOUNTS_FILE, CLIENTS_FILE, LookPast, look_instant, next_look_on
from fairnotice.warehouse.look_table import PUBLIC, findings_of, read_table, summary_of
from fairnotice.warehouse.looks import conduct
from fairnotice.warehouse.snapshot import Snapshot

EVERY = {"month": 1, "quarter": 3, "year": 12}
"""Months between two looks."""
PLAN_FILE = "replay.json"
TABLE_FILE = "looks.parquet"


class AnotherReplay(Refusal):
    """Refuse to mix two replays in one folder."""

    code: ClassVar[str] = "another_replay"

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} holds another replay (policy, period or rhythm differ). Choose another folder.")
        self.folder = folder


@dataclass(frozen=True, slots=True)
class Replay:
    """What is replayed, and where it is put down."""

    warehouse: Warehouse
    snapshot: Snapshot
    policy: Policy
    days: tuple[date, ...]
    folder: Path

    @property
    def plan(self) -> dict[str, Any]:
        """Return what makes this replay this one; an interrupted one goes on only under the same plan."""
        return {
            "policy": self.policy.fingerprint,
            "snapshot": self.snapshot.id,
            "days": [day.isoformat() for day in self.days],
        }

    def place_of(self, day: date) -> Path:
        """Return the folder of the look on *day*."""
        return self.folder / "looks" / day.isoformat()


@dataclass(frozen=True, slots=True)
class ReplayedLook:
    """One look of a replay."""

    look_on: date
    summary: dict[str, int]
    new_findings: int
    """Accounts found for the first time."""
    told_ever: int
    """Accounts found so far, each once."""
    wrong_expected: float
    """How many of those are expected to be found wrongly."""
    resumed: bool
    """It was there from an earlier, interrupted replay."""


def look_days(policy: Policy, first: date, last: date, every: str) -> tuple[date, ...]:
    """Return the look days of *policy* from *first* to *last*, both included, as often as *every* says."""
    days = []
    day = first if first.day == policy.looks.day else next_look_on(policy, first)
    while day <= last:
        days.append(day)
        for _ in range(EVERY[every]):
            day = next_look_on(policy, day)
    return tuple(days)


def pinned_snapshot(warehouse: Warehouse, folder: Path, newest: Snapshot) -> Snapshot:
    """Return the snapshot that an interrupted replay in *folder* began with, else *newest*."""
    plan = _plan_of(folder)
    if plan is None:
        return newest
    return warehouse.snapshot(int(str(plan["snapshot"]).split("-", 1)[0].removeprefix("s")))


def run(replay: Replay, *, progress: Callable[[str, int, int], None] | None = None) -> Iterator[ReplayedLook]:
    """
    Conduct every look of *replay* in turn and put down ``looks.parquet`` at the end.

    Looks that are there already are not conducted again, so an interrupted replay goes on where it stopped.

    Raises:
        AnotherReplay: the folder holds a replay of something else.
    """
    _claim(replay)
    charges: list[Charge] = []
    earlier: date | None = None
    for number, day in enumerate(replay.days):
        place = replay.place_of(day)
        resumed = (place / ACCOUNTS_FILE).exists()
        if not resumed:
            if progress is not None:
                progress(f"look of {day}", number + 1, len(replay.days))
            conduct(
                replay.warehouse,
                replay.policy,
                as_of=look_instant(replay.policy, day),
                past=_past(replay, earlier, charges),
                into=place,
                snapshot=replay.snapshot,
            )
        table = read_table(place)
        (place / CLIENTS_FILE).unlink(missing_ok=True)
        known = {(charge.account, charge.provision) for charge in charges if charge.verdict == "finding"}
        charges += [found.as_charge(day) for found in findings_of(table)]
        yield _replayed(day, table, charges, known, resumed=resumed)
        earlier = day
    _write_all(replay)


def _replayed(
    day: date, table: pa.Table, charges: list[Charge], known: set[tuple[str, str]], *, resumed: bool
) -> ReplayedLook:
    found: dict[tuple[str, str], float] = {}
    for charge in charges:
        if charge.verdict == "finding":
            found.setdefault((charge.account, charge.provision), charge.wrong)
    return ReplayedLook(
        look_on=day,
        summary=summary_of(table),
        new_findings=len(found.keys() - known),
        told_ever=len(found),
        wrong_expected=float(np.sum([*found.values()])),
        resumed=resumed,
    )


def _past(replay: Replay, earlier: date | None, charges: list[Charge]) -> LookPast:
    if earlier is None:
        return LookPast.first()
    return LookPast(
        previous_as_of=look_instant(replay.policy, earlier),
        directory=replay.place_of(earlier),
        charges=tuple(charges),
    )


def _claim(replay: Replay) -> None:
    """Note the plan in the folder, or make sure that the same one stands there."""
    kept = _plan_of(replay.folder)
    if kept is not None and kept != replay.plan:
        raise AnotherReplay(replay.folder)
    (replay.folder / "looks").mkdir(parents=True, exist_ok=True)
    draft = replay.folder / f".{PLAN_FILE}.draft"
    draft.write_text(canonical_json(replay.plan), encoding="utf-8")
    draft.replace(replay.folder / PLAN_FILE)


def _plan_of(folder: Path) -> dict[str, Any] | None:
    plan = folder / PLAN_FILE
    if not plan.exists():
        return None
    found: dict[str, Any] = json.loads(plan.read_text(encoding="utf-8"))
    return found


def _write_all(replay: Replay) -> None:
    """Put all looks into one table, sorted by day and account, whole or not at all."""
    draft = replay.folder / f".{TABLE_FILE}.draft"
    writer = None
    for day in replay.days:
        table = read_table(replay.place_of(day))
        days = pa.array([day] * table.num_rows, pa.date32())
        public = pa.table({"look_on": days, **{name: table[name] for name in PUBLIC}})
        writer = writer or pq.ParquetWriter(draft, public.schema, compression="zstd")
        writer.write_table(public)
    if writer is not None:
        writer.close()
        draft.replace(replay.folder / TABLE_FILE)
