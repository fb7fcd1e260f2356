"""Words and places for a number between 0 and 1: a percent coordinate, and "of 100" that never crosses a limit."""

from __future__ import annotations

from dataclasses import dataclass

from fairnotice.notices import words

LEAST_APART = 0.07
"""Two numbers of an axis nearer than this would touch on a phone."""


@dataclass(frozen=True, slots=True)
class Tick:
    """One number of the axis."""

    x: str
    anchor: str
    words: str


def ticks(standard: float) -> tuple[Tick, ...]:
    """Return the numbers 0 to 100 by quarters, without those that would touch the standard's."""
    anchors = {0.0: "start", 1.0: "end"}
    return tuple(
        Tick(percent(at), anchors.get(at, "middle"), f"{100 * at:.0f}")
        for at in (0.0, 0.25, 0.5, 0.75, 1.0)
        if abs(at - standard) >= LEAST_APART
    )


def percent(value: float) -> str:
    """Return *value* in [0, 1] as an SVG length such as ``53.21%``."""
    return f"{100 * value:.2f}%"


def of_100(value: float, *limits: float) -> str:
    """Return *value* in [0, 1] as a number of 100, rounded so that no limit is crossed: .797 beside .80 is "79.7"."""
    return words.of_100(min(1.0, max(0.0, value)), limits=limits)


def chance(value: float, *limits: float) -> str:
    """Return a chance as "92 in 100"; the ends read "under 1" and "over 99", which is what is known."""
    return f"{of_100(value, *limits)} in 100"
