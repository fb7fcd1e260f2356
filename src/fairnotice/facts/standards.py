"""The public lists that codes in facts are checked against: countries, currencies, time zones."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

from babel import Locale
from babel.numbers import list_currencies

COUNTRY_LENGTH = 2
NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
"""Two-letter codes that name groups, tests or nothing."""


@cache
def countries() -> frozenset[str]:
    """Return the two-letter codes of ISO 3166."""
    names = (str(code) for code in Locale("en").territories)
    return frozenset(name for name in names if len(name) == COUNTRY_LENGTH and name.isalpha()) - NO_COUNTRIES


@cache
def currencies() -> frozenset[str]:
    """Return the three-letter codes of ISO 4217, those of the past included."""
    return frozenset(list_currencies())


@cache
def timezones() -> frozenset[str]:
    """Return the names of the time zone database."""
    return frozenset(available_timezones())
