"""Bad news arrives on working days in working hours where the recipient lives; good news at once."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from fairnotice.notices.words import zone_of
from fairnotice.policy.rulebook import Telling


def arrival(now: datetime, *, zone: str, telling: Telling, good_news: bool) -> datetime:
    """
    Return the first instant, not before *now*, at which a letter may arrive, in UTC.

    The window is half-open: with hours (9, 16) a letter may come at 9:00 and no longer at 16:00.
    """
    if good_news or not telling.weekdays:
        return now
    opens, closes = (time(hour % 24) for hour in telling.hours)
    local = now.astimezone(zone_of(zone))
    for ahead in range(8):
        on = local.date() + timedelta(days=ahead)
        if on.weekday() not in telling.weekdays:
            continue
        start = datetime.combine(on, opens, tzinfo=local.tzinfo).astimezone(UTC)
        end = datetime.combine(on, closes, tzinfo=local.tzinfo).astimezone(UTC)
        if now < start:
            return start
        if now < end:
            return now
    raise ValueError(f"{telling.weekdays} holds no day of the week.")
