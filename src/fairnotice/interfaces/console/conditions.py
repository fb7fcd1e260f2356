"""The conditions of a finding as ticked lines, each with the number that decided it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fairnotice.evaluation.result import Condition
from fairnotice.notices import words

COUNTS = frozenset({"rated", "clients", "adverse_new", "adverse_clients"})
DAYS = frozenset({"rated_recently", "adverse_recently"})
CHANCES: Mapping[str, str] = {"sure_enough": "", "without_one_client": "lowest ", "without_two_clients": "lowest "}


@dataclass(frozen=True, slots=True)
class Ticked:
    """One condition: whether it holds, its sentence, and its number in words."""

    holds: bool
    sentence: str
    number: str


def ticked(conditions: tuple[Condition, ...]) -> tuple[Ticked, ...]:
    """Return every condition with its number; one without a number of its own stands alone."""
    return tuple(Ticked(each.holds, each.sentence, number_of(each)) for each in conditions)


def number_of(condition: Condition) -> str:
    """Return the number that decided, such as ``7``, ``24 days ago`` or ``lowest 81 in 100``; empty where none."""
    if condition.code in COUNTS:
        return f"{condition.have:.0f}"
    if condition.code in DAYS and condition.have >= 0:
        return f"{words.counted(int(condition.have), 'day')} ago"
    if condition.code in CHANCES:
        share = min(max(condition.have, 0.0), 1.0)
        return f"{CHANCES[condition.code]}{words.of_100(share, limits=(condition.need,))} in 100"
    return ""
