"""A history is a row of calendar months that ends at a day, counted in seconds since 1970 (UTC)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import numpy as np

from fairnotice.lab.chance import Ints

DAY = 86_400


def at_midnight(day: date) -> int:
    """Return the second at which *day* begins in UTC."""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


def month_after(first: date, months: int) -> date:
    """Return the first day of the month *months* after that of *first*; negative counts back."""
    years, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(years, month + 1, 1)


@dataclass(frozen=True, slots=True)
class Period:
    """The months of a history; ``edges`` has one more entry than there are months."""

    firsts: tuple[date, ...]
    """First day of each month, oldest first."""
    edges: Ints
    """Second at which each month begins, and last the second at which the history ends."""

    @classmethod
    def of(cls, months: int, until: date) -> Period:
        """Return the *months* calendar months up to the day before *until*."""
        last = (until - timedelta(days=1)).replace(day=1)
        firsts = tuple(month_after(last, n - months + 1) for n in range(months))
        return cls(firsts, np.array([*(at_midnight(day) for day in firsts), at_midnight(until)], dtype=np.int64))

    @property
    def begins(self) -> int:
        """Return the first second of the history."""
        return int(self.edges[0])

    @property
    def ends(self) -> int:
        """Return the second at which nothing is known any more."""
        return int(self.edges[-1])

    @property
    def length(self) -> int:
        """Return the seconds from begin to end."""
        return self.ends - self.begins

    def month_of(self, seconds: Ints) -> Ints:
        """Return the index of the month of each instant; instants outside go to the nearest month."""
        found = np.searchsorted(self.edges, seconds, side="right") - 1
        return np.clip(found, 0, len(self.firsts) - 1).astype(np.int64)
