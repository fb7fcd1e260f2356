"""What each event changes in a case besides its stage."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from fairnotice.cases import events as e
from fairnotice.cases.case import Case, Question
from fairnotice.cases.stages import Outcome, Stage


def opened(event: e.CaseOpened) -> Case:
    """Return the case that an opening makes."""
    return Case(
        stage=Stage.OPENED,
        managers=event.managers,
        has_team=event.has_team,
        facts=event.facts,
        opened_at=event.at,
        deliver_by=event.deliver_by,
        stands_until=event.stands_until,
        events=1,
    )


def changed(case: Case, event: e.Event, *, stage: Stage, outcome: Outcome | None) -> Case:
    """Return *case* after *event*, which leads it to *stage*."""
    after = CHANGES[type(event)](case, event)
    ends = stage is Stage.ENDED and case.open
    return replace(
        after,
        stage=stage,
        outcome=outcome,
        ended_at=event.at if ends else case.ended_at,
        stopped_at=_stopped(case, after, stage, event),
        events=case.events + 1,
    )


def _stopped(case: Case, after: Case, stage: Stage, event: e.Event) -> Any:  # noqa: ANN401  an instant or None
    """Return since when the account's clock stands still: from the first open question or the clock's own start."""
    if stage not in {Stage.AWAITING_RESPONSE, Stage.IMPROVING} or not after.questions:
        return None
    return case.stopped_at or event.at


def _nothing(case: Case, _: e.Event) -> Case:
    return case


def _notice_served(case: Case, event: e.NoticeServed) -> Case:
    return replace(
        case,
        served=(*case.served, event.person),
        warned_at=case.warned_at or event.at,
        respond_by=max(filter(None, (case.respond_by, event.respond_by))),
        team_after=case.team_after or event.team_after,
    )


def _team_told(case: Case, event: e.TeamTold) -> Case:
    everybody = tuple(sorted({*case.members_told, *event.members}))
    return replace(case, team_told=True, speak_until=event.speak_until, members_told=everybody)


def _extended(case: Case, event: e.Extended) -> Case:
    return replace(case, respond_by=event.respond_by, extended_by=(*case.extended_by, event.by.value))


def _question_asked(case: Case, event: e.QuestionAsked) -> Case:
    question = Question(event.thread, event.person, event.at, event.answer_by)
    return replace(case, questions=(*case.questions, question), threads=case.threads + 1)


def _reply_sent(case: Case, event: e.ReplySent) -> Case:
    left = tuple(q for q in case.questions if q.thread != event.thread)
    after = replace(case, questions=left)
    if left or event.goes_on_until is None:
        return after
    if case.stage is Stage.AWAITING_RESPONSE:
        return replace(after, respond_by=event.goes_on_until)
    return replace(after, improve_by=event.goes_on_until) if case.stage is Stage.IMPROVING else after


def _question_unanswered(case: Case, event: e.QuestionUnanswered) -> Case:
    return replace(case, questions=tuple(q for q in case.questions if q.thread != event.thread))


def _to_review(case: Case, event: e.ResponseReceived | e.ResponseWindowLapsed) -> Case:
    return replace(case, review_by=event.review_by)


def _improvement_started(case: Case, event: e.ImprovementStarted) -> Case:
    return replace(case, improve_from=event.at, improve_by=event.improve_by, improvements=case.improvements + 1)


def _improvement_served(case: Case, event: e.ImprovementServed) -> Case:
    return replace(case, improvement_served=True, improve_from=event.at, improve_by=event.improve_by)


def _reminded(case: Case, event: e.Reminded) -> Case:
    return replace(case, reminders=(*case.reminders, event.which))


def _not_improved(case: Case, event: e.ReEvaluatedNotImproved) -> Case:
    """Begin the second round: a new notice, nobody served or told yet."""
    return replace(
        case,
        round=2,
        facts=tuple(sorted({*case.facts, *event.contracts})),
        deliver_by=event.deliver_by,
        served=(),
        respond_by=None,
        team_after=None,
        team_told=False,
        speak_until=None,
        extended_by=(),
    )


def _prolonged(case: Case, event: e.ImprovementProlonged) -> Case:
    return replace(case, improve_from=event.at, improve_by=event.improve_by, prolonged=True, reminders=())


def _stands(case: Case, event: e.FindingStands) -> Case:
    return replace(case, stands_until=event.stands_until)


def _claimed(case: Case, event: e.CaseClaimed) -> Case:
    return replace(case, reviewer=event.reviewer)


def _given_back(case: Case, _: e.CaseGivenBack) -> Case:
    return replace(case, reviewer=None)


CHANGES: Mapping[type[e.Event], Callable[[Case, Any], Case]] = {
    e.NoticeServed: _notice_served,
    e.DeliveryLapsed: _nothing,
    e.TeamTold: _team_told,
    e.Extended: _extended,
    e.QuestionAsked: _question_asked,
    e.ReplySent: _reply_sent,
    e.QuestionUnanswered: _question_unanswered,
    e.ResponseReceived: _to_review,
    e.StatementAdded: _nothing,
    e.ResponseWindowLapsed: _to_review,
    e.ReviewLapsed: _nothing,
    e.Withdrawn: _nothing,
    e.ImprovementStarted: _improvement_started,
    e.ImprovementServed: _improvement_served,
    e.Reminded: _reminded,
    e.OutcomesCounted: _nothing,
    e.ReEvaluatedImproved: _nothing,
    e.ReEvaluatedNotImproved: _not_improved,
    e.ImprovementProlonged: _prolonged,
    e.ImprovementLapsed: _nothing,
    e.FindingStands: _stands,
    e.FindingLapsed: _nothing,
    e.CaseClaimed: _claimed,
    e.CaseGivenBack: _given_back,
}
