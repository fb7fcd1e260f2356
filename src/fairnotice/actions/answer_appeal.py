"""Answer an objection, or look at a decision anew: it stands, something lighter takes its place, or it is undone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from django.db import transaction

from fairnotice.actions.case_letters import Said
from fairnotice.actions.clock_defaults import restore_by
from fairnotice.actions.own_words import ensure_own_words
from fairnotice.actions.record_view import ensure_own_view, hearing_in
from fairnotice.actions.taking_steps import locked, ours, take
from fairnotice.cases import events as e
from fairnotice.cases.case import Case as CaseValue
from fairnotice.cases.flow import decide
from fairnotice.cases.measures import Measure
from fairnotice.cases.stages import Who
from fairnotice.kernel.naming import named_in
from fairnotice.kernel.refusal import Refusal
from fairnotice.ledger.casebook import Docket
from fairnotice.policy.rulebook import Policy


class Answer(StrEnum):
    """How an objection is answered."""

    UPHOLD = "uphold"
    VARY = "vary"
    REVERSE = "reverse"


class PointUnanswered(Refusal):
    """Who contests three facts is told about three facts."""

    code: ClassVar[str] = "point_unanswered"

    def __init__(self, *, points: tuple[str, ...]) -> None:
        named = ", ".join(points)
        super().__init__(
            f"The account contests {named}. Say what you found about {'it' if len(points) == 1 else 'each'}."
        )
        self.points = points


@dataclass(frozen=True, slots=True)
class AnswerAppeal:
    """A hearer's answer, in their own words, and the facts it names."""

    case_id: UUID
    hearer_id: int
    answer: Answer
    text: str
    cites: tuple[str, ...] = ()
    """Facts of the case; those that the text names are added."""
    against: str = "decision"
    """``decision``, ``interim`` or ``fresh_review``."""
    measure: Measure | None = None
    """What takes the decision's place, where it is varied."""


@transaction.atomic
def answer_appeal(command: AnswerAppeal, *, now: datetime) -> None:
    """
    Put the answer on record, tell everybody who was told of the decision, and carry it out.

    Raises:
        NoSuchAppeal: nothing waits for an answer.
        HearerTookNoPart: this person took part in the case.
        OwnViewFirst: they have not written down a view of their own.
        StatesFacts, ReasonsNeeded: it names no fact of this case, or gives no reasons.
        PointUnanswered: a fact that the account contests is passed over.
        OwnWordsNeeded, NearCopy: it was not written for this account.
        VaryOnlyLowers: what takes the decision's place is not lighter.
    """
    docket, policy = locked(command.case_id)
    step = step_of(docket, policy, command, now=now)
    decide(docket.case, step)
    ensure_own_view(docket, command.against, command.hearer_id)
    ensure_points_answered(docket, command)
    ensure_own_words(docket, command.text, policy=policy)
    take(docket, step, actor=command.hearer_id, now=now, said=Said(text=command.text.strip()))


def step_of(docket: Docket, policy: Policy, command: AnswerAppeal, *, now: datetime) -> e.Event:
    """Return the step that an answer takes."""
    case = docket.case
    named = {*command.cites, *named_in(command.text, case.facts)}
    common: dict[str, Any] = {
        "at": now,
        "by": Who.HEARER,
        "person": command.hearer_id,
        "facts": tuple(each for each in case.facts if each in named),
        "reasoned": bool(command.text.strip()),
        "against": command.against,
    }
    effect_by = ours(docket, days=policy.deadlines.effect, now=now)
    match command.answer:
        case Answer.UPHOLD:
            return e.DecisionUpheld(**common, effect_by=effect_by)
        case Answer.REVERSE:
            return e.DecisionReversed(**common, restore_by=_restore_by(docket, policy, command.against, now))
        case Answer.VARY:
            measure = command.measure or Measure.WARNING
            ends_at = _lighter_end(docket, policy, measure, now=now)
            days, at_most = _lighter_days(docket, policy, measure)
            return e.DecisionVaried(
                **common, measure=measure, effect_by=effect_by, ends_at=ends_at, days=days, days_at_most=at_most
            )


def points_of(docket: Docket, against: str) -> tuple[str, ...]:
    """Return the facts of the case that the objection contests."""
    opening = hearing_in(docket, against)
    words = getattr(opening, "words", None)
    return named_in(words.text if words else "", docket.case.facts)


def ensure_points_answered(docket: Docket, command: AnswerAppeal) -> None:
    """
    Let an answer go that speaks of every fact the account contests.

    Raises:
        PointUnanswered: one of them is passed over.
    """
    if command.against == "fresh_review":
        return
    spoken = set(named_in(command.text, docket.case.facts))
    open_points = tuple(point for point in points_of(docket, command.against) if point not in spoken)
    if open_points:
        raise PointUnanswered(points=open_points)


def _restore_by(docket: Docket, policy: Policy, against: str, now: datetime) -> datetime | None:
    """Return by when everything is put back; an interim hold leaves nothing but itself to end."""
    return None if against == "interim" else restore_by(docket, policy, now=now)


def _lighter_end(docket: Docket, policy: Policy, measure: Measure, *, now: datetime) -> datetime | None:
    """Return when a lighter restriction ends that works from now on: never later than the heavier one would have."""
    works = docket.case.restriction
    if works is None or not measure.has_end:
        return None
    until = ours(docket, days=_most_days(policy, measure), now=now)
    return min(until, works.ends_at) if works.ends_at else until


def _lighter_days(docket: Docket, policy: Policy, measure: Measure) -> tuple[int, int]:
    """Return for how long a lighter restriction will work that does not yet, and the limit of that."""
    decided = docket.case.decision
    if not measure.has_end or docket.case.restriction is not None or decided is None:
        return 0, 0
    most = _most_days(policy, measure)
    return min(most, decided.days or most), most


def _most_days(policy: Policy, measure: Measure) -> int:
    """Return the most days that policy allows a hold or suspension."""
    return policy.deadlines.suspension_at_most if measure is Measure.SUSPENSION else policy.deadlines.hold_at_most


def lighter_than(case: CaseValue) -> tuple[Measure, ...]:
    """Return the measures that may take the decision's place, heaviest first."""
    decided = case.decision
    return tuple(m for m in reversed(Measure) if decided and m.weight < decided.measure.weight)
