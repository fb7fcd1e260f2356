"""The figures, as template tags: the only places where an estimate is drawn or written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import template

from fairnotice.evaluation.result import Estimate, InsufficientEvidence, Missing, MonthEstimate, WhatIf
from fairnotice.interfaces.portal.charts import contribution as contributions
from fairnotice.interfaces.portal.charts import dots, interval, scale
from fairnotice.interfaces.portal.charts import needs as need
from fairnotice.interfaces.portal.charts import over_time as times
from fairnotice.interfaces.portal.charts import what_if as what_ifs

register = template.Library()
CIRCLE = 14
"""Pixels from one circle of a countable list to the next."""


@register.inclusion_tag("components/interval_bar.html")
def interval_bar(estimate: Estimate, standard: float, axis: bool = True) -> dict[str, Any]:
    """Show an estimate with both ranges."""
    return {"bar": interval.interval_bar(estimate, standard=standard, axis=axis)}


@register.inclusion_tag("components/hatched_bar.html")
def hatched_bar(name: str, standard: float, low: float, high: float, **words: Any) -> dict[str, Any]:  # noqa: ANN401
    """Show that there is no estimate; *words* are ``kind`` and ``axis``."""
    return {"bar": interval.hatched_bar(name=name, standard=standard, low=low, high=high, **words)}


@register.inclusion_tag("components/twenty_dots.html")
def twenty_dots(estimate: Estimate, standard: float) -> dict[str, Any]:
    """Show twenty values that fit the evidence equally well."""
    return {"dots": dots.twenty_dots(estimate, standard=standard)}


@register.inclusion_tag("components/over_time.html")
def estimate_over_time(
    months: Sequence[MonthEstimate], standard: float, events: Sequence[tuple[date, str]] = ()
) -> dict[str, Any]:
    """Show how the estimate went, month by month."""
    return {"chart": times.over_time(months, standard=standard, events=events)}


@register.inclusion_tag("components/what_if.html")
def what_if_strip(what_if: WhatIf, keeps: float, url: str, chosen: int | None = None) -> dict[str, Any]:
    """Show what 0 to 12 more satisfied contracts would do."""
    return {"strip": what_ifs.strip(what_if, keeps=keeps, chosen=chosen), "url": url, "hx": True}


@register.inclusion_tag("components/contribution.html")
def contribution(value: float, largest: float, words: str) -> dict[str, Any]:
    """Show one bar from the common zero."""
    return {"bar": contributions.contribution(value, scale=largest, words=words)}


@register.inclusion_tag("components/needs.html")
def needs(have: int, needed: int) -> dict[str, Any]:
    """Show a countable list: one circle for each that is needed, filled for each that is there."""
    circles = tuple((6 + CIRCLE * index, index < have) for index in range(needed))
    return {"circles": circles, "width": CIRCLE * needed, "have": have}


@register.simple_tag
def of_100(value: float, *limits: float) -> str:
    """Return a number of 100 that rounding never carries over a limit."""
    return scale.of_100(value, *limits)


@register.simple_tag
def chance(value: float, *limits: float) -> str:
    """Return a chance such as "92 in 100"."""
    return scale.chance(value, *limits)


@register.simple_tag
def dots_sentence(estimate: Estimate, standard: float, bar: float, keeps: float) -> tuple[str, str]:
    """Return what the twenty dots say, and what a notice would need."""
    return dots.what_dots_say(estimate, standard=standard, bar=bar, keeps=keeps)


@register.simple_tag
def need_words(missing: Missing) -> need.Need:
    """Return one line of what an estimate needs, in words."""
    return need.need(missing)


@register.simple_tag
def needed_words(estimate: InsufficientEvidence | None, rated: int) -> str:
    """Return why a member has no estimate yet, such as "4 rated, 5 needed"."""
    return need.in_short(estimate, rated)
