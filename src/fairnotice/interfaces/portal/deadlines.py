"""A deadline as a chip: the deed with its day, then time, place and what is left."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from fairnotice.interfaces.portal.components import Chip, Tone
from fairnotice.notices import words


def deadline_chip(deed: str, due_at: datetime, *, zone: str, now: datetime) -> Chip:
    """
    Return the chip of something due before *due_at*, such as *deed* "Answer".

    It names the last minute, so a deadline that ends with a day is named by that day.
    """
    last = due_at - timedelta(minutes=1)
    day = words.weekday(words.deadline_day(due_at, zone))
    if due_at <= now:
        return Chip(f"{deed} was due {day}", "It is over.", Tone.GRAVE, due_at)
    left = words.time_left(due_at, now=now)
    detail = f"{words.clock_time(last, zone)}, {words.place(zone)} · {left}"
    return Chip(f"{deed} by {day}", detail, Tone.WAIT, due_at)


def next_look_chip(on: date) -> Chip:
    """Return the calm chip of an account that need not do anything."""
    return Chip(f"We look again on {words.day(on)}", "Nothing needed from you", Tone.CALM)


def not_started_chip() -> Chip:
    """Return the chip of a time that has not begun, because its letter was not opened yet."""
    return Chip("Your time has not started", "It starts when you open the letter.", Tone.NOTE)
