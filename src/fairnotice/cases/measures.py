"""The measures there are, lightest first, and what each needs."""

from __future__ import annotations

from enum import StrEnum


class Measure(StrEnum):
    """What a decision does; the order of the members is the order of their weight."""

    ADVICE = "advice"
    """Words alone."""
    WARNING = "warning"
    """Restricts nothing; a rung of the ladder."""
    WORK_HOLD = "work_hold"
    """No new work until a day; what has begun goes on."""
    FULL_HOLD = "full_hold"
    """No new work until a day; clients of running work choose."""
    SUSPENSION = "suspension"
    """Off until a day."""
    CLOSURE = "closure"
    """The end."""

    @property
    def weight(self) -> int:
        """Return the place in the order, from 0."""
        return _ORDER.index(self)

    @property
    def restricts(self) -> bool:
        """Say whether it takes anything away."""
        return self.weight > Measure.WARNING.weight

    @property
    def needs_second(self) -> bool:
        """Say whether a second person must have formed a view."""
        return self in {Measure.SUSPENSION, Measure.CLOSURE}

    @property
    def has_end(self) -> bool:
        """Say whether it ends by itself on a day that is fixed when it begins."""
        return self.restricts and self is not Measure.CLOSURE

    @property
    def lesser(self) -> tuple[Measure, ...]:
        """Return every measure that is lighter and more than advice: each must be considered before this one."""
        return tuple(m for m in _ORDER[1 : self.weight])


_ORDER = tuple(Measure)


def lighter(first: Measure, second: Measure) -> Measure:
    """Return the lighter of two measures."""
    return min(first, second, key=lambda measure: measure.weight)
