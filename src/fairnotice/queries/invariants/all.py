"""Every promise that can be checked by now, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import chain

from fairnotice.queries.invariants import (
    p01_warned_first,
    p02_no_evidence_no_finding,
    p03_reasons_are_facts,
    p04_clocks_are_fair,
    p05_in_order,
    p07_people_decide,
    p08_appeal,
    p09_reversal_is_whole,
    p12_not_locked_out,
    p13_no_collective_guilt,
    p14_no_retroactive_rules,
    p15_evidence_kept,
    p15_recomputable,
    p16_exactly_once,
    p17_no_endless_review,
)
from fairnotice.queries.invariants.breach import Breach

PROMISES: Mapping[str, tuple[str, Callable[[], Iterable[Breach]]]] = {
    "P1": ("Warned first", p01_warned_first.breaches),
    "P2": ("No evidence, no finding", p02_no_evidence_no_finding.breaches),
    "P3": ("Reasons are facts", p03_reasons_are_facts.breaches),
    "P4": ("Clocks are fair", p04_clocks_are_fair.breaches),
    "P5": ("In order", p05_in_order.breaches),
    "P7": ("People decide", p07_people_decide.breaches),
    "P8": ("Appeal", p08_appeal.breaches),
    "P9": ("Reversal is whole", p09_reversal_is_whole.breaches),
    "P12": ("Not locked out", p12_not_locked_out.breaches),
    "P13": ("No collective guilt", p13_no_collective_guilt.breaches),
    "P14": ("No secret or retroactive rules", p14_no_retroactive_rules.breaches),
    "P15": ("Recomputable", lambda: chain(p15_recomputable.breaches(), p15_evidence_kept.breaches())),
    "P16": ("Exactly once", p16_exactly_once.breaches),
    "P17": ("No endless review", p17_no_endless_review.breaches),
}
"""Name and check of each promise."""


def all_breaches() -> list[Breach]:
    """Return every breach of every promise; empty when all are kept."""
    return [breach for _, check in PROMISES.values() for breach in check()]
