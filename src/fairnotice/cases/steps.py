"""The whole of due process as one table: which step leads from which stage to whichand how it can end."""

from __future__ import annotations

from collections.abc import Mapping

from fairnotice.cases import events as e
from fairnotice.cases import forks
from fairnotice.cases.case import Case
from fairnotice.cases.events import Event
from fairnotice.cases.forks import Fork
from fairnotice.cases.stages import Matter, Outcome, Stage

OPENED, AWAITING, REVIEW = Stage.OPENED, Stage.AWAITING_RESPONSE, Stage.UNDER_REVIEW
IMPROVING, RE_EVALUATED, PROPOSED = Stage.IMPROVING, Stage.RE_EVALUATED, Stage.PROPOSED
DECIDED, IN_EFFECT, ENDED = Stage.DECIDED, Stage.IN_EFFECT, Stage.ENDED

UNDECIDED = (OPENED, AWAITING, REVIEW, IMPROVING, RE_EVALUATED, PROPOSED)
BEFORE_EFFECT = (*UNDECIDED, DECIDED)
OPEN = (*BEFORE_EFFECT, IN_EFFECT)
ALWAYS = (*OPEN, ENDED)
STANDING = (DECIDED, IN_EFFECT, ENDED)
"""Where a decision may stand that one can object to."""


_SETTLES = Fork(forks.ends_unless_interim, (ENDED,))
_SILENCE = Fork(forks.ends_before_effect, (ENDED,))


def _stay(kind: type[Event], stages: tuple[Stage, ...]) -> dict[tuple[Stage | None, type[Event]], Stage | Fork]:
    """Return the rows of a step that changes no stage."""
    return {(stage, kind): stage for stage in stages}


def _to(
    kind: type[Event], stages: tuple[Stage, ...], leads: Stage | Fork
) -> dict[tuple[Stage | None, type[Event]], Stage | Fork]:
    """Return the rows of a step that leads to the same from several stages."""
    return dict.fromkeys(((stage, kind) for stage in stages), leads)


NEXT_STAGE: Mapping[tuple[Stage | None, type[Event]], Stage | Fork] = {
    (None, e.CaseOpened): OPENED,
    (None, e.RequestOpened): REVIEW,
    **_to(e.NoticeServed, (OPENED, AWAITING, RE_EVALUATED), AWAITING),
    **_to(e.DeliveryLapsed, (OPENED, RE_EVALUATED, DECIDED), ENDED),
    **_stay(e.TeamTold, OPEN),
    **_stay(e.FindingJoined, (AWAITING, REVIEW, IMPROVING)),
    **_stay(e.SupplementServed, (AWAITING, REVIEW, IMPROVING, RE_EVALUATED)),
    **_stay(e.SupplementLapsed, (AWAITING, REVIEW, IMPROVING, RE_EVALUATED)),
    (AWAITING, e.Extended): AWAITING,
    **_stay(e.QuestionAsked, ALWAYS),
    **_stay(e.ReplySent, ALWAYS),
    **_to(e.QuestionUnanswered, ALWAYS, _SILENCE),
    (AWAITING, e.ResponseReceived): REVIEW,
    (AWAITING, e.PlanProposed): REVIEW,
    (REVIEW, e.PlanAccepted): IMPROVING,
    **_stay(e.StatementAdded, ALWAYS),
    **_stay(e.EvidenceAdded, ALWAYS),
    **_stay(e.Acknowledged, ALWAYS),
    **_stay(e.AcknowledgementWithdrawn, ALWAYS),
    **_stay(e.RepresentativeAdmitted, ALWAYS),
    **_stay(e.RepresentativeDismissed, ALWAYS),
    (AWAITING, e.ResponseWindowLapsed): REVIEW,
    (REVIEW, e.ReviewLapsed): ENDED,
    **_to(e.Withdrawn, UNDECIDED, ENDED),
    (REVIEW, e.ImprovementStarted): IMPROVING,
    (IMPROVING, e.ImprovementServed): IMPROVING,
    (IMPROVING, e.Reminded): IMPROVING,
    (IMPROVING, e.OutcomesCounted): IMPROVING,
    (IMPROVING, e.ReEvaluatedImproved): ENDED,
    (IMPROVING, e.ReEvaluatedNotImproved): RE_EVALUATED,
    (IMPROVING, e.ImprovementProlonged): IMPROVING,
    (IMPROVING, e.ImprovementLapsed): ENDED,
    **_stay(e.FindingStands, UNDECIDED),
    **_to(e.FindingLapsed, UNDECIDED, ENDED),
    **_to(e.FindingCorrected, UNDECIDED, ENDED),
    (REVIEW, e.MeasureProposed): PROPOSED,
    (PROPOSED, e.ProposalLapsed): ENDED,
    (PROPOSED, e.Seconded): Fork(forks.ends_when_nothing, (PROPOSED, ENDED)),
    (PROPOSED, e.DecisionMade): DECIDED,
    (DECIDED, e.DecisionServed): Fork(forks.ends_without_restriction, (DECIDED, ENDED)),
    (DECIDED, e.NoticePeriodOver): DECIDED,
    (DECIDED, e.EffectGiven): IN_EFFECT,
    (DECIDED, e.EffectLapsed): ENDED,
    (IN_EFFECT, e.RestrictionEnded): ENDED,
    (IN_EFFECT, e.ExitMet): ENDED,
    (IN_EFFECT, e.Lifted): ENDED,
    **_stay(e.InterimHoldImposed, BEFORE_EFFECT),
    **_stay(e.InterimHoldReviewed, BEFORE_EFFECT),
    **_stay(e.InterimLapsed, BEFORE_EFFECT),
    **_stay(e.InterimEnded, BEFORE_EFFECT),
    **_stay(e.AppealFiled, ALWAYS),
    **_stay(e.DecisionUpheld, ALWAYS),
    **_to(e.DecisionVaried, STANDING, Fork(forks.ends_when_restriction_falls, (ENDED,))),
    **_to(e.DecisionReversed, ALWAYS, _SETTLES),
    **_to(e.AppealUnanswered, ALWAYS, _SETTLES),
    **_stay(e.FreshReviewOwed, STANDING),
    **_to(e.FreshReviewUnanswered, STANDING, ENDED),
    (ENDED, e.RestorationConfirmed): ENDED,
    (ENDED, e.RestorationLate): ENDED,
    **_stay(e.ProvisionPaused, OPEN),
    **_stay(e.ProvisionResumed, OPEN),
    **_to(e.ProvisionRetired, OPEN, _SILENCE),
    **_to(e.AccountLeft, BEFORE_EFFECT, ENDED),
    **_to(e.Transferred, BEFORE_EFFECT, Fork(forks.begins_anew, (OPENED, DECIDED, ENDED))),
    (REVIEW, e.RequestGranted): ENDED,
    (REVIEW, e.RequestRefused): ENDED,
    (REVIEW, e.RequestUnanswered): ENDED,
    (REVIEW, e.RequestWithdrawn): ENDED,
    **_stay(e.ErasureRequested, ALWAYS),
    **_stay(e.Shredded, (IN_EFFECT, ENDED)),
    **_stay(e.CaseClaimed, ALWAYS),
    **_stay(e.CaseGivenBack, ALWAYS),
}
"""A step that does not stand here does not exist."""

LAPSES = (
    e.DeliveryLapsed,
    e.QuestionUnanswered,
    e.ReviewLapsed,
    e.ImprovementLapsed,
    e.FindingLapsed,
    e.ProposalLapsed,
    e.EffectLapsed,
    e.ProvisionRetired,
)

OUTCOME_OF: Mapping[type[Event], Outcome] = {
    **dict.fromkeys(LAPSES, Outcome.LAPSED),
    e.Withdrawn: Outcome.WITHDRAWN,
    e.ReEvaluatedImproved: Outcome.IMPROVED,
    e.FindingCorrected: Outcome.WITHDRAWN,
    e.Seconded: Outcome.WITHDRAWN,
    e.DecisionServed: Outcome.WARNED,
    e.RestrictionEnded: Outcome.EXPIRED,
    e.ExitMet: Outcome.LIFTED,
    e.Lifted: Outcome.LIFTED,
    e.DecisionVaried: Outcome.LIFTED,
    e.DecisionReversed: Outcome.REVERSED,
    e.AppealUnanswered: Outcome.REVERSED,
    e.FreshReviewUnanswered: Outcome.REVERSED,
    e.AccountLeft: Outcome.MOOT,
    e.Transferred: Outcome.MOOT,
    e.RequestGranted: Outcome.GRANTED,
    e.RequestRefused: Outcome.REFUSED,
    e.RequestUnanswered: Outcome.GRANTED,
    e.RequestWithdrawn: Outcome.WITHDRAWN,
}
"""How a case ends by the step that ends it; `outcome_of` knows the exceptions."""


def leads_to(case: Case | None, event: Event) -> Stage:
    """Return the stage after *event*, which the table of steps allows."""
    leads = NEXT_STAGE[case.stage if case else None, type(event)]
    if isinstance(leads, Stage):
        return leads
    if case is None:
        raise AssertionError("No case forks before it is opened.")
    return leads.choose(case, event)


def outcome_of(case: Case, event: Event, stage: Stage) -> Outcome | None:
    """Return how the case has ended after *event*; only undoing changes the end of an ended case."""
    if stage is not ENDED:
        return None
    undone = OUTCOME_OF.get(type(event)) is Outcome.REVERSED and getattr(event, "against", "") != "interim"
    if case.outcome is not None:
        return Outcome.REVERSED if undone else case.outcome
    if isinstance(event, e.QuestionUnanswered) and case.matter is Matter.REQUEST:
        return Outcome.GRANTED
    if isinstance(event, e.DecisionServed) and case.decision is not None and case.decision.measure.weight == 0:
        return Outcome.ADVISED
    if isinstance(event, e.DecisionVaried) and case.stage is DECIDED:
        return Outcome.WARNED if event.measure.weight else Outcome.ADVISED
    return OUTCOME_OF[type(event)]
