"""The interval bar: how high an estimate lies and how sure we are, where space is small."""

from __future__ import annotations

from dataclasses import dataclass

from fairnotice.evaluation.result import Estimate
from fairnotice.interfaces.portal.charts.scale import Tick, of_100, percent, ticks


@dataclass(frozen=True, slots=True)
class IntervalBar:
    """
    Percent coordinates of one bar.

    The thick part spans the quantiles ``1 - bar`` to ``bar``, so it lies wholly below
    the standard exactly when the chance of being below reaches the policy's bar.
    """

    thin_x: str
    thin_width: str
    thick_x: str
    thick_width: str
    point: str
    standard: str
    standard_words: str
    ticks: tuple[Tick, ...]
    sentence: str
    """What the picture says, for those who do not see it."""
    axis: bool


def interval_bar(estimate: Estimate, *, standard: float, axis: bool = True) -> IntervalBar:
    """Return where the parts of the bar stand, and the whole as a sentence."""
    ends = (standard,)
    return IntervalBar(
        thin_x=percent(estimate.low),
        thin_width=percent(estimate.high - estimate.low),
        thick_x=percent(estimate.likely_low),
        thick_width=percent(estimate.likely_high - estimate.likely_low),
        point=percent(estimate.mean),
        standard=percent(standard),
        standard_words=of_100(standard),
        ticks=ticks(standard),
        sentence=(
            f"Best estimate {of_100(estimate.mean, *ends)} of 100 clients satisfied, "
            f"most likely {of_100(estimate.likely_low, *ends)} to {of_100(estimate.likely_high, *ends)}, "
            f"very likely {of_100(estimate.low)} to {of_100(estimate.high)}. The standard is {of_100(standard)}."
        ),
        axis=axis,
    )


@dataclass(frozen=True, slots=True)
class HatchedBar:
    """A track that is hatched and has no point: we do not know; the population stands beside it."""

    id: str
    """Of the pattern; unique on the page."""
    standard: str
    most_x: str
    most_width: str
    words: str
    sentence: str
    axis: bool


def hatched_bar(
    *, name: str, standard: float, low: float, high: float, kind: str = "freelancers", axis: bool = True
) -> HatchedBar:
    """Return the bar of an account without an estimate; *low* to *high* is the range of most accounts."""
    most = f"most {kind}: {of_100(low)} to {of_100(high)}"
    return HatchedBar(
        id=f"hatch-{name}",
        standard=percent(standard),
        most_x=percent(low),
        most_width=percent(high - low),
        words=most,
        sentence=f"No estimate yet. We do not know; it does not mean low. For comparison, {most} of 100."
        if axis
        else "No estimate yet.",
        axis=axis,
    )
