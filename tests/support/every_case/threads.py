"""Which searches there are: the spine of a case with one thread beside it each, and with several."""

from __future__ import annotations

from collections.abc import Mapping

from fairnotice.cases import events as e
from fairnotice.cases.stages import Matter
from tests.support.every_case.attempts import WRONG_OPENINGS, asking, opening
from tests.support.every_case.search import Found, Search
from tests.support.every_case.world import ANNA, BEN

Kinds = tuple[type[e.Event], ...]
NOTICE: Kinds = (
    e.NoticeServed, e.DeliveryLapsed, e.TeamTold, e.Withdrawn, e.ResponseReceived, e.ResponseWindowLapsed,
    e.ReviewLapsed, e.ImprovementStarted, e.ImprovementServed, e.ReEvaluatedImproved, e.ReEvaluatedNotImproved,
    e.ImprovementProlonged, e.ImprovementLapsed, e.FindingLapsed,
)  # fmt: skip
DECISION: Kinds = (
    e.MeasureProposed, e.ProposalLapsed, e.Seconded, e.DecisionMade, e.DecisionServed, e.NoticePeriodOver,
    e.EffectGiven, e.EffectLapsed, e.RestrictionEnded, e.ExitMet, e.Lifted,
)  # fmt: skip
REQUEST: Kinds = (e.RequestGranted, e.RequestRefused, e.RequestUnanswered, e.RequestWithdrawn)
SPINE: Kinds = (*NOTICE, *DECISION, *REQUEST)
FRESH: Kinds = (
    e.FreshReviewOwed, e.FreshReviewUnanswered, e.DecisionUpheld, e.DecisionVaried, e.DecisionReversed,
    e.RestorationConfirmed, e.RestorationLate,
)  # fmt: skip
LOOKS: Kinds = (e.FreshReviewOwed, e.FreshReviewUnanswered)
APPEAL: Kinds = (e.AppealFiled, e.AppealUnanswered, *FRESH)
QUESTIONS: Kinds = (e.QuestionAsked, e.ReplySent, e.QuestionUnanswered)
INTERIM: Kinds = (e.InterimHoldImposed, e.InterimHoldReviewed, e.InterimLapsed, e.InterimEnded)
SUPPLEMENT: Kinds = (e.FindingJoined, e.SupplementServed, e.SupplementLapsed)
PAUSE: Kinds = (e.ProvisionPaused, e.ProvisionResumed, e.ProvisionRetired)
TRANSFER: Kinds = (e.Transferred, e.AccountLeft)
PLANS: Kinds = (e.PlanProposed, e.PlanAccepted, e.Extended, e.Reminded, e.OutcomesCounted, e.FindingStands)
DESK: Kinds = (
    e.CaseClaimed, e.CaseGivenBack, e.FindingCorrected, e.StatementAdded, e.EvidenceAdded, e.Acknowledged,
    e.AcknowledgementWithdrawn, e.RepresentativeAdmitted, e.RepresentativeDismissed, e.ErasureRequested, e.Shredded,
)  # fmt: skip
THREADS: Mapping[str, Kinds] = {
    "appeals": APPEAL,
    "questions": (*QUESTIONS, *FRESH),
    "holds": INTERIM,
    "objections to holds": (*INTERIM, *(kind for kind in APPEAL if kind not in LOOKS)),
    "supplements": SUPPLEMENT,
    "pauses": (*PAUSE, *FRESH),
    "transfers": TRANSFER,
    "plans": PLANS,
    "the desk": DESK,
}
PAIRS = tuple(f"{one} + {other}" for one in THREADS for other in THREADS if one < other)
SEARCHES = (
    "the spine", *THREADS, "plans + questions", "pauses + plans", "pauses + supplements", "holds + pauses",
)  # fmt: skip
QUALITY, BREACH = opening(), opening(matter=Matter.VIOLATION)
SPINE_OPENINGS = (
    *(opening(matter=m, has_team=team, managers=who)
      for m in (Matter.QUALITY, Matter.VIOLATION) for team in (True, False) for who in ((), (ANNA,), (ANNA, BEN))),
    *WRONG_OPENINGS,
    asking(),
)  # fmt: skip


def searched(name: str) -> Found:
    """Search one set of threads, by its name."""
    if name == "the spine":
        return Search(SPINE).run(SPINE_OPENINGS)
    kinds = dict.fromkeys(kind for thread in name.split(" + ") for kind in (*SPINE, *THREADS[thread]))
    return Search(kinds).run((QUALITY, BREACH, asking()))
