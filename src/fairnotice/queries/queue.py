"""What needs a person next: questions to answer, cases to review, letters that could not be delivered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from fairnotice.cases.measures import Measure
from fairnotice.evaluation.result import Estimate
from fairnotice.ledger.models import Case, CaseEvent, Clock, DeliveryProof, Finding, Notice, Outgoing

RELEASED_WITHIN = timedelta(days=30)
SHOWN = 100
"""Rows of a lane that a page shows; the rest is counted, and found by search."""


class Lane(StrEnum):
    """One list of the queue; the order here is the order on the page."""

    NEEDS_PERSON = "needs-a-person"
    MINE = "claimed-by-me"
    QUESTIONS = "questions"
    REVIEWS = "reviews"
    SECOND_VIEWS = "second-views"
    DECISIONS = "decisions"
    BEGINNINGS = "to-begin"
    UNDELIVERED = "undelivered"
    ANSWER_AWAITED = "account-to-answer"
    ON_THE_WAY = "letter-on-its-way"
    IMPROVING = "work-to-be-rated"
    NOTICE_PERIODS = "notice-periods"
    AT_WORK = "at-work"
    OVERDUE = "overdue"
    RELEASED = "released-by-silence"


class Need(StrEnum):
    """What a row asks of the person who takes it, or whom it waits for."""

    QUESTION = "question"
    REVIEW = "review"
    SECOND = "second"
    DECIDE = "decide"
    BEGIN = "begin"
    PERIOD = "period"
    AT_WORK = "at_work"
    POST = "post"
    ANSWER = "answer"
    PROOF = "proof"
    WORK = "work"
    NOTHING = "nothing"


FOR_A_PERSON = (Need.QUESTION, Need.REVIEW, Need.POST, Need.SECOND, Need.DECIDE, Need.BEGIN)
LANE_OF: Mapping[Need, Lane] = {
    Need.QUESTION: Lane.QUESTIONS,
    Need.REVIEW: Lane.REVIEWS,
    Need.SECOND: Lane.SECOND_VIEWS,
    Need.DECIDE: Lane.DECISIONS,
    Need.BEGIN: Lane.BEGINNINGS,
    Need.PERIOD: Lane.NOTICE_PERIODS,
    Need.AT_WORK: Lane.AT_WORK,
    Need.POST: Lane.UNDELIVERED,
    Need.ANSWER: Lane.ANSWER_AWAITED,
    Need.PROOF: Lane.ON_THE_WAY,
    Need.WORK: Lane.IMPROVING,
}
NEED_OF_STAGE: Mapping[str, tuple[Need, str]] = {
    "opened": (Need.PROOF, "delivery"),
    "re_evaluated": (Need.PROOF, "delivery"),
    "awaiting_response": (Need.ANSWER, "response"),
    "under_review": (Need.REVIEW, "review"),
    "improving": (Need.WORK, "improvement"),
    "proposed": (Need.DECIDE, "proposal"),
    "decided": (Need.PROOF, "delivery"),
    "in_effect": (Need.AT_WORK, "restriction_end"),
}
"""Per open stage: what the case waits for, and the clock that ends the wait."""
AFTER_DELIVERY = ((Need.BEGIN, "effect"), (Need.PERIOD, "notice_period"))
"""What a decision waits for once it is delivered, by the clock that runs."""


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One thing to do, or to wait for, in one case."""

    reference: str
    account_name: str
    need: Need
    due_at: datetime | None
    quote: str
    """The open question, or the address that failed."""
    answered: bool
    contracts: int
    clients: int
    claimed_by_id: int | None
    claimed_by: str
    estimate: Estimate | None
    standard: float

    def overdue(self, now: datetime) -> bool:
        """Say whether its legal date has passed."""
        return self.due_at is not None and self.due_at <= now


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row before its evidence is read: enough to sort and to count."""

    case: Case
    need: Need
    due_at: datetime | None
    thread: str = ""
    recipient: str = ""

    @property
    def rank(self) -> tuple[bool, float, float, str]:
        """Return its place: legal date, then strength of evidence."""
        due = self.due_at.timestamp() if self.due_at else 0.0
        strength = self.case.finding.v if self.case.finding else 0.0
        return (self.due_at is None, due, -strength, self.case.reference)


@dataclass(frozen=True, slots=True)
class Queue:
    """One lane's rows, and how many there are in each."""

    lane: Lane
    rows: tuple[QueueRow, ...]
    """The first 100."""
    counts: Mapping[Lane, int]
    needing: int
    first_due_at: datetime | None
    """Earliest legal date among what needs a person."""
    next_legal_at: datetime | None
    """Earliest date of any running clock; said when nothing needs a person."""


def queue(person_id: int, *, lane: Lane = Lane.NEEDS_PERSON, search: str = "", now: datetime) -> Queue:
    """Return the rows of *lane* by legal date, then by strength of evidence, and the size of every lane."""
    entries = sorted((entry for case in _open_cases(search) for entry in _entries(case)), key=lambda entry: entry.rank)
    released = [_Entry(case, Need.NOTHING, case.ended_at) for case in _released(now, search)]
    lanes = {each: _in_lane(each, entries, released, person_id, now) for each in Lane}
    needing = lanes[Lane.NEEDS_PERSON]
    running = Clock.objects.filter(ended_at=None, stopped_at=None).order_by("due_at")
    return Queue(
        lane=lane,
        rows=_rows(lanes[lane][:SHOWN]),
        counts={each: len(found) for each, found in lanes.items()},
        needing=len(needing),
        first_due_at=next((entry.due_at for entry in needing if entry.due_at), None),
        next_legal_at=running.values_list("due_at", flat=True).first(),
    )


def _in_lane(lane: Lane, entries: list[_Entry], released: list[_Entry], person_id: int, now: datetime) -> list[_Entry]:
    if lane == Lane.RELEASED:
        return released
    if lane == Lane.MINE:
        return [entry for entry in entries if entry.case.reviewer_id == person_id]
    if lane == Lane.NEEDS_PERSON:
        return [entry for entry in entries if entry.need in FOR_A_PERSON]
    if lane == Lane.OVERDUE:
        return [e for e in entries if e.need in FOR_A_PERSON and e.due_at is not None and e.due_at <= now]
    return [entry for entry in entries if LANE_OF[entry.need] == lane]


def _open_cases(search: str) -> QuerySet[Case]:
    """Return the cases that wait for something: the open ones, and ended ones in which somebody asked."""
    asked = Clock.objects.filter(case=OuterRef("pk"), ended_at=None)
    proven = DeliveryProof.objects.filter(notice=OuterRef("notice"))
    by_post = Outgoing.objects.filter(~Exists(proven), channel="post")
    stuck = (
        Notice.objects.filter(outgoing__in=by_post).select_related("recipient").only("case_id", "recipient").distinct()
    )
    proposed = CaseEvent.objects.filter(case=OuterRef("pk"), name="MeasureProposed")
    two_people = proposed.filter(facts__measure__in=[m.value for m in Measure if m.needs_second])
    seconded = CaseEvent.objects.filter(case=OuterRef("pk"), name="Seconded")
    return (
        _searched(Case.objects.filter(Q(outcome="") | Exists(asked)), search)
        .annotate(wants_second=Q(stage="proposed") & Exists(two_people) & ~Exists(seconded))
        .select_related("finding", "reviewer")
        .defer("finding__explanation")
        .prefetch_related(
            Prefetch("clocks", queryset=Clock.objects.filter(ended_at=None), to_attr="running"),
            Prefetch("notices", queryset=stuck, to_attr="by_post"),
        )
    )


def _released(now: datetime, search: str) -> QuerySet[Case]:
    found = _searched(Case.objects.filter(outcome="lapsed", ended_at__gt=now - RELEASED_WITHIN), search)
    return found.select_related("finding", "reviewer").defer("finding__explanation").order_by("-ended_at")


def _searched(cases: QuerySet[Case], search: str) -> QuerySet[Case]:
    if not search:
        return cases
    named = Q(account_name__icontains=search) | Q(reference__icontains=search) | Q(account_id=search)
    return cases.filter(named)


def _entries(case: Case) -> Iterable[_Entry]:
    clocks: list[Clock] = case.running  # type: ignore[attr-defined]  # set by the prefetch
    stuck: list[Notice] = case.by_post  # type: ignore[attr-defined]  # set by the prefetch
    due = {clock.kind: clock.due_at for clock in clocks}
    for clock in (each for each in clocks if each.kind == "question"):
        yield _Entry(case, Need.QUESTION, clock.due_at, thread=clock.subject)
    for notice in () if case.outcome else stuck:
        yield _Entry(case, Need.POST, due.get("delivery"), recipient=str(notice.recipient))
    if case.outcome or case.matter == "request":  # requests wait in the lane of objections
        return
    need, kind = NEED_OF_STAGE[case.stage]
    if case.stage == "decided":
        need, kind = next((each for each in AFTER_DELIVERY if each[1] in due), (need, kind))
    if getattr(case, "wants_second", False):
        need = Need.SECOND
    if not (need == Need.PROOF and stuck):
        yield _Entry(case, need, due.get(kind))


def _rows(entries: list[_Entry]) -> tuple[QueueRow, ...]:
    """Read the evidence of the rows that are shown, and of no others."""
    cases = [entry.case for entry in entries]
    looks = Finding.objects.filter(pk__in=[case.finding_id for case in cases])
    explained = dict(looks.values_list("pk", "explanation"))
    events = CaseEvent.objects.filter(case__in=cases)
    answered = set(events.filter(name="ResponseReceived").values_list("case_id", flat=True))
    asked = events.filter(name="QuestionAsked").select_related("words")
    questions = {(e.case_id, str(e.facts["thread"])): e.words.text for e in asked if hasattr(e, "words")}
    return tuple(
        _row(
            entry,
            explained.get(entry.case.finding_id or 0, NO_NUMBERS),
            quote=entry.recipient or questions.get((entry.case.pk, entry.thread), ""),
            answered=entry.case.pk in answered,
        )
        for entry in entries
    )


NO_NUMBERS: Mapping[str, Any] = {"contracts": (), "standard": 0.0, "estimate": {}}
"""What stands for the explanation of a case that rests on acts."""


def _row(entry: _Entry, explanation: Mapping[str, Any], *, quote: str, answered: bool) -> QueueRow:
    case = entry.case
    rated = [c for c in explanation["contracts"] if c["counts"] in {"satisfied", "adverse"}]
    return QueueRow(
        reference=case.reference,
        account_name=case.account_name,
        need=entry.need,
        due_at=entry.due_at,
        quote=quote,
        answered=answered,
        contracts=len(rated),
        clients=len({c["client_id"] for c in rated}),
        claimed_by_id=case.reviewer_id,
        claimed_by=str(case.reviewer) if case.reviewer and entry.need is not Need.SECOND else "",
        estimate=_estimate(explanation),
        standard=float(explanation["standard"]),
    )


def _estimate(explanation: Mapping[str, Any]) -> Estimate | None:
    """Return the estimate of a kept explanation; None where there was not enough evidence."""
    kept = explanation["estimate"]
    if "mean" not in kept:
        return None
    names = ("mean", "low", "high", "likely_low", "likely_high", "v")
    return Estimate(**{name: float(kept[name]) for name in names}, dots=tuple(kept["dots"]))
