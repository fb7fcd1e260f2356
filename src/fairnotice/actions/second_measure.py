"""Write a second view of a proposed measure, before the first is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from fairnotice.actions.letter_matter import Said
from fairnotice.actions.own_words import ensure_own_words
from fairnotice.actions.taking_steps import locked, take
from fairnotice.cases.events import Seconded
from fairnotice.cases.flow import decide
from fairnotice.cases.measures import Measure
from fairnotice.cases.stages import Who
from fairnotice.ledger.hearing import EvidenceLook

FIRST_VIEW = "first view"
"""Subject of the look by which it is on record that somebody was shown the first view."""


@dataclass(frozen=True, slots=True)
class SecondMeasure:
    """Who thinks what should be done, and why."""

    case_id: UUID
    person_id: int
    measure: Measure | None
    """None: nothing should be done."""
    reasons: str


@transaction.atomic
def second_measure(command: SecondMeasure, *, now: datetime) -> None:
    """
    Record the view; the lighter of both stands, and the view that nothing should be done ends the case.

    Raises:
        SecondIsOther: this person took part already.
        SecondIsBlind: they were shown the first view.
        OnlyOnce: there is a second view.
        OwnWordsNeeded, NearCopy: the reasons were not written for this account.
    """
    docket, policy = locked(command.case_id)
    shown = EvidenceLook.objects.filter(case=docket.row, person_id=command.person_id, subject=FIRST_VIEW)
    step = Seconded(
        at=now,
        by=Who.SECOND,
        person=command.person_id,
        measure=command.measure,
        blind=not shown.exists(),
        reasoned=bool(command.reasons.strip()),
    )
    decide(docket.case, step)
    ensure_own_words(docket, command.reasons, policy=policy)
    take(docket, step, actor=command.person_id, now=now, said=Said(text=command.reasons.strip()))
