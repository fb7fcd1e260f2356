"""Dates, deadlines and numbers as people read them; letters and pages say them alike."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import ROUND_HALF_UP, Decimal
from math import floor
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.dates import format_date, format_datetime, get_timezone_location
from babel.numbers import format_decimal

LATEST_ZONE = timezone(timedelta(hours=-12))
"""Where a day ends last on Earth: the zone of someone whose zone we do not know."""
HOURS_MATTER = timedelta(hours=48)
"""With less time than this, hours are counted instead of days."""


def zone_of(name: str) -> ZoneInfo | timezone:
    """Return the zone of that IANA name, or the last on Earth where the name is empty or unknown."""
    if not name:
        return LATEST_ZONE
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return LATEST_ZONE


def zone_is_known(name: str) -> bool:
    """Say whether *name* is an IANA zone."""
    return zone_of(name) is not LATEST_ZONE


def local_date(instant: datetime, zone: str) -> date:
    """Return the calendar day of *instant* where the reader lives."""
    return instant.astimezone(zone_of(zone)).date()


def day(on: date, *, language: str = "en") -> str:
    """Return a date as ``November 9, 2026``."""
    return format_date(on, format="long", locale=language)


def short_day(on: date, *, language: str = "en") -> str:
    """Return a date for a table, as ``Nov 9, 2026``."""
    return format_date(on, format="medium", locale=language)


def weekday(on: date, *, language: str = "en") -> str:
    """Return a date with its weekday, as ``Monday, November 9, 2026``."""
    return format_date(on, format="full", locale=language)


def clock_time(instant: datetime, zone: str, *, language: str = "en") -> str:
    """Return the time of day where the reader lives, as ``3:41 p.m.``."""
    local = instant.astimezone(zone_of(zone)).replace(tzinfo=None)
    if language.startswith("en"):
        return f"{local.hour % 12 or 12}:{local.minute:02d} {'a.m.' if local.hour < 12 else 'p.m.'}"  # noqa: PLR2004  noon
    return format_datetime(local, format="H:mm", locale=language)


def city(zone: str, *, language: str = "en") -> str:
    """
    Return the name of a zone's city in the reader's language, as CLDR gives it.

    Raises:
        ValueError: *zone* is no known IANA zone.
    """
    if not zone_is_known(zone):
        raise ValueError(f"{zone!r} is no known time zone.")
    return get_timezone_location(zone, locale=language, return_city=True).rsplit("/", 1)[-1]


def place(zone: str, *, language: str = "en") -> str:
    """Return the words that follow a time: ``Lisbon time``, or that the zone is not known."""
    if not zone_is_known(zone):
        return "counted where the day ends last on Earth, as we do not know your time zone"
    name = city(zone, language=language)
    return "UTC" if name == "UTC" else f"{name} time"


def deadline(due_at: datetime, zone: str, *, language: str = "en") -> str:
    """
    Return the last minute before *due_at* (exclusive), as ``Wednesday, December 9, 2026, 11:59 p.m., Lisbon time``.

    A deadline that ends with a day is thus named by that day, never as "midnight".
    """
    last = due_at.astimezone(UTC) - timedelta(minutes=1)
    return f"{moment(last, zone, language=language)}, {place(zone, language=language)}"


def deadline_day(due_at: datetime, zone: str) -> date:
    """Return the last day on which something due before *due_at* may still be done."""
    return local_date(due_at - timedelta(minutes=1), zone)


def moment(instant: datetime, zone: str, *, language: str = "en") -> str:
    """Return day and time where the reader lives, as ``Thursday, November 12, 2026, 3:41 p.m.``."""
    on = weekday(local_date(instant, zone), language=language)
    return f"{on}, {clock_time(instant, zone, language=language)}"


def time_left(due_at: datetime, *, now: datetime) -> str:
    """Return what is left until *due_at*: ``17 days left``; under 48 hours in hours; ``over`` when it is past."""
    left = due_at - now
    if left <= timedelta(0):
        return "over"
    if left >= HOURS_MATTER:
        return f"{counted(left.days, 'day')} left"
    hours = floor(left / timedelta(hours=1))
    return f"{counted(hours, 'hour')} left" if hours else "less than an hour left"


def not_started(days: int) -> str:
    """Return the words for a time to answer that does not run yet."""
    return (
        f"Your time has not started. It starts when this letter reaches you. Then you have {counted(days, 'full day')}."
    )


def of_100(share: float, *, limits: Sequence[float] = (), language: str = "en") -> str:
    """
    Return a share as a number of 100, never rounded across one of *limits*: .797 against .80 is ``79.7``.

    A share that is not quite nothing or everything reads ``under 1`` or ``over 99``.
    """
    if not 0.0 <= share <= 1.0:
        raise ValueError(f"{share} is no share.")
    exact = Decimal(repr(share)) * 100
    if 0 < exact < Decimal("0.5"):
        return "under 1"
    if Decimal("99.5") <= exact < Decimal(100):
        return "over 99"
    bounds = [Decimal(repr(limit)) * 100 for limit in limits]
    for places in range(20):
        rounded = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
        if all((exact < bound) == (rounded < bound) and (exact > bound) == (rounded > bound) for bound in bounds):
            break
    return format_decimal(rounded, locale=language, decimal_quantization=False)


def between(low: float, high: float, *, limits: Sequence[float] = ()) -> str:
    """Return a range of 100 as ``between 33 and 82``."""
    return f"between {of_100(low, limits=limits)} and {of_100(high, limits=limits)}"


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun: ``1 contract``, ``24 contracts``, ``1,200 contracts``."""
    named = noun if number == 1 else plural or f"{noun}s"
    return f"{format_decimal(number, locale='en')} {named}"


def listed(items: Sequence[str]) -> str:
    """Return ``A``, ``A and B`` or ``A, B and C``."""
    if len(items) <= 1:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def some_of(items: Sequence[str], *, at_most: int = 5, rest: str = "listed below") -> str:
    """Return all of *items*, or the first *at_most* ``and five more, listed below``."""
    if len(items) <= at_most:
        return listed(items)
    return f"{', '.join(items[:at_most])} and {small(len(items) - at_most)} more, {rest}"


def small(number: int) -> str:
    """Return a number up to ten as a word, a larger one in digits."""
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return words[number] if 0 <= number < len(words) else format_decimal(number, locale="en")
