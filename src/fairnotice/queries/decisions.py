"""What is on record about a measure: its facts, the views of those who decide, and what stands after both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from fairnotice.cases.measures import Measure
from fairnotice.cases.stages import Stage
from fairnotice.evaluation.result import Explanation
from fairnotice.ledger.dockets import Case, CaseEvent
from fairnotice.ledger.stated_records import later_work, stated_records
from fairnotice.ledger.weighing import LesserReason, Weighing
from fairnotice.policy.rulebook import VIOLATION, Counts
from fairnotice.queries.case_record import CaseRecord
from fairnotice.queries.evidence import opened_by


@dataclass(frozen=True, slots=True)
class FactAgainst:
    """One fact that a measure may rest on, as the account was told of it."""

    id: str
    on: date
    text: str
    opened: bool
    """By the person who looks at it now."""


@dataclass(frozen=True, slots=True)
class FirstView:
    """The proposal: who proposed what, on which facts, and what they weighed."""

    person_id: int
    person_name: str
    measure: Measure
    reasons: str
    facts: tuple[str, ...]
    lesser: Mapping[Measure, str]
    number: int
    of: int
    gravity: str
    intent: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SecondView:
    """What a second person wrote before they saw the first view."""

    person_id: int
    person_name: str
    measure: Measure | None
    """None: nothing should be done."""
    reasons: str
    agrees: bool


def facts_against(record: CaseRecord, person_id: int) -> tuple[FactAgainst, ...]:
    """Return what a measure in this case may rest on: later unsatisfied contracts, or the recorded acts."""
    row = Case.objects.select_related("finding").get(pk=record.id)
    known, opened = stated_records(row), opened_by(record.id, person_id)
    return tuple(
        FactAgainst(fact, known[fact].on, known[fact].text, fact in opened)
        for fact in _against(record, row)
        if fact in known and fact in record.state.facts
    )


def fact_of(record: CaseRecord, fact: str, person_id: int) -> FactAgainst | None:
    """Return one fact of the case as it was stated, or None where the case has none of that name."""
    row = Case.objects.get(pk=record.id)
    found = stated_records(row).get(fact) if fact in record.state.facts else None
    if found is None:
        return None
    return FactAgainst(found.id, found.on, found.text, fact in opened_by(record.id, person_id))


def later_numbers(record: CaseRecord) -> Explanation | None:
    """Return what the work after the notice says alone; None where nothing was measured then."""
    return later_work(Case.objects.get(pk=record.id))


def first_view(record: CaseRecord) -> FirstView | None:
    """Return the newest proposal with what was weighed; None where there is none."""
    event = _newest(record, "MeasureProposed")
    if event is None:
        return None
    weighing = Weighing.objects.get(event=event)
    lesser = {Measure(each.measure): each.text for each in LesserReason.objects.filter(weighing=weighing)}
    return FirstView(
        person_id=event.actor_id or 0,
        person_name=str(event.actor) if event.actor else "",
        measure=Measure(event.facts["measure"]),
        reasons=event.words.text if hasattr(event, "words") else "",
        facts=tuple(event.facts["facts"]),
        lesser={measure: lesser[measure] for measure in Measure if measure in lesser},
        number=weighing.number,
        of=weighing.of,
        gravity=weighing.gravity,
        intent=weighing.intent,
        at=event.occurred_at,
    )


def second_view(record: CaseRecord) -> SecondView | None:
    """Return the second view, or None before it is written."""
    event, first = _newest(record, "Seconded"), first_view(record)
    if event is None or first is None:
        return None
    measure = Measure(event.facts["measure"]) if event.facts["measure"] else None
    return SecondView(
        person_id=event.actor_id or 0,
        person_name=str(event.actor) if event.actor else "",
        measure=measure,
        reasons=event.words.text if hasattr(event, "words") else "",
        agrees=measure is first.measure,
    )


def may_read_first_view(record: CaseRecord, person_id: int) -> bool:
    """Say whether the first view may be shown: not to anybody else before a second one is written (P7)."""
    proposal = record.state.proposal
    if record.state.stage is not Stage.PROPOSED or proposal is None:
        return True
    return proposal.second is not None or proposal.person == person_id


def without_first_view(record: CaseRecord, person_id: int) -> CaseRecord:
    """Return the case as somebody may see it who has not formed a view: without the first one's name and words."""
    if may_read_first_view(record, person_id):
        return record
    masked = tuple(
        replace(event, actor_id=None, actor_name="", words="", facts={}) if event.name == "MeasureProposed" else event
        for event in record.events
    )
    return replace(record, events=masked, reviewer_id=None, reviewer_name="")


def _against(record: CaseRecord, row: Case) -> tuple[str, ...]:
    if record.matter == VIOLATION:
        return tuple(act.id for act in record.violations)
    later = later_work(row)
    contracts = later.contracts if later else record.explanation.contracts
    return tuple(c.contract_id for c in contracts if c.counts == Counts.ADVERSE)


def _newest(record: CaseRecord, name: str) -> CaseEvent | None:
    events = CaseEvent.objects.filter(case_id=record.id, name=name).select_related("actor", "words")
    return events.order_by("number").last()
