"""Put a measure on record inside: with its facts, its reasons, and why nothing lighter does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from fairnotice.actions.letter_matter import Said
from fairnotice.actions.measure_claims import claim
from fairnotice.actions.own_words import ensure_own_words
from fairnotice.actions.taking_steps import locked, take
from fairnotice.cases.flow import decide
from fairnotice.cases.measures import Measure
from fairnotice.cases.stages import Matter
from fairnotice.cases.weighing import Gravity, Intent, Weighed
from fairnotice.kernel.refusal import Refusal
from fairnotice.ledger.casebook import Docket
from fairnotice.ledger.weighing import LesserReason, Weighing


@dataclass(frozen=True, slots=True)
class ProposeMeasure:
    """Who proposes which measure, on which facts, and what they weighed."""

    case_id: UUID
    reviewer_id: int
    measure: Measure
    facts: tuple[str, ...]
    reasons: str
    gravity: Gravity
    intent: Intent
    lesser: Mapping[Measure, str] = field(default_factory=dict)
    """Why each lesser measure does not do."""


@transaction.atomic
def propose_measure(command: ProposeMeasure, *, now: datetime) -> None:
    """
    Record the proposal; nothing of it leaves the house before somebody decides.

    Raises:
        Refusal: due process does not allow this measure now; its class says why.
        OwnWordsNeeded, NearCopy: the reasons were not written for this account.
    """
    docket, policy = locked(command.case_id)
    step = claim(
        docket,
        policy,
        person_id=command.reviewer_id,
        measure=command.measure,
        facts=command.facts,
        lesser=command.lesser,
        reasoned=bool(command.reasons.strip()),
        now=now,
    )
    decide(docket.case, step)
    ensure_own_words(docket, command.reasons, policy=policy)
    weighed = Weighed(
        number=len(command.facts),
        of=max(facts_in_all(docket), len(command.facts)),
        gravity=command.gravity,
        intent=command.intent,
        lesser={m: text for m, text in command.lesser.items() if m in command.measure.lesser},
    )
    written = take(docket, step, actor=command.reviewer_id, now=now, said=Said(text=command.reasons.strip()))
    kept = Weighing.objects.create(
        event=written, number=weighed.number, of=weighed.of, gravity=weighed.gravity, intent=weighed.intent
    )
    LesserReason.objects.bulk_create(
        LesserReason(weighing=kept, measure=m.value, text=text.strip()) for m, text in weighed.lesser.items()
    )


def what_stands_against(case_id: UUID, *, person_id: int, measure: Measure, now: datetime) -> Refusal | None:
    """
    Return why this person could not propose this measure now, were all written and opened; None where they could.

    Nothing is recorded: the very step is tried and its refusal is handed back.
    """
    with transaction.atomic():
        docket, policy = locked(case_id)
        every = dict.fromkeys(Measure, ".")
        facts = docket.case.facts
        step = claim(
            docket, policy, person_id=person_id, measure=measure, facts=facts, lesser=every, reasoned=True, now=now
        )
        try:
            decide(docket.case, replace(step, opened=facts))
        except Refusal as refusal:
            return refusal
    return None


def facts_in_all(docket: Docket) -> int:
    """Return how many facts of the kind there are: rated contracts since the notice, or everything in the case."""
    if docket.case.matter is Matter.QUALITY:
        judged = docket.row.events.filter(name="ReEvaluatedNotImproved").order_by("number").last()
        if judged is not None:
            return int(judged.facts["later_rated"])
    return len(docket.case.facts)
