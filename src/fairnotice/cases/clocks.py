"""Which deadlines run in a case; a pure function of the case, so no clock is ever forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from fairnotice.cases.case import Case
from fairnotice.cases.stages import Matter, Stage


class ClockKind(StrEnum):
    """What a deadline is for."""

    DELIVERY = "delivery"
    """Ours: reach a manager, or the case lapses."""
    HEAD_START = "head_start"
    """The managers' lead over their team."""
    RESPONSE = "response"
    """The account's: answer."""
    REVIEW = "review"
    """Ours: a reviewer acts, or the case lapses."""
    IMPROVEMENT = "improvement"
    """The account's: improve."""
    REMINDER_HALF = "reminder_half"
    REMINDER_LAST = "reminder_last"
    FINDING = "finding"
    """Nobody's: without new outcomes the finding lapses, and the case with it."""
    QUESTION = "question"
    """Ours: answer a question, or the case lapses."""
    PLAN = "plan"
    """Ours: object to the account's plan, or it is accepted."""
    SUPPLEMENT = "supplement"
    """Ours: reach a manager with what was added, or it is dropped."""
    PROPOSAL = "proposal"
    """Ours: decide, or the case lapses."""
    NOTICE_PERIOD = "notice_period"
    """The account's: between the decision's delivery and its effect."""
    EFFECT = "effect"
    """Ours: give effect, or the decision falls."""
    RESTRICTION_END = "restriction_end"
    """Ours: the restriction ends; nothing delays it."""
    INTERIM_REVIEW = "interim_review"
    """Ours: somebody new looks at the interim hold, or it falls."""
    INTERIM_END = "interim_end"
    """Ours: the interim hold ends; nothing delays it."""
    APPEAL_ANSWER = "appeal_answer"
    """Ours: answer an objection, or what was objected to is undone."""
    FRESH_REVIEW = "fresh_review"
    """Ours: look anew, or the decision is undone."""
    REQUEST = "request"
    """Ours: answer a request, or it is granted."""
    RESTORATION = "restoration"
    """Ours: put everything back, or compensation is owed."""
    PROVISION = "provision"
    """The rule owner's: answer for a paused rule, or it is retired."""


AGAINST_ACCOUNT = frozenset({ClockKind.RESPONSE, ClockKind.IMPROVEMENT, ClockKind.NOTICE_PERIOD})
"""Clocks that stand still while a question waits or the rule is paused; ours never do."""

UNDECIDED = frozenset(set(Stage) - {Stage.DECIDED, Stage.IN_EFFECT, Stage.ENDED})
"""Stages in which the finding itself may still fall."""

LAST_REMINDER = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class RunningClock:
    """One deadline that runs, or stands still."""

    kind: ClockKind
    due_at: datetime
    subject: str = ""
    """The thread, for a question."""
    stopped_at: datetime | None = None


def running_clocks(case: Case) -> tuple[RunningClock, ...]:
    """Return every deadline that runs in *case* now."""
    return (*_spine_clocks(case), *_improvement_clocks(case), *_decision_clocks(case), *_thread_clocks(case))


def _spine_clocks(case: Case) -> list[RunningClock]:
    """Return the deadlines of notice, answer and review."""
    clocks = []
    paused_at = case.pause.since if case.pause else None
    if case.stage in UNDECIDED and case.stands_until is not None:
        clocks.append(RunningClock(ClockKind.FINDING, case.stands_until))
    if case.stage in {Stage.OPENED, Stage.RE_EVALUATED}:
        clocks.append(RunningClock(ClockKind.DELIVERY, case.deliver_by))
    if case.stage is Stage.AWAITING_RESPONSE and case.respond_by is not None:
        due = max(case.respond_by, case.speak_until or case.respond_by)
        clocks.append(RunningClock(ClockKind.RESPONSE, due, stopped_at=case.stopped_at))
    if case.stage is Stage.UNDER_REVIEW and case.review_by is not None:
        kind = ClockKind.REQUEST if case.matter is Matter.REQUEST else ClockKind.REVIEW
        clocks.append(RunningClock(kind, case.review_by))
    if case.stage is Stage.UNDER_REVIEW and case.plan is not None:
        asked_at = case.questions[0].asked_at if case.questions else None
        clocks.append(RunningClock(ClockKind.PLAN, case.plan.accepted_by, stopped_at=asked_at or paused_at))
    if case.open and case.has_team and not case.team_told and case.team_after is not None:
        clocks.append(RunningClock(ClockKind.HEAD_START, case.team_after, stopped_at=paused_at))
    if case.supplement is not None and case.supplement.respond_by is None:
        clocks.append(RunningClock(ClockKind.SUPPLEMENT, case.supplement.deliver_by))
    return clocks


def _decision_clocks(case: Case) -> list[RunningClock]:
    """Return the deadlines between a proposal and the end of what follows from it."""
    clocks = []
    decision, works = case.decision, case.restriction
    if case.stage is Stage.PROPOSED and case.proposal is not None:
        clocks.append(RunningClock(ClockKind.PROPOSAL, case.proposal.decide_by))
    if case.stage is Stage.DECIDED and decision is not None:
        if decision.period_until is None:
            clocks.append(RunningClock(ClockKind.DELIVERY, decision.deliver_by))
        elif not decision.period_over:
            clocks.append(RunningClock(ClockKind.NOTICE_PERIOD, decision.period_until, stopped_at=case.stopped_at))
        elif decision.effect_by is not None:
            waits = case.appeal("decision")
            stopped = waits.filed_at if waits else None
            clocks.append(RunningClock(ClockKind.EFFECT, decision.effect_by, stopped_at=stopped))
    if works is not None and works.ends_at is not None:
        clocks.append(RunningClock(ClockKind.RESTRICTION_END, works.ends_at))
    return clocks


def _thread_clocks(case: Case) -> list[RunningClock]:
    """Return the deadlines of what goes on beside the spine."""
    clocks = [RunningClock(ClockKind.QUESTION, q.answer_by, subject=str(q.thread)) for q in case.questions]
    clocks += [RunningClock(ClockKind.APPEAL_ANSWER, a.answer_by, subject=a.against) for a in case.appeals]
    if case.interim is not None:
        clocks.append(RunningClock(ClockKind.INTERIM_END, case.interim.ends_at))
        if not case.interim.reviewed:
            clocks.append(RunningClock(ClockKind.INTERIM_REVIEW, case.interim.review_by))
    if case.fresh_review is not None:
        clocks.append(RunningClock(ClockKind.FRESH_REVIEW, case.fresh_review.answer_by))
    if case.restore_by is not None:
        clocks.append(RunningClock(ClockKind.RESTORATION, case.restore_by))
    if case.pause is not None:
        clocks.append(RunningClock(ClockKind.PROVISION, case.pause.retire_by))
    return clocks


def _improvement_clocks(case: Case) -> list[RunningClock]:
    """Return the end of the time to improve and the reminders of it."""
    if case.stage is not Stage.IMPROVING or case.improve_by is None or case.improve_from is None:
        return []
    clocks = [RunningClock(ClockKind.IMPROVEMENT, case.improve_by, stopped_at=case.stopped_at)]
    if case.improvement_served and not case.questions:
        half = case.improve_from + (case.improve_by - case.improve_from) / 2
        if "half" not in case.reminders and "last" not in case.reminders:
            clocks.append(RunningClock(ClockKind.REMINDER_HALF, half))
        if "last" not in case.reminders:
            clocks.append(RunningClock(ClockKind.REMINDER_LAST, case.improve_by - LAST_REMINDER))
    return clocks
