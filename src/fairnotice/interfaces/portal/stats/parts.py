"""By member and by client: each judged on their own contracts, and what the whole would be without them."""

from __future__ import annotations

from dataclasses import dataclass
from math import log

from fairnotice.evaluation.result import Estimate, Explanation, Part
from fairnotice.notices import words

NEARLY = 1e-9
NOTABLE = 0.05
"""A difference smaller than five in a hundred is not worth a sentence."""
SHOWN = 6


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One member's own contracts."""

    part: Part
    tag: str
    kind: str


@dataclass(frozen=True, slots=True)
class ClientRow:
    """One client and how much their word moves the chance."""

    part: Part
    effect: float
    """Negative is against the account: without this client the chance of being below would be lower."""
    sentence: str
    weight: str


@dataclass(frozen=True, slots=True)
class Clients:
    """The clients with the most effect first, the rest folded."""

    first: tuple[ClientRow, ...]
    rest: tuple[ClientRow, ...]
    largest: float

    @property
    def all(self) -> int:
        """Return how many clients there are."""
        return len(self.first) + len(self.rest)


def members(seen: Explanation) -> tuple[MemberRow, ...]:
    """Return the members, those with the most contracts first."""
    rows = sorted(seen.by_member, key=lambda part: (-part.rated, part.name, part.id))
    return tuple(MemberRow(part, *_says(part, seen)) for part in rows)


def largest_difference(seen: Explanation) -> str:
    """Return the one sentence that names the largest difference a member makes; empty where none is notable."""
    if not isinstance(seen.estimate, Estimate):
        return ""
    now = seen.estimate.v
    known = [(abs(now - part.v_without), part) for part in seen.by_member if part.v_without is not None]
    if not known:
        return ""
    difference, part = max(known, key=lambda pair: (pair[0], pair[1].id))
    if difference < NOTABLE or part.v_without is None:
        return ""
    limits = (seen.bar, seen.keeps)
    return (
        f"Without the contracts of {part.name} the chance of being below the standard would be "
        f"{words.of_100(part.v_without, limits=limits)} in 100 instead of {words.of_100(now, limits=limits)}."
    )


def clients(seen: Explanation) -> Clients:
    """Return the clients sorted by effect, the against first."""
    now = seen.estimate.v if isinstance(seen.estimate, Estimate) else None
    rows = [_client(part, now) for part in seen.by_client]
    rows.sort(key=lambda row: (-abs(row.effect), row.part.name, row.part.id))
    largest = max((abs(row.effect) for row in rows), default=0.0)
    first = tuple(sorted(rows[:SHOWN], key=lambda row: (row.effect, row.part.name)))
    return Clients(first, tuple(rows[SHOWN:]), largest)


def _client(part: Part, now: float | None) -> ClientRow:
    """Return one client's row; the bar is the difference of the log-odds, so that it shows also where all is sure."""
    effect = 0.0 if now is None or part.v_without is None else _log_odds(part.v_without) - _log_odds(now)
    side = "against" if effect < 0 else "in favor"
    without = "" if part.v_without is None else f", without them {words.of_100(part.v_without)} in 100"
    weight = f"{part.weight_each:.2f} each, same client" if part.rated > 1 else f"{part.weight_each:.2g}"
    return ClientRow(part, effect, f"{part.name}: {side}{without}", weight)


def _log_odds(chance: float) -> float:
    """Return the log-odds of a chance, kept finite."""
    kept = min(max(chance, NEARLY), 1 - NEARLY)
    return log(kept / (1 - kept))


def _says(part: Part, seen: Explanation) -> tuple[str, str]:
    """Return the words and the kind of a member's tag."""
    if not isinstance(part.estimate, Estimate):
        return "not enough evidence", "plain"
    if part.estimate.v >= seen.bar:
        return "below the standard", "con"
    if part.estimate.v <= 1 - seen.bar:
        return "above the standard", "pro"
    return "not sure enough", "plain"
