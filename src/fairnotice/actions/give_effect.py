"""Let a decision begin: a named person, who has read its facts again today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from fairnotice.actions.taking_steps import locked, ours, take
from fairnotice.cases.events import EffectGiven
from fairnotice.cases.stages import Who
from fairnotice.ledger.casebook import Docket


@dataclass(frozen=True, slots=True)
class GiveEffect:
    """Who lets which decision begin."""

    case_id: UUID
    reviewer_id: int
    facts_read_today: bool
    """This person read the facts again, on this day."""


@transaction.atomic
def give_effect(command: GiveEffect, *, now: datetime) -> None:
    """
    Let the restriction work from now on; its end is fixed now and nothing makes it later.

    Raises:
        NoticePeriodNotOver: the account's time before it still runs.
        NoPendingAppeal, NoPendingFreshReview: somebody new must look first.
        TeamBeforeClients: the team does not know yet.
        FactsReadToday: the facts were not read again.
    """
    docket, _ = locked(command.case_id)
    step = EffectGiven(
        at=now,
        by=Who.REVIEWER,
        person=command.reviewer_id,
        facts_read_today=command.facts_read_today,
        ends_at=end_if_given(docket, now=now),
    )
    take(docket, step, actor=command.reviewer_id, now=now)


def end_if_given(docket: Docket, *, now: datetime) -> datetime | None:
    """Return when the measure ends if it begins now: the end of its last day where the account lives; None for none."""
    decision = docket.case.decision
    if decision is None or not decision.measure.has_end:
        return None
    longest = now + timedelta(days=decision.days + 1)
    return min(ours(docket, days=decision.days, now=now), longest)
