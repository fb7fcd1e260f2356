"""Whom a visitor of the demo may look over the shoulder: one person for each kind of page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from fairnotice.ledger.people import Person
from fairnotice.queries.demo_scenes import Bystander, bystanders, scenes
from fairnotice.queries.demonstration import LetterInHand, letters_in_hand


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One of the demo's people and what there is to see as them."""

    account_id: str
    """Empty for staff."""
    person_id: int | None
    """None until the person is admitted."""
    name: str
    who: str
    see: str


def demo_people(*, now: datetime) -> tuple[DemoPerson, ...]:
    """
    Return a manager with a case, a member of that team, freelancers of each kind, bystanders, and the reviewers.

    Whoever the data does not have is left out. Only a demo may call this.
    """
    if not settings.DEMO:
        raise RuntimeError("Only a demo hands out its people.")
    offered: dict[str, DemoPerson] = {}
    for person in (*_written_to(), *_bystanders(now), *_reviewers()):
        offered.setdefault(person.account_id or f"staff-{person.person_id}", person)
    return tuple(offered.values())


def _written_to() -> Iterator[DemoPerson]:
    """Yield people who have a letter."""
    found = scenes(letters_in_hand())
    if one := found.agency:
        see = f"The agency's stats by member and client, and case {one.case_reference}"
        yield _recipient(one, f"{one.role.capitalize()} of {one.account_name}", see)
    if one := found.member:
        see = "Their letter, their own row at the agency, and their own account"
        yield _recipient(one, f"Member of {one.account_name}", see)
    if one := found.waiting:
        see = f"A letter not opened yet: the time to answer case {one.case_reference} starts when you do"
        yield _recipient(one, _who(one), see)
    if one := found.freelancer:
        yield _recipient(one, _who(one), f"Case {one.case_reference}, where they were given time to improve")
    if one := found.breach:
        see = f"Case {one.case_reference} about a violation, the rule they confirmed, and their whole record"
        yield _recipient(one, _who(one), see)
    if one := found.early:
        yield _recipient(one, _who(one), "A private early word without consequence")


def _who(letter: LetterInHand) -> str:
    """Return what the recipient is."""
    if letter.account_kind == "freelancer":
        return "Freelancer"
    return f"{letter.role.capitalize()} of {letter.account_name or letter.account_id}"


def _recipient(letter: LetterInHand, who: str, see: str) -> DemoPerson:
    """Return the recipient of *letter*."""
    return DemoPerson(letter.person_account_id, letter.person_id, letter.person_name, who, see)


def _bystanders(now: datetime) -> Iterator[DemoPerson]:
    """Yield people to whom nothing happened, as to most."""
    found = bystanders(now=now)
    if one := found.agency:
        yield _looking_on(one, f"Owner of {one.name}", "An agency whose clients are satisfied: nothing to do")
    if one := found.freelancer:
        yield _looking_on(one, "Freelancer whose clients are satisfied", "My Stats: nothing to do")
    if one := found.unknown:
        yield _looking_on(one, "Freelancer with little recent work", "My Stats: no estimate yet")


def _looking_on(one: Bystander, who: str, see: str) -> DemoPerson:
    """Return the person of a bystander; they are admitted when somebody looks as them."""
    return DemoPerson(one.person_id, None, one.person_name, who, see)


def _reviewers() -> Iterator[DemoPerson]:
    """Yield the reviewers."""
    for one in Person.objects.filter(role=Person.Role.REVIEWER, is_active=True).order_by("pk"):
        yield DemoPerson("", one.pk, one.name, "Reviewer", "The queue, and each case in one place")
