"""The what-if strip: the chance of being below the standard after 0 to 12 more satisfied contracts."""

from __future__ import annotations

from dataclasses import dataclass

from fairnotice.evaluation.result import WhatIf
from fairnotice.interfaces.portal.charts.scale import chance, percent


@dataclass(frozen=True, slots=True)
class Bar:
    """One of the thirteen links."""

    more: int
    y: str
    height: str
    side: str
    """``against`` at or above the line where a finding goes on, else ``favor``."""
    chosen: bool
    words: str


@dataclass(frozen=True, slots=True)
class Strip:
    """The strip, the chosen number and what it would mean."""

    bars: tuple[Bar, ...]
    line: str
    """Vertical place of the line under which a finding ends."""
    chosen: int
    answer: str


def strip(what_if: WhatIf, *, keeps: float, chosen: int | None = None) -> Strip:
    """
    Return the strip with *chosen* marked: what was asked for, else the answer, else none more.

    The values were evaluated by the engine, each on its own; nothing is interpolated here.
    """
    asked = chosen if chosen is not None and 0 <= chosen < len(what_if.more) else None
    marked = asked if asked is not None else (what_if.enough or 0)
    marked = min(marked, len(what_if.more) - 1)
    bars = tuple(
        Bar(
            more=more,
            y=percent(1 - v),
            height=percent(v),
            side="against" if v >= keeps else "favor",
            chosen=more == marked,
            words=chance(v, keeps),
        )
        for more, v in enumerate(what_if.more)
    )
    today = chance(what_if.more[0], keeps)
    answer = (
        f"Today: {today}."
        if marked == 0
        else f"With {marked} more: {chance(what_if.more[marked], keeps)}. Today: {today}."
    )
    return Strip(bars=bars, line=percent(1 - keeps), chosen=marked, answer=answer)
