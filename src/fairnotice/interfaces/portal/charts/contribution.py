"""Against and in favor: one bar per client from a common zero, told apart by side before color."""

from __future__ import annotations

from dataclasses import dataclass

from fairnotice.interfaces.portal.charts.scale import percent


@dataclass(frozen=True, slots=True)
class Contribution:
    """One bar and its sentence."""

    x: str
    width: str
    zero: str
    side: str
    sentence: str


def contribution(value: float, *, scale: float, words: str) -> Contribution:
    """Return the bar of *value*, where *scale* is the largest absolute value of the table; negative is against."""
    length = 0.0 if scale <= 0 else min(1.0, abs(value) / scale) / 2
    return Contribution(
        x=percent(0.5 - length if value < 0 else 0.5),
        width=percent(length),
        zero=percent(0.5),
        side="against" if value < 0 else "favor",
        sentence=words,
    )
