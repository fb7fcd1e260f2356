"""
When a right ends and when a duty is due, so that nobody loses hours to a time zone.

Every deadline is the first instant at which the time is over (half-open), in UTC.
An account's clock ends after the last day where the account lives and moves on from
days off; a clock of ours is never moved. Where a zone is unknown, an account's clock
ends as late and ours as early as it could anywhere on earth.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import ClassVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from fairnotice.kernel.refusal import Refusal

DayOff = Callable[[date], bool]
"""Says whether nobody can be expected to act on a day: weekends, holidays."""

LAST_ZONE = timezone(timedelta(hours=-12), "UTC-12")
"""Where a day ends last on earth: for an account whose zone we do not know."""
FIRST_ZONE = timezone(timedelta(hours=14), "UTC+14")
"""Where a day begins and ends first."""
_EARTH = tuple(timezone(timedelta(hours=hours)) for hours in range(-12, 15))

_SATURDAY = 5
_A_MOMENT = timedelta(microseconds=1)


class NotLater(Refusal):
    """Refuse to move a deadline to an earlier instant, or to the same."""

    code: ClassVar[str] = "only_later"

    def __init__(self, *, due_at: datetime, asked_for: datetime) -> None:
        super().__init__(
            f"A deadline is only ever moved to later: it is {due_at.isoformat()}, not {asked_for.isoformat()}."
        )
        self.due_at = due_at
        self.asked_for = asked_for


def weekend(day: date) -> bool:
    """Say whether *day* is a Saturday or a Sunday."""
    return day.weekday() >= _SATURDAY


def zone_named(name: str) -> tzinfo | None:
    """Return the zone of an IANA *name*, or None when nobody knows it."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def account_deadline(proven_at: datetime, *, days: int, zone: tzinfo | None, day_off: DayOff = weekend) -> datetime:
    """
    Return the instant an account's right ends that began with proven delivery.

    The day of delivery does not count and the n-th day after it counts to its end
    where the account lives; never less than n times 24 hours, because a night of
    spring is an hour short; moved on while the last day is a day off.
    """
    served_on = proven_at.astimezone(zone or FIRST_ZONE).date()
    zone = zone or LAST_ZONE
    last = _working_day(served_on + timedelta(days=days), day_off)
    due = max(_end_of(last, zone), proven_at.astimezone(UTC) + timedelta(days=days))
    return _moved_on(due, zone, day_off)


def months_deadline(proven_at: datetime, *, months: int, zone: tzinfo | None) -> datetime:
    """
    Return the instant an account's right of so many calendar months ends: the end of the same day of the month.

    A day that the month does not have becomes its last; where that is a day off nothing moves, for months are
    long. Where the zone is unknown, as late as anywhere on earth.
    """
    served_on = proven_at.astimezone(zone or FIRST_ZONE).date()
    index = served_on.year * 12 + served_on.month - 1 + months
    year, month = divmod(index, 12)
    last = min(served_on.day, monthrange(year, month + 1)[1])
    return _end_of(date(year, month + 1, last), zone or LAST_ZONE)


def platform_deadline(started_at: datetime, *, days: int, zone: tzinfo | None) -> datetime:
    """Return the instant by which we must have acted: the end of the n-th day in the account's zone, never moved."""
    zones = (zone,) if zone else _EARTH
    return min(_end_of(started_at.astimezone(z).date() + timedelta(days=days), z) for z in zones)


def business_deadline(started_at: datetime, *, days: int, zone: tzinfo | None) -> datetime:
    """
    Return the instant by which we must have acted: the end of the n-th working day after, in the account's zone.

    Weekends alone are left out, not holidays: what runs against the account ends sooner so.
    """
    zones = (zone,) if zone else _EARTH
    return min(_end_of(_after_working_days(started_at.astimezone(z).date(), days), z) for z in zones)


def _after_working_days(day: date, days: int) -> date:
    """Return the *days*-th working day after *day*."""
    left = days
    while left:
        day += timedelta(days=1)
        left -= not weekend(day)
    return day


def extended(due_at: datetime, *, days: int, zone: tzinfo | None, day_off: DayOff = weekend) -> datetime:
    """Return an account's deadline moved on by *days* more whole days; always later than *due_at*."""
    return account_deadline(due_at - _A_MOMENT, days=days, zone=zone, day_off=day_off)


def resumed(
    due_at: datetime,
    *,
    stopped_at: datetime,
    goes_on_at: datetime,
    least_days: int,
    zone: tzinfo | None,
    day_off: DayOff = weekend,
) -> datetime:
    """
    Return an account's deadline after a pause: all the time that was left, to the end of a day.

    At least *least_days* whole days remain, whatever was left before.
    """
    zone = zone or LAST_ZONE
    shifted = due_at.astimezone(UTC) + max(goes_on_at - stopped_at, timedelta(0))
    last = _working_day((shifted - _A_MOMENT).astimezone(zone).date(), day_off)
    return max(
        shifted,
        _end_of(last, zone),
        account_deadline(goes_on_at, days=least_days, zone=zone, day_off=day_off),
    )


def later_of(due_at: datetime, proposed: datetime) -> datetime:
    """
    Return *proposed* as the new deadline.

    Raises:
        NotLater: *proposed* is not after *due_at*.
    """
    if proposed <= due_at:
        raise NotLater(due_at=due_at, asked_for=proposed)
    return proposed


def _end_of(day: date, zone: tzinfo) -> datetime:
    """Return the first instant after *day*, also where midnight is skipped or comes twice."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=zone).astimezone(UTC)


def _working_day(day: date, day_off: DayOff) -> date:
    """Return *day*, or the first day after it on which somebody can be expected to act."""
    while day_off(day):
        day += timedelta(days=1)
    return day


def _moved_on(due: datetime, zone: tzinfo, day_off: DayOff) -> datetime:
    """Return *due*, or the end of the next working day when its last moment falls on a day off."""
    last = (due - _A_MOMENT).astimezone(zone).date()
    return _end_of(_working_day(last, day_off), zone) if day_off(last) else due
