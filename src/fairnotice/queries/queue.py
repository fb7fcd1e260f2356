"""What needs a person next: questions to answer, cases to review, letters that could not be delivered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from fairnotice.evaluation.result import Estimate
from fairnotice.ledger.models import Case, Clock, DeliveryProof, EventText, Notice, Outgoing

RELEASED_WITHIN = timedelta(days=30)


class Lane(StrEnum):
    """One list of the queue; the order here is the order on the page."""

    NEEDS_PERSON = "needs-a-person"
    MINE = "claimed-by-me"
    QUESTIONS = "questions"
    REVIEWS = "reviews"
    UNDELIVERED = "undelivered"
    ANSWER_AWAITED = "account-to-answer"
    ON_THE_WAY = "letter-on-its-way"
    IMPROVING = "work-to-be-rated"
    OVERDUE = "overdue"
    RELEASED = "released-by-silence"


class Need(StrEnum):
    """What a row asks of the person who takes it, or whom it waits for."""

    QUESTION = "question"
    REVIEW = "review"
    POST = "post"
    ANSWER = "answer"
    PROOF = "proof"
    WORK = "work"
    NOTHING = "nothing"


FOR_A_PERSON = (Need.QUESTION, Need.REVIEW, Need.POST)
LANE_OF: Mapping[Need, Lane] = {
    Need.QUESTION: Lane.QUESTIONS,
    Need.REVIEW: Lane.REVIEWS,
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
}
"""Per open stage: what the case waits for, and the clock that ends the wait."""


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
class Queue:
    """One lane's rows, and how many there are in each."""

    lane: Lane
    rows: tuple[QueueRow, ...]
    counts: Mapping[Lane, int]
    needing: int
    first_due_at: datetime | None
    """Earliest legal date among what needs a person."""
    next_legal_at: datetime | None
    """Earliest date of any running clock; said when nothing needs a person."""


def queue(person_id: int, *, lane: Lane = Lane.NEEDS_PERSON, search: str = "", now: datetime) -> Queue:
    """Return the rows of *lane* by legal date, then by strength of evidence, and the size of every lane."""
    rows = [row for case in _open_cases(search) for row in _rows(case)]
    released = [_ended_row(case) for case in _released(now, search)]
    lanes = {each: tuple(_in_lane(each, rows, released, person_id, now)) for each in Lane}
    needing = lanes[Lane.NEEDS_PERSON]
    running = Clock.objects.filter(ended_at=None, stopped_at=None, case__outcome="").order_by("due_at")
    return Queue(
        lane=lane,
        rows=lanes[lane],
        counts={each: len(found) for each, found in lanes.items()},
        needing=len(needing),
        first_due_at=next((row.due_at for row in needing if row.due_at), None),
        next_legal_at=running.values_list("due_at", flat=True).first(),
    )


def _in_lane(
    lane: Lane, rows: list[QueueRow], released: list[QueueRow], person_id: int, now: datetime
) -> Iterable[QueueRow]:
    if lane == Lane.RELEASED:
        return released
    chosen = {
        Lane.NEEDS_PERSON: lambda row: row.need in FOR_A_PERSON,
        Lane.MINE: lambda row: row.claimed_by_id == person_id,
        Lane.OVERDUE: lambda row: row.need in FOR_A_PERSON and row.overdue(now),
    }.get(lane, lambda row: LANE_OF[row.need] == lane)
    return sorted(filter(chosen, rows), key=_legal_date_then_strength)


def _legal_date_then_strength(row: QueueRow) -> tuple[bool, float, float, str]:
    due = row.due_at.timestamp() if row.due_at else 0.0
    return (row.due_at is None, due, -(row.estimate.v if row.estimate else 0.0), row.reference)


def _open_cases(search: str) -> QuerySet[Case]:
    found = _searched(Case.objects.filter(outcome=""), search)
    proofs = DeliveryProof.objects.filter(notice__case=OuterRef("notice__case"))
    by_post = Outgoing.objects.filter(channel="post").exclude(
        Exists(proofs.filter(notice=OuterRef("notice"))),
    )
    return found.select_related("finding", "reviewer").prefetch_related(
        Prefetch("clocks", queryset=Clock.objects.filter(ended_at=None), to_attr="running"),
        Prefetch(
            "notices",
            queryset=Notice.objects.filter(outgoing__in=by_post).select_related("recipient").distinct(),
            to_attr="by_post",
        ),
    )


def _released(now: datetime, search: str) -> QuerySet[Case]:
    found = _searched(Case.objects.filter(outcome="lapsed", ended_at__gt=now - RELEASED_WITHIN), search)
    return found.select_related("finding", "reviewer").order_by("-ended_at")


def _searched(cases: QuerySet[Case], search: str) -> QuerySet[Case]:
    if not search:
        return cases
    named = cases.filter(account_name__icontains=search)
    return named | cases.filter(reference__icontains=search) | cases.filter(account_id=search)


def _rows(case: Case) -> Iterable[QueueRow]:
    clocks: list[Clock] = case.running  # type: ignore[attr-defined]  # set by the prefetch
    stuck: list[Notice] = case.by_post  # type: ignore[attr-defined]  # set by the prefetch
    for clock in (each for each in clocks if each.kind == "question"):
        yield _row(case, Need.QUESTION, clock, quote=_question(case, clock.subject))
    for notice in stuck:
        delivery = next((each for each in clocks if each.kind == "delivery"), None)
        yield _row(case, Need.POST, delivery, quote=str(notice.recipient))
    need, kind = NEED_OF_STAGE[case.stage]
    of_stage = next((each for each in clocks if each.kind == kind), None)
    if not (need == Need.PROOF and stuck):
        yield _row(case, need, of_stage)


def _question(case: Case, thread: str) -> str:
    asked = EventText.objects.filter(event__case=case, event__name="QuestionAsked", event__facts__thread=int(thread))
    found = asked.first()
    return found.text if found else ""


def _row(case: Case, need: Need, clock: Clock | None, *, quote: str = "") -> QueueRow:
    explanation = case.finding.explanation
    rated = [c for c in explanation["contracts"] if c["counts"] in {"satisfied", "adverse"}]
    return QueueRow(
        reference=case.reference,
        account_name=case.account_name,
        need=need,
        due_at=clock.due_at if clock else None,
        quote=quote,
        answered=need == Need.REVIEW and case.events.filter(name="ResponseReceived").exists(),
        contracts=len(rated),
        clients=len({c["client_id"] for c in rated}),
        claimed_by_id=case.reviewer_id,
        claimed_by=str(case.reviewer) if case.reviewer else "",
        estimate=_estimate(explanation),
        standard=float(explanation["standard"]),
    )


def _ended_row(case: Case) -> QueueRow:
    return replace(_row(case, Need.NOTHING, None), due_at=case.ended_at)


def _estimate(explanation: Mapping[str, Any]) -> Estimate | None:
    """Return the estimate of a kept explanation; None where there was not enough evidence."""
    kept = explanation["estimate"]
    if "mean" not in kept:
        return None
    names = ("mean", "low", "high", "likely_low", "likely_high", "v")
    return Estimate(**{name: float(kept[name]) for name in names}, dots=tuple(kept["dots"]))
