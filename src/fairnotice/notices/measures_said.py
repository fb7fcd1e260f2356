"""Measures in words: their names, what each means for the account, and what none of them touches."""

from __future__ import annotations

from collections.abc import Mapping

from fairnotice.cases.measures import Measure
from fairnotice.notices.envelope import Envelope

NAMED: Mapping[Measure, str] = {
    Measure.ADVICE: "advice",
    Measure.WARNING: "a warning",
    Measure.WORK_HOLD: "a hold on new work",
    Measure.FULL_HOLD: "a full hold",
    Measure.SUSPENSION: "a suspension",
    Measure.CLOSURE: "a closure",
}
"""Each measure as letters and pages name it."""

_MEANS: Mapping[Measure, str] = {
    Measure.ADVICE: "It limits nothing, and it is no warning.",
    Measure.WARNING: "A warning limits nothing. It stays on record for a time, and a later step may build on it.",
    Measure.WORK_HOLD: "While it lasts, {who} cannot take new contracts. Work that has begun goes on as agreed.",
    Measure.FULL_HOLD: (
        "While it lasts, {who} cannot take new contracts. The clients of running work choose how it goes on."
    ),
    Measure.SUSPENSION: (
        "While it lasts, {who} cannot take new contracts and cannot be found in search. "
        "The clients of running work choose how it goes on."
    ),
    Measure.CLOSURE: (
        "From then on {who} cannot take new contracts and cannot be found in search. "
        "The clients of running work choose how it goes on."
    ),
}


def named(measure: Measure, *, days: int = 0) -> str:
    """Return a measure with its length, such as ``a hold on new work for 30 days``."""
    length = f" for {days} {'day' if days == 1 else 'days'}" if days and measure.has_end else ""
    return f"{NAMED[measure]}{length}"


def of_whom(to: Envelope) -> str:
    """Return ``the agency``, or ``you``."""
    return "the agency" if to.is_agency else "you"


def means(measure: Measure, to: Envelope) -> str:
    """Return what a measure means while it works, to this reader."""
    return meaning(measure, who=of_whom(to))


def meaning(measure: Measure, *, who: str) -> str:
    """Return what a measure means while it works; *who* is ``you`` or the account."""
    return _MEANS[measure].format(who=who)


def stays(to: Envelope) -> str:
    """Return what no measure touches (P12)."""
    whose = "The agency" if to.is_agency else "You"
    return (
        f"{whose} can always see the numbers, the case and the money, and can ask, answer and object. "
        "What was earned is paid as always."
    )


def others_untouched(to: Envelope) -> str:
    """Return whom a decision about this account does not concern (P13)."""
    if not to.is_agency:
        return "It concerns this account alone."
    return (
        "It concerns the agency alone. Your own account is not touched, nor are those of the other people who "
        "own it, manage it or work in it."
    )
