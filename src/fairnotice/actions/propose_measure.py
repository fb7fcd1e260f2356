"""Put a measure on record inside: with its facts, its reasons, and why nothing lighter does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from fairnotice.actions.letter_matter import Said
from fairnotice.actions.measure_claims import ON_RECORD, claim
from fairnotice.actions.own_words import ensure_own_words
from fairnotice.actions.taking_steps import locked, take
from fairnotice.cases.case import Case as CaseValue
from fairnotice.cases.events import MeasureProposed
from fairnotice.cases.flow import decide
from fairnotice.cases.measures import Measure
from fairnotice.cases.stages import Matter
from fairnotice.cases.weighing import Gravity, Intent, Weighed
from fairnotice.kernel.refusal import Refusal
from fairnotice.ledger.casebook import Docket, case_value
from fairnotice.ledger.dockets import Case
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


def what_stands_against(case_id: UUID, *, person_id: int, now: datetime) -> dict[Measure, Refusal | None]:
    """
    Return why this person could not propose each measure now, were all written and opened; None where they could.

    Nothing is recorded: the very step is tried on what the record says, and its refusal is handed back.
    """
    row = Case.objects.select_related("policy", "finding").get(pk=case_id)
    docket = Docket(row, case_value(row))
    facts = docket.case.facts
    claimed = claim(
        docket,
        row.policy.rulebook,
        person_id=person_id,
        measure=Measure.ADVICE,
        facts=facts,
        lesser={},
        reasoned=True,
        now=now,
    )
    return {measure: _refusal_of(docket.case, complete(claimed, measure)) for measure in Measure}


def complete(claimed: MeasureProposed, measure: Measure) -> MeasureProposed:
    """Return the proposal of another measure with everything that a person would still have to write and open."""
    lesser = tuple((each.value, ON_RECORD) for each in measure.lesser)
    return replace(claimed, measure=measure, lesser=lesser, opened=claimed.facts)


def _refusal_of(case: CaseValue, step: MeasureProposed) -> Refusal | None:
    """Return why the step is not allowed; None where it is."""
    try:
        decide(case, step)
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
