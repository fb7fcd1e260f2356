"""Which deadlines run in a case; a pure function of the case, so no clock is ever forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from fairnotice.cases.case import Case
from fairnotice.cases.stages import Stage


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


AGAINST_ACCOUNT = frozenset({ClockKind.RESPONSE, ClockKind.IMPROVEMENT})
"""Clocks that stand still while a question waits; ours never do."""

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
    clocks = [RunningClock(ClockKind.QUESTION, q.answer_by, subject=str(q.thread)) for q in case.questions]
    if case.open:
        clocks.append(RunningClock(ClockKind.FINDING, case.stands_until))
    if case.stage in {Stage.OPENED, Stage.RE_EVALUATED}:
        clocks.append(RunningClock(ClockKind.DELIVERY, case.deliver_by))
    if case.stage is Stage.AWAITING_RESPONSE and case.respond_by is not None:
        due = max(case.respond_by, case.speak_until or case.respond_by)
        clocks.append(RunningClock(ClockKind.RESPONSE, due, stopped_at=case.stopped_at))
    if case.stage is Stage.UNDER_REVIEW and case.review_by is not None:
        clocks.append(RunningClock(ClockKind.REVIEW, case.review_by))
    if case.open and case.has_team and not case.team_told and case.team_after is not None:
        clocks.append(RunningClock(ClockKind.HEAD_START, case.team_after))
    clocks.extend(_improvement_clocks(case))
    return tuple(clocks)


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
