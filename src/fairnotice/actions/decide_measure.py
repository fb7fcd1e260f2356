"""Decide what was proposed, by name: the statement of reasons goes out with it, complete or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from fairnotice.actions.letter_matter import Said
from fairnotice.actions.own_words import ensure_own_words
from fairnotice.actions.taking_steps import locked, ours, take
from fairnotice.cases.case import Case
from fairnotice.cases.events import DecisionMade, MeasureProposed
from fairnotice.cases.flow import decide
from fairnotice.cases.measures import Measure
from fairnotice.cases.stages import Who
from fairnotice.ledger.casebook import events_of
from fairnotice.policy.rulebook import Deadlines


@dataclass(frozen=True, slots=True)
class DecideMeasure:
    """Who decides, for how long, and what would end it earlier."""

    case_id: UUID
    reviewer_id: int
    reasons: str
    exit: str
    """What would remedy it, in a sentence: it ends the measure earlier, or changes it."""
    days: int = 0
    """How long a hold or suspension works; 0 takes the policy's limit."""


@transaction.atomic
def decide_measure(command: DecideMeasure, *, now: datetime) -> None:
    """
    Record the decision and serve it to those who answer for the account; nothing of it works yet.

    Raises:
        TheProposer: somebody else proposed it.
        SecondPresent: a suspension or closure has no second view yet.
        FactsMissing: the statement of reasons would not be complete.
        OwnWordsNeeded, NearCopy: the reasons were not written for this account.
    """
    docket, policy = locked(command.case_id)
    proposed = next((x for x in reversed(events_of(docket.row)) if isinstance(x, MeasureProposed)), None)
    measure = measure_that_stands(docket.case)
    at_most = days_at_most(measure, policy.deadlines)
    step = DecisionMade(
        at=now,
        by=Who.REVIEWER,
        person=command.reviewer_id,
        measure=measure,
        facts=proposed.facts if proposed else (),
        reasoned=bool(command.reasons.strip()),
        deliver_by=ours(docket, days=policy.deadlines.delivery, now=now),
        days=(command.days or at_most) if measure.has_end else 0,
        days_at_most=at_most,
        exit=" ".join(command.exit.split()),
    )
    decide(docket.case, step)
    ensure_own_words(docket, command.reasons, policy=policy)
    take(docket, step, actor=command.reviewer_id, now=now, said=Said(text=command.reasons.strip()))


def measure_that_stands(case: Case) -> Measure:
    """Return the lighter of both views; advice where nothing was proposed, which the step then refuses."""
    return case.proposal.measure if case.proposal else Measure.ADVICE


def days_at_most(measure: Measure, deadlines: Deadlines) -> int:
    """Return how long a measure may work at most, by the policy; 0 for what has no end."""
    if not measure.has_end:
        return 0
    return deadlines.suspension_at_most if measure is Measure.SUSPENSION else deadlines.hold_at_most
