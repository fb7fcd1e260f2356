"""Who takes which step, and which steps run against the account."""

from __future__ import annotations

from collections.abc import Mapping

from fairnotice.cases import events as e
from fairnotice.cases.events import Event
from fairnotice.cases.stages import Who
from fairnotice.cases.steps import LAPSES

_CLOCKS = (
    *LAPSES,
    e.TeamTold,
    e.SupplementLapsed,
    e.PlanAccepted,
    e.ResponseWindowLapsed,
    e.Reminded,
    e.ImprovementProlonged,
    e.NoticePeriodOver,
    e.RestrictionEnded,
    e.InterimLapsed,
    e.InterimEnded,
    e.AppealUnanswered,
    e.FreshReviewUnanswered,
    e.RestorationLate,
    e.ProvisionPaused,
    e.RequestUnanswered,
    e.Shredded,
)
_ENGINE = (
    e.OutcomesCounted,
    e.ReEvaluatedImproved,
    e.ReEvaluatedNotImproved,
    e.FindingStands,
    e.FindingJoined,
    e.FindingCorrected,
    e.ExitMet,
)
_REVIEWER = (
    e.ReplySent,
    e.Withdrawn,
    e.ImprovementStarted,
    e.MeasureProposed,
    e.DecisionMade,
    e.EffectGiven,
    e.Lifted,
    e.InterimHoldImposed,
    e.CaseClaimed,
    e.CaseGivenBack,
)
_HEARER = (
    e.InterimHoldReviewed,
    e.DecisionUpheld,
    e.DecisionVaried,
    e.DecisionReversed,
    e.RequestGranted,
    e.RequestRefused,
)
_ACCOUNT = (
    e.ResponseReceived,
    e.PlanProposed,
    e.AppealFiled,
    e.RepresentativeAdmitted,
    e.RepresentativeDismissed,
    e.AccountLeft,
    e.RequestWithdrawn,
)
_WORLD = (e.NoticeServed, e.SupplementServed, e.ImprovementServed, e.DecisionServed)
_PEOPLE = frozenset({Who.ACCOUNT, Who.MEMBER})

TAKEN_BY: Mapping[type[Event], frozenset[Who]] = {
    **dict.fromkeys(_CLOCKS, frozenset({Who.CLOCK})),
    **dict.fromkeys(_ENGINE, frozenset({Who.ENGINE})),
    **dict.fromkeys(_REVIEWER, frozenset({Who.REVIEWER})),
    **dict.fromkeys(_HEARER, frozenset({Who.HEARER})),
    **dict.fromkeys(_ACCOUNT, frozenset({Who.ACCOUNT})),
    **dict.fromkeys(
        (e.NoticeServed, e.SupplementServed, e.ImprovementServed, e.DecisionServed), frozenset({Who.WORLD})
    ),
    **dict.fromkeys((e.QuestionAsked, e.StatementAdded, e.Acknowledged, e.AcknowledgementWithdrawn), _PEOPLE),
    e.CaseOpened: frozenset({Who.ENGINE, Who.REVIEWER}),
    e.RequestOpened: frozenset({Who.ACCOUNT, Who.CLOCK}),
    e.Extended: frozenset({Who.ACCOUNT, Who.REVIEWER}),
    e.EvidenceAdded: frozenset({Who.ACCOUNT, Who.MEMBER, Who.REVIEWER, Who.HEARER}),
    e.Seconded: frozenset({Who.SECOND}),
    e.FreshReviewOwed: frozenset({Who.ENGINE, Who.CLOCK, Who.REVIEWER}),
    e.RestorationConfirmed: frozenset({Who.MARKETPLACE}),
    e.ProvisionResumed: frozenset({Who.OWNER}),
    e.Transferred: frozenset({Who.ACCOUNT, Who.ENGINE}),
    e.ErasureRequested: _PEOPLE,
}
"""Whose step each one is."""

TIGHTENING: frozenset[type[Event]] = frozenset(
    {
        e.CaseOpened,
        e.ResponseWindowLapsed,
        e.ImprovementStarted,
        e.ReEvaluatedNotImproved,
        e.MeasureProposed,
        e.DecisionMade,
        e.NoticePeriodOver,
        e.EffectGiven,
        e.InterimHoldImposed,
    }
)
"""Steps that run against the account; each needs an active rule, and, but for the interim hold, no waiting question."""
