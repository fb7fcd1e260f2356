"""Twenty dots: twenty values that fit the evidence equally well, stacked on their side of the standard."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

from fairnotice.evaluation.result import Estimate
from fairnotice.interfaces.portal.charts.scale import Tick, of_100, percent, ticks

LEAST_BIN = 0.045
"""Width of a stack on the scale from 0 to 1: a dot of 10 px still fits at 320 px."""
RADIUS = 5
STEP = 12
FOOT = 26
"""Pixels below the base line, for the numbers of the axis."""
ROOM = 0.8
"""Above this standard the words "at or above" no longer fit beside it."""
HEAD = 24
"""Pixels above the highest dot, for the words beside the standard."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One dot: where it stands and on which side of the standard."""

    x: str
    y: float
    below: bool


@dataclass(frozen=True, slots=True)
class TwentyDots:
    """The picture, and the count that it shows."""

    dots: tuple[Dot, ...]
    below: int
    standard: str
    standard_words: str
    above_words: str
    """Beside the standard, where there is room for them."""
    ticks: tuple[Tick, ...]
    height: int
    base: int
    """Vertical place of the base line in pixels."""
    labels: int
    sentence: str


def dots_below(estimate: Estimate, *, standard: float) -> int:
    """Return how many of the twenty values lie below the standard; equals ``floor(20 v)`` by construction."""
    return sum(value < standard for value in estimate.dots)


def twenty_dots(estimate: Estimate, *, standard: float) -> TwentyDots:
    """Return the dots in stacks whose edges meet the standard, so that each stands on its own side."""
    centers = [_center(value, standard) for value in estimate.dots]
    highest = max(Counter(centers).values())
    base = HEAD + highest * STEP
    stacked: Counter[float] = Counter()
    dots = []
    for value, center in zip(estimate.dots, centers, strict=True):
        stacked[center] += 1
        dots.append(Dot(percent(center), base - stacked[center] * STEP + STEP - RADIUS - 1, value < standard))
    below = dots_below(estimate, standard=standard)
    return TwentyDots(
        dots=tuple(dots),
        below=below,
        standard=percent(standard),
        standard_words=of_100(standard),
        above_words="at or above" if standard < ROOM else "",
        ticks=ticks(standard),
        height=base + FOOT,
        base=base,
        labels=base + 18,
        sentence=f"{below} of 20 equally likely values lie below the standard of {of_100(standard)}.",
    )


def _center(value: float, standard: float) -> float:
    """Return the middle of the stack that *value* belongs to, on its own side of *standard*."""
    start, span = (0.0, standard) if value < standard else (standard, 1 - standard)
    stacks = max(1, math.floor(span / LEAST_BIN))
    position = min(stacks - 1, math.floor((value - start) / span * stacks))
    return start + span * (position + 0.5) / stacks


def what_dots_say(estimate: Estimate, *, standard: float, bar: float, keeps: float) -> tuple[str, str]:
    """
    Return the count as a sentence, and what a notice would need.

    Where twenty times the bar is no whole number the dots cannot show it, so the chance itself is said.
    """
    count = f"{dots_below(estimate, standard=standard)} of 20 lie below the standard."
    needed, ends = 20 * bar, 20 * keeps
    if not (math.isclose(needed, round(needed)) and math.isclose(ends, round(ends))):
        chance = of_100(estimate.v, bar, keeps)
        return count, (
            f"The chance of being below it is {chance} in 100. "
            f"A notice needs at least {of_100(bar)}; below {of_100(keeps)} a finding ends."
        )
    return count, f"A notice needs at least {round(needed)}. With fewer than {round(ends)}, a finding ends."
