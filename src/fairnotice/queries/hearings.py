"""Objections and fresh reviews of a case: what can be objected to, what waits, who may hear it, and who has a view."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fairnotice.cases.case import Case as CaseState
from fairnotice.cases.measures import Measure
from fairnotice.ledger.hearings import OPENS, HearerView
from fairnotice.ledger.people import Person
from fairnotice.queries.case_record import CaseRecord, Happening

DECISION, INTERIM, FRESH = "decision", "interim", "fresh_review"


@dataclass(frozen=True, slots=True)
class Hearing:
    """Something that waits to be heard by somebody who took no part."""

    against: str
    """``decision``, ``interim`` or ``fresh_review``."""
    opening: Happening
    answer_by: datetime
    why: str = ""
    """Why we look anew; empty where the account objected."""

    @property
    def words(self) -> str:
        """Return what the account wrote."""
        return self.opening.words if self.opening.name == "AppealFiled" else ""


@dataclass(frozen=True, slots=True)
class OwnView:
    """What a hearer wrote before they saw the first opinion."""

    measure: Measure | None
    reasons: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class Objection:
    """An objection on record, and how it was answered."""

    against: str
    filed: Happening
    answer: Happening | None
    """None while it waits."""
    answer_by: datetime


ANSWERS = ("DecisionUpheld", "DecisionVaried", "DecisionReversed", "AppealUnanswered")


def objectable(state: CaseState, *, now: datetime) -> tuple[str, ...]:
    """Return what one can object to now: an interim hold, the decision, or both."""
    decided = state.decision
    found = []
    if state.decision_stands and decided and not decided.appealed:
        open_ = decided.appeal_until is None or now < decided.appeal_until
        known = bool(decided.served) or not state.open
        found += [DECISION] if open_ and known else []
    if state.interims and not state.interim_appealed:
        found.append(INTERIM)
    return tuple(found)


def hearings_of(record: CaseRecord) -> tuple[Hearing, ...]:
    """Return what waits to be heard, the earliest date first."""
    state, found = record.state, []
    for appeal in state.appeals:
        opening = next((x for x in reversed(record.named("AppealFiled")) if x.facts["against"] == appeal.against), None)
        if opening is not None:
            found.append(Hearing(appeal.against, opening, appeal.answer_by))
    if state.fresh_review is not None:
        opened = record.named(*OPENS[FRESH])
        if opened:
            found.append(Hearing(FRESH, opened[-1], state.fresh_review.answer_by, state.fresh_review.why))
    return tuple(sorted(found, key=lambda hearing: hearing.answer_by))


def hearing(record: CaseRecord, against: str) -> Hearing | None:
    """Return what waits to be heard about *against*, or None."""
    return next((each for each in hearings_of(record) if each.against == against), None)


def view_of(record: CaseRecord, waits: Hearing, person_id: int) -> OwnView | None:
    """Return what this person wrote before they were shown anything; None while they have not."""
    kept = HearerView.objects.filter(
        case_id=record.id, event__number=waits.opening.number, person_id=person_id
    ).select_related("words")
    view = kept.first()
    if view is None:
        return None
    words = getattr(view, "words", None)
    return OwnView(Measure(view.measure) if view.measure else None, words.text if words else "", view.written_at)


def blind_to(record: CaseRecord, person_id: int) -> Hearing | None:
    """Return what this person may hear and has no view of yet: until then they are not shown the first opinion."""
    if person_id in record.state.participants:
        return None
    return next((each for each in hearings_of(record) if view_of(record, each, person_id) is None), None)


def who_can_hear(state: CaseState) -> tuple[Person, ...]:
    """Return the reviewers who took no part in the case, by name."""
    new = Person.objects.filter(role=Person.Role.REVIEWER, is_active=True).exclude(pk__in=state.participants)
    return tuple(new.order_by("name", "pk"))


def objections_of(record: CaseRecord) -> tuple[Objection, ...]:
    """Return every objection of the case with its answer, oldest first."""
    return tuple(_objection(record, filed) for filed in record.named("AppealFiled"))


def _objection(record: CaseRecord, filed: Happening) -> Objection:
    against = str(filed.facts["against"])
    later = (x for x in record.named(*ANSWERS, "InterimHoldReviewed") if x.number > filed.number)
    answer = next((x for x in later if _answers(x, against)), None)
    return Objection(against, filed, answer, datetime.fromisoformat(str(filed.facts["answer_by"])))


def _answers(event: Happening, against: str) -> bool:
    """Say whether *event* answers an objection to *against*; the review of an interim hold answers one to it."""
    if event.name == "InterimHoldReviewed":
        return against == INTERIM
    return event.facts.get("against") == against
