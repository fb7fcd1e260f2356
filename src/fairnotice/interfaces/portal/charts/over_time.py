"""The estimate over time: two bands, a line, the standard, a tick per look, and what happened when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fairnotice.evaluation.result import MonthEstimate
from fairnotice.interfaces.portal.charts.scale import of_100, percent

MOST_MARKS = 4
HEIGHT = 200
HEAD = 16
FOOT = 32
ROW = 16


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened, with its label's row and side."""

    x: str
    label: str
    y: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Months in which nothing could be said: hatched."""

    x: str
    width: str


@dataclass(frozen=True, slots=True)
class OverTime:
    """Paths in a box of 100 by 100 that is stretched to the figure, and text outside of it."""

    outer: str
    """The very likely band, as a closed path."""
    inner: str
    line: str
    standard_y: str
    standard_words: str
    ticks: tuple[str, ...]
    marks: tuple[Mark, ...]
    gaps: tuple[Gap, ...]
    months: tuple[tuple[str, str, str], ...]
    """At most three labels of the axis: place, anchor, words."""
    id: str
    """Of the pattern; unique on the page."""
    lines: tuple[str, ...]
    height: int
    head: int
    """Pixels above the plot that the marks' labels need."""
    sentence: str


def over_time(
    months: Sequence[MonthEstimate], *, standard: float, events: Sequence[tuple[date, str]] = ()
) -> OverTime | None:
    """Return the figure's geometry, or None where fewer than two months have an estimate."""
    known = [m for m in months if m.rated > 0]
    if len(known) < 2:  # noqa: PLR2004  a line needs two points
        return None
    first, last = months[0].month, months[-1].month
    span = max(1, (last - first).days)

    def place(day: date) -> float:
        return min(1.0, max(0.0, (day - first).days / span))

    def path(values: Sequence[tuple[float, float]]) -> str:
        return " L".join(f"{100 * x:.2f} {100 - 100 * y:.2f}" for x, y in values)

    xs = [place(m.month) for m in known]
    upper = list(zip(xs, [m.high for m in known], strict=True))
    lower = list(zip(xs, [m.low for m in known], strict=True))
    inner_upper = list(zip(xs, [m.likely_high for m in known], strict=True))
    inner_lower = list(zip(xs, [m.likely_low for m in known], strict=True))
    marks = _marks([(place(day), words) for day, words in events][-MOST_MARKS:])
    head = HEAD + ROW * len(marks)
    return OverTime(
        outer=f"M{path(upper)} L{path(lower[::-1])} Z",
        inner=f"M{path(inner_upper)} L{path(inner_lower[::-1])} Z",
        line=f"M{path(list(zip(xs, [m.mean for m in known], strict=True)))}",
        standard_y=percent(1 - standard),
        standard_words=f"standard {of_100(standard)}",
        ticks=tuple(percent(place(m.month)) for m in months),
        marks=marks,
        gaps=(Gap("0%", percent(xs[0])),) if xs[0] > 0 else (),
        months=_labels(months),
        id="gap",
        lines=("0", "25%", "50%", "75%", "100%"),
        height=head + HEIGHT + FOOT,
        head=head,
        sentence=(
            f"Estimate of satisfied clients of 100, from {of_100(known[0].mean)} at the end of "
            f"{known[0].month:%B %Y} to {of_100(known[-1].mean)} at the look of {known[-1].month:%B} "
            f"{known[-1].month.day}, {known[-1].month.year}, then very likely {of_100(known[-1].low)} to "
            f"{of_100(known[-1].high)}."
        ),
    )


def _marks(events: Sequence[tuple[float, str]]) -> tuple[Mark, ...]:
    """Return the labels staggered by row, the latest on top, turned inwards at the right end."""
    return tuple(
        Mark(percent(x), words, -ROW - ROW * index, "end" if x > 0.5 else "start")  # noqa: PLR2004  the middle
        for index, (x, words) in enumerate(events)
    )


def _labels(months: Sequence[MonthEstimate]) -> tuple[tuple[str, str, str], ...]:
    """Return the words below the axis: first, middle and last month."""
    middle = months[len(months) // 2]
    return (
        ("0%", "start", f"{months[0].month:%b %Y}"),
        ("50%", "middle", f"{middle.month:%b %Y}"),
        ("100%", "end", f"{months[-1].month:%b %Y}"),
    )
