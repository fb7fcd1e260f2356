"""Dates as letters and pages say them."""

from __future__ import annotations

from datetime import date, datetime

from django import template

from fairnotice.notices import words

register = template.Library()


@register.filter
def day(on: date) -> str:
    """Return a date as "November 9, 2026"."""
    return words.day(on)


@register.filter
def utc_moment(instant: datetime) -> str:
    """Return an instant of data as "November 1, 2026, 3:00 a.m. UTC"."""
    return f"{words.day(words.local_date(instant, 'UTC'))}, {words.clock_time(instant, 'UTC')} UTC"
