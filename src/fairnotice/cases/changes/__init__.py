"""What each event changes in a case besides its stage."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from fairnotice.cases import events as e
from fairnotice.cases.case import Case
from fairnotice.cases.changes import appealing, beside, deciding, spine
from fairnotice.cases.changes.spine import asked_for, opened
from fairnotice.cases.stages import Outcome, Stage

__all__ = ["CHANGES", "asked_for", "changed", "opened"]

RUNS_AGAINST = frozenset({Stage.AWAITING_RESPONSE, Stage.IMPROVING, Stage.DECIDED})
"""Stages in which a clock runs against the account."""


def changed(case: Case, event: e.Event, *, stage: Stage, outcome: Outcome | None) -> Case:
    """Return *case* after *event*, which leads it to *stage*."""
    after = CHANGES[type(event)](case, event) if type(event) in CHANGES else case
    ends = stage is Stage.ENDED and case.open
    after = replace(
        after,
        stage=stage,
        outcome=outcome,
        ended_at=event.at if ends else case.ended_at,
        events=case.events + 1,
    )
    if stage is Stage.ENDED:  # whatever held ends with the case, in the same event
        after = replace(after, restriction=None, interim=None, supplement=None, plan=None, pause=None)
    return replace(after, stopped_at=_stopped(case, after, event))


def _stopped(case: Case, after: Case, event: e.Event) -> datetime | None:
    """Return since when the account's clock stands still: over a question, or while the rule is paused."""
    if after.stage not in RUNS_AGAINST or not (after.questions or after.pause):
        return None
    return case.stopped_at or event.at


CHANGES: Mapping[type[e.Event], Callable[[Case, Any], Case]] = {
    e.NoticeServed: spine.notice_served,
    e.TeamTold: spine.team_told,
    e.FindingJoined: spine.finding_joined,
    e.SupplementServed: spine.supplement_served,
    e.SupplementLapsed: spine.supplement_lapsed,
    e.Transferred: spine.transferred,
    e.Extended: spine.extended,
    e.QuestionAsked: beside.question_asked,
    e.ReplySent: beside.reply_sent,
    e.QuestionUnanswered: beside.question_unanswered,
    e.ResponseReceived: spine.to_review,
    e.ResponseWindowLapsed: spine.to_review,
    e.PlanProposed: spine.plan_proposed,
    e.PlanAccepted: spine.improvement_started,
    e.RepresentativeAdmitted: beside.representative_admitted,
    e.RepresentativeDismissed: beside.representative_dismissed,
    e.ImprovementStarted: spine.improvement_started,
    e.ImprovementServed: spine.improvement_served,
    e.Reminded: spine.reminded,
    e.ReEvaluatedNotImproved: spine.not_improved,
    e.ImprovementProlonged: spine.prolonged,
    e.FindingStands: spine.stands,
    e.MeasureProposed: deciding.measure_proposed,
    e.Seconded: deciding.seconded,
    e.DecisionMade: deciding.decision_made,
    e.DecisionServed: deciding.decision_served,
    e.NoticePeriodOver: deciding.notice_period_over,
    e.EffectGiven: deciding.effect_given,
    e.InterimHoldImposed: deciding.interim_imposed,
    e.InterimHoldReviewed: deciding.interim_reviewed,
    e.InterimLapsed: deciding.interim_over,
    e.InterimEnded: deciding.interim_over,
    e.AppealFiled: appealing.appeal_filed,
    e.DecisionUpheld: appealing.decision_upheld,
    e.DecisionVaried: appealing.decision_varied,
    e.DecisionReversed: appealing.decision_reversed,
    e.AppealUnanswered: appealing.appeal_unanswered,
    e.FreshReviewOwed: appealing.fresh_review_owed,
    e.FreshReviewUnanswered: appealing.fresh_review_unanswered,
    e.RestorationConfirmed: appealing.restored,
    e.RestorationLate: appealing.restored,
    e.RequestGranted: appealing.heard,
    e.RequestRefused: appealing.heard,
    e.ProvisionPaused: beside.paused,
    e.ProvisionResumed: beside.resumed,
    e.ProvisionRetired: beside.retired,
    e.ErasureRequested: beside.erasure_requested,
    e.Shredded: beside.shredded,
    e.CaseClaimed: spine.claimed,
    e.CaseGivenBack: spine.given_back,
}
"""An event that is missing here changes the stage alone, or nothing that a later step depends on."""
