"""The whole of due process as one table: which step leads from which stage to which, and by whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from fairnotice.cases import events as e
from fairnotice.cases.case import Case
from fairnotice.cases.changes import changed, opened
from fairnotice.cases.events import Event
from fairnotice.cases.guards import GUARDS
from fairnotice.cases.refusals import NotYoursToTake, StepOutOfOrder
from fairnotice.cases.stages import Outcome, Stage, Who

OPENED, AWAITING, REVIEW = Stage.OPENED, Stage.AWAITING_RESPONSE, Stage.UNDER_REVIEW
IMPROVING, RE_EVALUATED, ENDED = Stage.IMPROVING, Stage.RE_EVALUATED, Stage.ENDED
OPEN = (OPENED, AWAITING, REVIEW, IMPROVING, RE_EVALUATED)

NEXT_STAGE: Mapping[tuple[Stage | None, type[Event]], Stage] = {
    (None, e.CaseOpened): OPENED,
    (OPENED, e.NoticeServed): AWAITING,
    (AWAITING, e.NoticeServed): AWAITING,
    (RE_EVALUATED, e.NoticeServed): AWAITING,
    (OPENED, e.DeliveryLapsed): ENDED,
    (RE_EVALUATED, e.DeliveryLapsed): ENDED,
    **{(stage, e.TeamTold): stage for stage in OPEN},
    (AWAITING, e.Extended): AWAITING,
    **{(stage, e.QuestionAsked): stage for stage in (*OPEN, ENDED)},
    **{(stage, e.ReplySent): stage for stage in (*OPEN, ENDED)},
    **{(stage, e.QuestionUnanswered): ENDED for stage in (*OPEN, ENDED)},
    (AWAITING, e.ResponseReceived): REVIEW,
    **{(stage, e.StatementAdded): stage for stage in OPEN},
    (AWAITING, e.ResponseWindowLapsed): REVIEW,
    (REVIEW, e.ReviewLapsed): ENDED,
    **{(stage, e.Withdrawn): ENDED for stage in OPEN},
    (REVIEW, e.ImprovementStarted): IMPROVING,
    (IMPROVING, e.ImprovementServed): IMPROVING,
    (IMPROVING, e.Reminded): IMPROVING,
    (IMPROVING, e.OutcomesCounted): IMPROVING,
    (IMPROVING, e.ReEvaluatedImproved): ENDED,
    (IMPROVING, e.ReEvaluatedNotImproved): RE_EVALUATED,
    (IMPROVING, e.ImprovementProlonged): IMPROVING,
    (IMPROVING, e.ImprovementLapsed): ENDED,
    **{(stage, e.FindingStands): stage for stage in OPEN},
    **{(stage, e.FindingLapsed): ENDED for stage in OPEN},
    **{(stage, e.CaseClaimed): stage for stage in OPEN},
    **{(stage, e.CaseGivenBack): stage for stage in OPEN},
}
"""A step that does not stand here does not exist; there is no path to a restriction."""

OUTCOME_OF: Mapping[type[Event], Outcome] = {
    e.DeliveryLapsed: Outcome.LAPSED,
    e.QuestionUnanswered: Outcome.LAPSED,
    e.ReviewLapsed: Outcome.LAPSED,
    e.Withdrawn: Outcome.WITHDRAWN,
    e.ReEvaluatedImproved: Outcome.IMPROVED,
    e.ImprovementLapsed: Outcome.LAPSED,
    e.FindingLapsed: Outcome.LAPSED,
}
"""How a case ends by the step that ends it."""

TAKEN_BY: Mapping[type[Event], frozenset[Who]] = {
    e.CaseOpened: frozenset({Who.ENGINE}),
    e.NoticeServed: frozenset({Who.WORLD}),
    e.DeliveryLapsed: frozenset({Who.CLOCK}),
    e.TeamTold: frozenset({Who.CLOCK}),
    e.Extended: frozenset({Who.ACCOUNT, Who.REVIEWER}),
    e.QuestionAsked: frozenset({Who.ACCOUNT, Who.MEMBER}),
    e.ReplySent: frozenset({Who.REVIEWER}),
    e.QuestionUnanswered: frozenset({Who.CLOCK}),
    e.ResponseReceived: frozenset({Who.ACCOUNT}),
    e.StatementAdded: frozenset({Who.ACCOUNT, Who.MEMBER}),
    e.ResponseWindowLapsed: frozenset({Who.CLOCK}),
    e.ReviewLapsed: frozenset({Who.CLOCK}),
    e.Withdrawn: frozenset({Who.REVIEWER}),
    e.ImprovementStarted: frozenset({Who.REVIEWER}),
    e.ImprovementServed: frozenset({Who.WORLD}),
    e.Reminded: frozenset({Who.CLOCK}),
    e.OutcomesCounted: frozenset({Who.ENGINE}),
    e.ReEvaluatedImproved: frozenset({Who.ENGINE}),
    e.ReEvaluatedNotImproved: frozenset({Who.ENGINE}),
    e.ImprovementProlonged: frozenset({Who.CLOCK}),
    e.ImprovementLapsed: frozenset({Who.CLOCK}),
    e.FindingStands: frozenset({Who.ENGINE}),
    e.FindingLapsed: frozenset({Who.CLOCK}),
    e.CaseClaimed: frozenset({Who.REVIEWER}),
    e.CaseGivenBack: frozenset({Who.REVIEWER}),
}
"""Whose step each one is."""

TIGHTENING: frozenset[type[Event]] = frozenset(
    {e.CaseOpened, e.ResponseWindowLapsed, e.ImprovementStarted, e.ReEvaluatedNotImproved}
)
"""Steps that run against the account; each needs that no question waits, or that nobody could have asked yet."""


def decide(case: Case | None, step: Event) -> Event:
    """
    Allow *step* to happen to *case* (None before it is opened), or refuse.

    Raises:
        StepOutOfOrder: the case's stage does not lead there.
        NotYoursToTake: the step belongs to somebody else.
        Refusal: one of the step's `GUARDS` does not hold; its class says which.
    """
    kind = type(step)
    stage = case.stage if case else None
    if (stage, kind) not in NEXT_STAGE:
        raise StepOutOfOrder(stage=stage, step=kind.__name__)
    if step.by not in TAKEN_BY[kind]:
        raise NotYoursToTake(by=step.by, step=kind.__name__)
    for guard in GUARDS[kind]:
        guard(case, step)
    return step


def evolve(case: Case | None, event: Event) -> Case:
    """Return the case after *event*; it was allowed when it happened, so nothing is checked again."""
    if case is None:
        if not isinstance(event, e.CaseOpened):
            raise StepOutOfOrder(stage=None, step=type(event).__name__)
        return opened(event)
    stage = NEXT_STAGE[case.stage, type(event)]
    outcome = case.outcome or (OUTCOME_OF[type(event)] if stage is ENDED else None)
    return changed(case, event, stage=stage, outcome=outcome)


def fold(events: Iterable[Event]) -> Case:
    """
    Return the case that *events* add up to.

    Raises:
        StepOutOfOrder: there is no event, or the first does not open the case.
    """
    case: Case | None = None
    for event in events:
        case = evolve(case, event)
    if case is None:
        raise StepOutOfOrder(stage=None, step="nothing")
    return case
