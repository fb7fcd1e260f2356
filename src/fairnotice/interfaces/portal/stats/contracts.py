"""Every contract that counted, was left out, and why: rows, sums, filters, and files to take away."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO

from fairnotice.evaluation.result import CountedContract, Explanation
from fairnotice.notices import words
from fairnotice.policy.rulebook import Counts

PAGE = 100
EXCERPT = 8
COUNTED_SHOWN = 6
OTHERS_SHOWN = 4
SHOWS = ("all", "counted", "satisfied", "unsatisfied", "unrated", "left-out")
COLUMNS = (
    *("contract_id", "client", "member", "category", "started_on", "ended_on", "counts", "reason_code", "reason"),
    *("weight", "stars", "recommend", "rated_on", "comment"),
    *("policy", "policy_version", "provision", "window_from", "window_to", "snapshot"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One contract as the page shows it."""

    contract: CountedContract
    ended: str
    tag: str
    kind: str
    said: str
    weight: str

    @property
    def counted(self) -> bool:
        """Say whether it says something about quality."""
        return self.contract.counts in {Counts.SATISFIED, Counts.ADVERSE}


@dataclass(frozen=True, slots=True)
class Filter:
    """One link above the table, with how many it shows."""

    show: str
    label: str
    count: int
    current: bool


@dataclass(frozen=True, slots=True)
class Sums:
    """What the contracts add up to: all = counted + no feedback + left out."""

    all: int
    counted: int
    satisfied: int
    unsatisfied: int
    unrated: int
    left_out: int
    clients: int


def sums(contracts: Sequence[CountedContract]) -> Sums:
    """Return the sums of *contracts*."""
    satisfied = sum(c.counts == Counts.SATISFIED for c in contracts)
    unsatisfied = sum(c.counts == Counts.ADVERSE for c in contracts)
    rated = {c.client_id for c in contracts if c.counts in {Counts.SATISFIED, Counts.ADVERSE}}
    return Sums(
        all=len(contracts),
        counted=satisfied + unsatisfied,
        satisfied=satisfied,
        unsatisfied=unsatisfied,
        unrated=sum(c.counts == Counts.UNRATED for c in contracts),
        left_out=sum(c.counts == Counts.LEFT_OUT for c in contracts),
        clients=len(rated),
    )


def rows(contracts: Sequence[CountedContract]) -> tuple[Row, ...]:
    """Return the rows of *contracts* in their order."""
    return tuple(_row(contract) for contract in contracts)


def excerpt(contracts: Sequence[CountedContract]) -> tuple[Row, ...]:
    """Return the newest that counted, and the newest two that did not; newest first."""
    counted = [c for c in contracts if c.counts in {Counts.SATISFIED, Counts.ADVERSE}][:COUNTED_SHOWN]
    others = [c for c in contracts if c.counts not in {Counts.SATISFIED, Counts.ADVERSE}]
    shown = {c.contract_id for c in (*counted, *others[: EXCERPT - len(counted)][:OTHERS_SHOWN])}
    return rows([c for c in contracts if c.contract_id in shown])


def matching(contracts: Sequence[CountedContract], show: str) -> tuple[CountedContract, ...]:
    """Return those that the filter *show* keeps; an unknown filter keeps all."""
    wanted = {
        "counted": {Counts.SATISFIED, Counts.ADVERSE},
        "satisfied": {Counts.SATISFIED},
        "unsatisfied": {Counts.ADVERSE},
        "unrated": {Counts.UNRATED},
        "left-out": {Counts.LEFT_OUT},
    }.get(show)
    return tuple(contracts) if wanted is None else tuple(c for c in contracts if c.counts in wanted)


def filters(total: Sums, show: str) -> tuple[Filter, ...]:
    """Return the filter links, the current one marked."""
    counts = (total.all, total.counted, total.satisfied, total.unsatisfied, total.unrated, total.left_out)
    labels = ("All", "Counted", "Satisfied", "Not satisfied", "No feedback", "Left out")
    current = show if show in SHOWS else "all"
    return tuple(
        Filter(name, label, count, name == current) for name, label, count in zip(SHOWS, labels, counts, strict=True)
    )


def as_csv(seen: Explanation) -> str:
    """Return every contract with what became of it and where the numbers come from, as CSV."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    origin = seen.provenance
    for c in seen.contracts:
        values = (
            *(c.contract_id, c.client_name, c.worker_name, c.category, c.started_on, c.ended_on or "", c.counts),
            *(c.code, c.sentence, c.weight, c.stars, c.recommend, c.rated_on or "", c.comment),
            *(origin.policy, origin.policy_version, origin.provision, origin.window_from, origin.window_to),
            origin.snapshot,
        )
        writer.writerow([_harmless(value) for value in values])
    return out.getvalue()


def _harmless(value: object) -> str:
    """Return *value* as text that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text


def _row(c: CountedContract) -> Row:
    """Return one contract's row."""
    tag, kind = {
        Counts.SATISFIED.value: ("counted", "pro"),
        Counts.ADVERSE.value: ("counted", "con"),
        Counts.UNRATED.value: ("no feedback", "plain"),
    }.get(c.counts, ("left out", "plain"))
    return Row(
        contract=c,
        ended=words.day(c.ended_on) if c.ended_on else "open",
        tag=tag,
        kind=kind,
        said=_said(c),
        weight=f"{c.weight:.2f}".rstrip("0").rstrip(".") if c.weight else "",
    )


def _said(c: CountedContract) -> str:
    """Return what the client said, in numbers."""
    if c.stars is not None:
        return f"{c.stars} of 5"
    if c.recommend is not None:
        return f"would recommend: {c.recommend} of 10"
    return ""
