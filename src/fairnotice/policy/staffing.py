"""How many different people a policy needs: every review uses up a person, and an appeal is heard by somebody new."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fairnotice.policy.rulebook import RUNGS, Policy

RESTRICTS = frozenset(RUNGS[RUNGS.index("work_hold") :])
NEEDS_A_SECOND = frozenset({"suspension", "closure"})


@dataclass(frozen=True, slots=True)
class Need:
    """How many people one course of a case takes, each of whom may act once."""

    course: str
    people: int
    who: str


def needs(policy: Policy) -> tuple[Need, ...]:
    """Return what the policy can lead to and how many people that takes at least, the fewest first."""
    return tuple(_needs(policy))


def short_of(policy: Policy, staff: int) -> tuple[Need, ...]:
    """Return every course for which *staff* people are too few."""
    return tuple(need for need in needs(policy) if need.people > staff)


def _needs(policy: Policy) -> Iterator[Need]:
    measures = {measure for clause in policy.provisions for measure in (*clause.measures, *clause.ladder)}
    seconded = measures & NEEDS_A_SECOND
    strongest = "closure" if "closure" in seconded else "suspension"
    if measures & RESTRICTS:
        yield Need("A hold", 2, "one who decides, and one who hears the appeal")
    if seconded:
        yield Need(f"A {strongest}", 3, "one who decides, one who seconds, and one who hears the appeal")
    if policy.exceptions and measures & RESTRICTS:
        # Who approved the hold may second what follows; whoever reviewed it, and whoever hears the appeal, is new.
        yield Need(
            f"A {strongest if seconded else 'hold'} after a hold before notice",
            4,
            "one who imposes and decides, one who approves and seconds, one who reviews the hold within days, "
            "and one who hears the appeal",
        )
