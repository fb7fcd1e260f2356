"""What an account can reach for: the changes that would give another result, as sentences."""

from __future__ import annotations

from fairnotice.evaluation.result import Explanation


def goals_of(explanation: Explanation) -> tuple[str, ...]:
    """Return each change that would lift the finding, easiest first; every one was evaluated again (P3)."""
    what_if = explanation.what_if
    if what_if is None:
        return ()
    goals = []
    if what_if.enough:
        contracts = (
            "satisfied contract with a new client" if what_if.enough == 1 else "satisfied contracts with new clients"
        )
        goals.append(f"{what_if.enough} more {contracts}.")
    if what_if.removals:
        listed = ", ".join(what_if.removals)
        goals.append(f"Show that these contracts should not count: {listed}.")
    if what_if.lapses_on:
        on = f"{what_if.lapses_on:%B} {what_if.lapses_on.day}, {what_if.lapses_on.year}"
        goals.append(f"With no new rated contract the finding ends by itself on {on}.")
    return tuple(goals)
