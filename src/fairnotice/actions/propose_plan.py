"""Let the account say what it will do and by what that can be seen; our silence accepts it as proposed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from fairnotice.actions.case_letters import Said
from fairnotice.actions.goals import set_own_goals
from fairnotice.actions.parties import acting_as
from fairnotice.actions.taking_steps import locked, ours, take
from fairnotice.cases.events import PlanProposed

PLAN_DAYS = 7
"""A plan that nobody objects to in these days holds as proposed (process, section 3)."""
MOST_GOALS = 12
LONGEST_GOAL = 300


@dataclass(frozen=True, slots=True)
class ProposePlan:
    """The account's answer, and the goals it sets itself; with it, it has said all it wants to."""

    case_id: UUID
    person_id: int
    text: str
    goals: tuple[str, ...]
    """In its own words, each something that can be seen later."""


def goals_in(lines: str) -> tuple[str, ...]:
    """Return the goals that somebody wrote, one a line, without numbers and dots in front."""
    plain = (line.strip().lstrip("-*\N{BULLET}0123456789.) ").strip()[:LONGEST_GOAL] for line in lines.splitlines())
    return tuple(line for line in plain if line)[:MOST_GOALS]


@transaction.atomic
def propose_plan(command: ProposePlan, *, now: datetime) -> None:
    """
    Record the answer with its plan and confirm it with a receipt.

    The event names its goals by number; their words stand beside it, where they can be shredded.

    Raises:
        StepOutOfOrder: no time to answer is running.
        OnlyOnce: the account had its time to improve already.
        NotYoursToTake: a member speaks by a statement.
    """
    docket, policy = locked(command.case_id)
    by = acting_as(docket, command.person_id, policy, now=now)
    step = PlanProposed(
        at=now,
        by=by,
        person=command.person_id,
        goals=tuple(f"goal {number}" for number, _ in enumerate(command.goals, 1)),
        review_by=ours(docket, days=policy.deadlines.review, now=now),
        accepted_by=ours(docket, days=PLAN_DAYS, now=now),
    )
    written = take(docket, step, actor=command.person_id, now=now, said=Said(text=with_plan(command)))
    set_own_goals(docket, written, command.goals)


def with_plan(command: ProposePlan) -> str:
    """Return the answer with the plan below it, as both sides read it."""
    goals = "\n".join(f"{number}. {goal}" for number, goal in enumerate(command.goals, 1))
    return f"{command.text.strip()}\n\nMy plan:\n{goals}"
