"""The instants that bound one look: what lies inside, what counts as new, what does not exist yet."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from fairnotice.policy.rulebook import Policy


@dataclass(frozen=True, slots=True)
class LookSpan:
    """The bounds of one look under one policy."""

    as_of: datetime
    """Facts from this instant on do not exist yet."""
    previous_as_of: datetime | None
    """Outcomes that did not count yet at this instant are new; all are where it is None."""
    window_from: date
    """First day of the window; contracts that ended earlier are not looked at."""
    window_months: int
    prior_months: int
    maturity_days: int

    @classmethod
    def of(cls, policy: Policy, *, as_of: datetime, previous_as_of: datetime | None) -> LookSpan:
        """Return the span of a look at *as_of* under *policy*."""
        model = policy.model
        return cls(
            as_of=as_of,
            previous_as_of=previous_as_of,
            window_from=months_before(as_of.date(), model.window_months),
            window_months=model.window_months,
            prior_months=min(model.prior_months, model.window_months),
            maturity_days=model.maturity_days,
        )

    @property
    def window_to(self) -> date:
        """Return the last day inside the window."""
        return self.as_of.date() - timedelta(days=1)

    def parameters(self, *, after: datetime | None = None) -> dict[str, Any]:
        """Return the parameters of the SQL; with *after*, contracts that ended before it are not looked at."""
        begin = datetime(self.window_from.year, self.window_from.month, self.window_from.day)  # noqa: DTZ001  naive UTC, as at rest
        return {
            "as_of": at_rest(self.as_of),
            "previous": at_rest(self.previous_as_of) if self.previous_as_of else None,
            "ended_from": max(begin, at_rest(after)) if after else begin,
            "window_months": self.window_months,
            "prior_from": self.window_months - self.prior_months,
            "maturity_days": self.maturity_days,
        }


def months_before(day: date, months: int) -> date:
    """Return the first day of a window of *months* that ends before *day*; a day that is missing moves forward."""
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    if day.day > monthrange(year, month + 1)[1]:
        return date(year, month + 1, monthrange(year, month + 1)[1]) + timedelta(days=1)
    return date(year, month + 1, day.day)


def at_rest(instant: datetime) -> datetime:
    """Return an aware instant as the warehouse keeps it: naive, UTC."""
    return instant.astimezone(UTC).replace(tzinfo=None)
