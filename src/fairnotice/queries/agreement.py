"""How often a second person, who had not seen the first view, came to the same measure."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from fairnotice.ledger.dockets import CaseEvent

Z = 1.959964
"""Of a standard normal distribution: 95 in 100 lie within."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Second views, how many agreed, and how sure that share is."""

    views: int
    agreed: int
    milder: int
    """The second person would have done less."""
    low: float
    high: float
    """95 % interval of the share (Wilson)."""


def agreement() -> Agreement:
    """Return how well two people agree who see the same case, over all second views on record."""
    agreed = milder = views = 0
    seconds = CaseEvent.objects.filter(name="Seconded").order_by("case_id", "number")
    for second in seconds.values("case_id", "number", "facts"):
        first = CaseEvent.objects.filter(
            case_id=second["case_id"], name="MeasureProposed", number__lt=second["number"]
        ).order_by("number")
        proposed = first.values_list("facts__measure", flat=True).last()
        views += 1
        agreed += second["facts"]["measure"] == proposed
        milder += _weight(second["facts"]["measure"]) < _weight(proposed)
    low, high = wilson(agreed, views)
    return Agreement(views, agreed, milder, low, high)


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """Return Wilson's 95 % interval of a share; everything where there was no trial (Wilson 1927)."""
    if not trials:
        return 0.0, 1.0
    share = successes / trials
    middle = share + Z * Z / (2 * trials)
    spread = Z * sqrt(share * (1 - share) / trials + Z * Z / (4 * trials * trials))
    whole = 1 + Z * Z / trials
    return max((middle - spread) / whole, 0.0), min((middle + spread) / whole, 1.0)


def _weight(measure: str | None) -> int:
    """Return the place of a measure in the order; nothing at all is before the first."""
    order = ("advice", "warning", "work_hold", "full_hold", "suspension", "closure")
    return order.index(measure) if measure else -1
