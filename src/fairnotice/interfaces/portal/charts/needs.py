"""What an estimate needs and how much of it is there: a list that can be counted."""

from __future__ import annotations

from dataclasses import dataclass

from fairnotice.evaluation.result import InsufficientEvidence, Missing
from fairnotice.notices import words

DAYS_IN_A_MONTH = 365.25 / 12
LONG = 200
"""From this many days a span is said in months."""


@dataclass(frozen=True, slots=True)
class Need:
    """One line of the list."""

    needed: str
    missing: str


def need(line: Missing) -> Need:
    """Return one thing an estimate needs, and what of it is missing, in words."""
    noun = {"rated": "rated contract", "clients": "different client"}.get(line.code, "rated contract")
    needed = words.counted(line.needed, noun)
    if line.within_days is not None:
        needed += f" in {_span(line.within_days)}"
    short = line.needed - line.have
    missing = f"{short} more" if short > 0 else "nothing"
    if line.last_on is not None and short > 0:
        missing += f"; the last ended on {words.day(line.last_on)}"
    return Need(needed, missing)


def in_short(estimate: InsufficientEvidence | None, rated: int) -> str:
    """Return why there is no estimate yet, such as "4 rated, 5 needed"; empty where nothing says so."""
    if not isinstance(estimate, InsufficientEvidence):
        return ""
    for line in estimate.missing:
        if line.code == "rated":
            return f"{line.have} rated, {line.needed} needed"
        if line.code == "clients":
            return f"{words.counted(line.have, 'client')}, {line.needed} needed"
    return f"{rated} rated, none of them recent"


def _span(days: int) -> str:
    """Return a span back from the look: "the last 90 days" or "24 months"."""
    return f"{round(days / DAYS_IN_A_MONTH)} months" if days >= LONG else f"the last {days} days"
