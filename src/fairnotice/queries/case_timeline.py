"""Where a case stands: what happened, what it waits for, and what can come, each with its earliest date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from fairnotice.queries.case_record import CaseRecord, Happening


class StepState(StrEnum):
    """Past, present or future: a check, a triangle or a dashed ring."""

    DONE = "done"
    NOW = "now"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the timeline."""

    code: str
    """What it is; the pages have one sentence for each."""
    state: StepState
    at: datetime | None = None
    """When it happened."""
    due_at: datetime | None = None
    """When it happens at the latest."""
    not_before: datetime | None = None
    """When it can happen at the earliest."""
    paused: bool = False
    event: Happening | None = None


HAPPENED = {
    "CaseOpened": "found",
    "NoticeServed": "delivered",
    "TeamTold": "team_told",
    "Extended": "extended",
    "ResponseReceived": "answered",
    "PlanProposed": "plan_proposed",
    "PlanAccepted": "plan_accepted",
    "ResponseWindowLapsed": "not_answered",
    "ImprovementStarted": "improvement_started",
    "OutcomesCounted": "outcomes_counted",
    "ImprovementProlonged": "prolonged",
    "ReEvaluatedImproved": "improved",
    "ReEvaluatedNotImproved": "not_improved",
    "Withdrawn": "withdrawn",
    "DeliveryLapsed": "delivery_lapsed",
    "ReviewLapsed": "review_lapsed",
    "QuestionUnanswered": "question_lapsed",
    "ImprovementLapsed": "improvement_lapsed",
    "FindingLapsed": "finding_lapsed",
    "FindingCorrected": "finding_corrected",
    "DecisionMade": "decided",
    "DecisionServed": "decision_delivered",
    "NoticePeriodOver": "period_over",
    "EffectGiven": "begun",
    "RestrictionEnded": "restriction_ended",
    "ExitMet": "exit_met",
    "Lifted": "lifted",
    "ProposalLapsed": "proposal_lapsed",
    "EffectLapsed": "effect_lapsed",
    "AppealFiled": "objected",
    "DecisionUpheld": "upheld",
    "DecisionVaried": "varied",
    "DecisionReversed": "reversed",
    "AppealUnanswered": "objection_unanswered",
    "FreshReviewOwed": "fresh_review_owed",
    "FreshReviewUnanswered": "fresh_review_unanswered",
    "RestorationConfirmed": "restored",
    "RestorationLate": "restoration_late",
    "RequestOpened": "asked_for",
    "RequestGranted": "granted",
    "RequestRefused": "refused",
    "RequestUnanswered": "request_unanswered",
    "RequestWithdrawn": "request_withdrawn",
}
"""Events that move the case, and the step they are shown as; messages are shown beside."""


def timeline_of(record: CaseRecord, *, now: datetime) -> tuple[Step, ...]:
    """Return the steps of the case from its first day to the last that can follow."""
    past = [
        Step(_code(record, event), StepState.DONE, at=event.at, event=event)
        for event in record.events
        if event.name in HAPPENED
    ]
    past += [
        Step("second_ended", StepState.DONE, at=event.at, event=event)
        for event in record.named("Seconded")
        if not event.facts.get("measure")
    ]
    return (*past, *_hearings(record), *_ahead(record, now))


def _hearings(record: CaseRecord) -> Iterator[Step]:
    """Yield what is owed after an objection, a look of our own, or a reversal."""
    state = record.state
    for appeal in state.appeals:
        yield Step("objection_waits", StepState.NOW, due_at=appeal.answer_by)
    if state.fresh_review is not None:
        yield Step("fresh_review_waits", StepState.NOW, due_at=state.fresh_review.answer_by)
    if state.restore_by is not None:
        yield Step("restoration_waits", StepState.NOW, due_at=state.restore_by)


def _code(record: CaseRecord, event: Happening) -> str:
    """Return the step that an event is shown as; a case about acts was not found by a look."""
    return "recorded" if record.about_acts and event.name == "CaseOpened" else HAPPENED[event.name]


def _ahead(record: CaseRecord, now: datetime) -> Iterator[Step]:
    state = record.state
    if not state.open:
        return
    if record.stage in {"opened", "re_evaluated"}:
        yield _waiting(record, "letter_on_its_way", "delivery")
        yield Step("your_answer_later", StepState.LATER)
    if record.stage == "awaiting_response":
        if state.has_team and not state.team_told:
            yield Step("team_later", StepState.LATER, not_before=state.team_after)
        yield _waiting(record, "your_answer", "response")
        yield Step("we_read", StepState.LATER)
    if record.stage in {"under_review", "proposed"}:
        yield _waiting(record, "we_read_now", "proposal" if record.stage == "proposed" else "review")
    yield from _after_a_decision(record)
    if record.about_acts or state.decision is not None:
        return
    if record.stage == "improving":
        yield _waiting(record, "work_reviewed", "improvement")
    elif not state.improvements:
        days = record.policy.deadlines.improvement
        yield Step("work_reviewed_later", StepState.LATER, not_before=now + timedelta(days=days))
    if state.round == 1:
        yield Step("if_nothing_improved", StepState.LATER)


def _after_a_decision(record: CaseRecord) -> Iterator[Step]:
    """Yield what can follow on a decision: its beginning, by a person, and its end, by itself."""
    decision, works = record.state.decision, record.state.restriction
    if record.stage == "decided" and decision is not None:
        if not decision.served:
            yield Step("decision_on_its_way", StepState.NOW, due_at=decision.deliver_by)
        elif not decision.period_over:
            yield Step("may_begin", StepState.LATER, not_before=decision.period_until)
        else:
            yield Step("begins_or_falls", StepState.NOW, due_at=decision.effect_by)
    if works is not None:
        code = "ends_by_itself" if works.ends_at else "permanent"
        yield Step(code, StepState.LATER, due_at=works.ends_at)


def _waiting(record: CaseRecord, code: str, kind: str) -> Step:
    clock = record.clock(kind)
    return Step(
        code,
        StepState.NOW,
        due_at=clock.due_at if clock else None,
        paused=bool(clock and clock.stopped_at),
    )
