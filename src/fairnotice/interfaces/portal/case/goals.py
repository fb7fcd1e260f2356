"""Goals in words, such as "2 of 7 so far"."""

from __future__ import annotations

from dataclasses import dataclass

from fairnotice.notices import words
from fairnotice.queries.goals import GoalOnRecord


@dataclass(frozen=True, slots=True)
class ShownGoal:
    """One goal as a page shows it."""

    sentence: str
    so_far: str
    """Empty for a goal in somebody's own words: nothing is counted there."""
    done: bool
    counted: str
    """When it was counted last."""


def shown_goals(goals: tuple[GoalOnRecord, ...], *, zone: str) -> tuple[ShownGoal, ...]:
    """Return the goals with how far each is."""
    return tuple(_shown(goal, zone) for goal in goals)


def _shown(goal: GoalOnRecord, zone: str) -> ShownGoal:
    if goal.kind == "own":
        return ShownGoal(goal.text or "(no longer on record)", "", done=False, counted="")
    sentence = f"{words.counted(goal.needed, 'satisfied contract')}, each with another new client"
    if goal.kind == "left_out":
        sentence = f"Shown not to count: {', '.join(goal.contracts)}"
    reached = min(goal.reached, goal.needed)
    counted = f"Counted on {words.day(words.local_date(goal.counted_at, zone))}" if goal.counted_at else ""
    return ShownGoal(sentence, f"{reached} of {goal.needed} so far", done=reached == goal.needed, counted=counted)
