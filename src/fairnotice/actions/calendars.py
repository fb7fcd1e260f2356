"""Which days are days off where somebody lives."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

import holidays

from fairnotice.kernel.deadlines import DayOff, weekend


def days_off(country: str) -> DayOff:
    """Return the days off of a *country* (ISO 3166 code); weekends alone where the country is unknown."""
    calendar = _calendar(country.upper())
    if calendar is None:
        return weekend

    def day_off(day: date) -> bool:
        return not calendar.is_working_day(day)

    return day_off


@lru_cache(maxsize=256)
def _calendar(country: str) -> Any:  # noqa: ANN401  the library has no types
    """Return the library's calendar of a country, or None."""
    try:
        return holidays.country_holidays(country) if country else None
    except NotImplementedError:
        return None
