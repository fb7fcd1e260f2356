"""
The ladder of a rule: which earlier measures still count, and how far a new breach may lead at most.

A measure counts from its proven delivery, and for what was done after it. It stops counting
when it is reversed, while an appeal against it waits, when it lapsed, when it has grown old,
or when enough clean work has followed it. Nobody climbs more than one rung at a time, and
nothing is restricted without a warning that counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from fairnotice.cases.measures import Measure, lighter
from fairnotice.policy.rulebook import Provision


class RungFate(StrEnum):
    """Why an earlier measure counts, or does not."""

    COUNTS = "counts"
    REVERSED = "reversed"
    UNDER_APPEAL = "under_appeal"
    LAPSED = "lapsed"
    NOT_DELIVERED = "not_delivered"
    AFTER_THE_ACT = "after_the_act"
    """It was delivered after the act: nobody was warned then."""
    OLD = "old"
    WORKED_OFF = "worked_off"


SENTENCES = {
    RungFate.COUNTS: "It counts.",
    RungFate.REVERSED: "It was reversed, and counts as if it had never been.",
    RungFate.UNDER_APPEAL: "An objection against it waits for its answer. Until then it does not count.",
    RungFate.LAPSED: "It lapsed.",
    RungFate.NOT_DELIVERED: "It is not proven to have arrived.",
    RungFate.AFTER_THE_ACT: "It arrived after this act.",
    RungFate.OLD: "Its time is over.",
    RungFate.WORKED_OFF: "Enough satisfied contracts followed it.",
}


SAID = {
    Measure.ADVICE: "advice in writing",
    Measure.WARNING: "a warning",
    Measure.WORK_HOLD: "a hold on new work",
    Measure.FULL_HOLD: "a hold",
    Measure.SUSPENSION: "a suspension",
    Measure.CLOSURE: "a closure",
}
"""Each measure as the end of a sentence."""


@dataclass(frozen=True, slots=True)
class Steps:
    """What a provision says about its ladder."""

    ladder: tuple[Measure, ...]
    """From the mildest measure to the strictest."""
    months: int = 24
    """How long a measure counts, from its delivery."""
    clean_contracts: int | None = None
    """So many satisfied contracts after it end it earlier; None where clean work does not."""

    @classmethod
    def of(cls, provision: Provision) -> Steps:
        """Return the ladder of a provision that can be breached."""
        ladder = tuple(Measure(name) for name in provision.ladder)
        return cls(ladder or (Measure.WARNING,), provision.rung_months, provision.clean_contracts)


@dataclass(frozen=True, slots=True)
class Rung:
    """One earlier measure under the same rule."""

    reference: str
    measure: Measure
    delivered_at: datetime | None
    reversed: bool = False
    under_appeal: bool = False
    lapsed: bool = False


@dataclass(frozen=True, slots=True)
class RungStanding:
    """What one earlier measure means now."""

    rung: Rung
    fate: RungFate
    counts_until: datetime | None
    """When its time is over at the latest; None before it was delivered."""
    clean: int
    """Satisfied contracts since."""

    @property
    def counts(self) -> bool:
        """Say whether it counts."""
        return self.fate is RungFate.COUNTS

    @property
    def why(self) -> str:
        """Return the sentence that says so."""
        return SENTENCES[self.fate]


@dataclass(frozen=True, slots=True)
class Climb:
    """How far a new breach may lead at most, and why."""

    most: Measure
    why: str
    rungs: tuple[RungStanding, ...]
    """Every earlier measure, those that count first, the newest first."""

    @property
    def references(self) -> tuple[str, ...]:
        """Return the references of the earlier cases that count, sorted."""
        return tuple(sorted({each.rung.reference for each in self.counting}))

    @property
    def counting(self) -> tuple[RungStanding, ...]:
        """Return the earlier measures that count."""
        return tuple(each for each in self.rungs if each.counts)


def climb(
    rungs: Iterable[Rung],
    steps: Steps,
    *,
    now: datetime,
    acted_at: datetime | None = None,
    satisfied: Sequence[datetime] = (),
) -> Climb:
    """
    Return the most that may be proposed now, and what of the past counted.

    *acted_at* is when the new act happened; None asks for an act of now. *satisfied* are the ends of the account's
    satisfied contracts.
    """
    acted_at = acted_at or now
    standings = [standing_of(rung, steps, now=now, acted_at=acted_at, satisfied=satisfied) for rung in rungs]
    shown = tuple(
        sorted(standings, key=lambda s: (not s.counts, -_at(s.rung), s.rung.reference, s.rung.measure.weight, s.fate))
    )
    counting = [each.rung.measure for each in shown if each.counts]
    most, why = _most(counting, steps.ladder)
    return Climb(most, why, shown)


def standing_of(
    rung: Rung, steps: Steps, *, now: datetime, acted_at: datetime, satisfied: Sequence[datetime] = ()
) -> RungStanding:
    """Return whether one earlier measure counts against an act, and until when."""
    until = months_after(rung.delivered_at, steps.months) if rung.delivered_at else None
    clean = sum(rung.delivered_at < ended <= now for ended in satisfied) if rung.delivered_at else 0
    return RungStanding(rung, _fate(rung, steps, until, clean, now=now, acted_at=acted_at), until, clean)


def _fate(
    rung: Rung, steps: Steps, until: datetime | None, clean: int, *, now: datetime, acted_at: datetime
) -> RungFate:
    """Return the first reason against counting it, or that it counts."""
    delivered = rung.delivered_at
    reasons = {
        RungFate.REVERSED: rung.reversed,
        RungFate.LAPSED: rung.lapsed,
        RungFate.UNDER_APPEAL: rung.under_appeal,
        RungFate.NOT_DELIVERED: delivered is None,
        RungFate.OLD: until is not None and now >= until,
        RungFate.WORKED_OFF: steps.clean_contracts is not None and clean >= steps.clean_contracts,
        RungFate.AFTER_THE_ACT: delivered is not None and delivered >= acted_at,
    }
    return next((fate for fate, holds in reasons.items() if holds), RungFate.COUNTS)


def _most(counting: Sequence[Measure], ladder: Sequence[Measure]) -> tuple[Measure, str]:
    """Return the most that may follow on the measures that count, and why."""
    if not counting:
        most = lighter(ladder[0], Measure.WARNING)
        return most, f"No earlier measure under this rule counts, so the most is {SAID[most]}."
    strictest = max(counting, key=lambda measure: measure.weight)
    climbed = sum(measure.weight <= strictest.weight for measure in ladder)
    most = ladder[min(len(counting), climbed, len(ladder) - 1)]
    several = len(counting) > 1
    told = f"{len(counting)} earlier measures" if several else "One earlier measure"
    told = f"{told} under this rule {'count, the strictest' if several else 'counts,'} {SAID[strictest]}."
    if most.restricts and Measure.WARNING not in counting:
        return Measure.WARNING, f"{told} No warning is among them, so the most is {SAID[Measure.WARNING]}."
    return most, f"{told} So the most is {SAID[most]}."


def months_after(instant: datetime, months: int) -> datetime:
    """Return the same instant *months* later; a day that the month does not have becomes the first of the next."""
    index = instant.year * 12 + instant.month - 1 + months
    year, month = divmod(index, 12)
    try:
        return instant.replace(year=year, month=month + 1)
    except ValueError:
        year, month = divmod(index + 1, 12)
        return instant.replace(year=year, month=month + 1, day=1)


def _at(rung: Rung) -> float:
    """Return when a rung was delivered, as a number to sort by."""
    return rung.delivered_at.timestamp() if rung.delivered_at else 0.0
