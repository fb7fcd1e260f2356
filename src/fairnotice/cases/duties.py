"""Which letter each event owes, and to whom; no event that concerns people passes in silence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from fairnotice.cases import events as e
from fairnotice.cases.case import Case
from fairnotice.cases.stages import Matter


class Audience(StrEnum):
    """Who a letter goes to."""

    MANAGERS = "managers"
    """Everybody to whom the case's notices are addressed."""
    NEW_MEMBERS = "new_members"
    """The members named by the event."""
    EVERYBODY_TOLD = "everybody_told"
    """Managers, then the members who were told."""
    MEMBERS_TOLD = "members_told"
    """The members who were told, without those who manage."""
    ASKER = "asker"
    """Whoever asked the question, or answered."""


@dataclass(frozen=True, slots=True)
class Owed:
    """A letter that an event owes."""

    document: str
    """A ``notices.documents.Document`` value."""
    to: Audience
    instead: str = ""
    """A document that may take its place, with the same news."""
    about_acts: str = ""
    """The document that takes its place in a case about recorded acts."""

    def of(self, matter: Matter) -> str:
        """Return the document that a case of this matter owes."""
        return self.about_acts if self.about_acts and matter is Matter.VIOLATION else self.document


OWED: Mapping[type[e.Event], Owed] = {
    e.CaseOpened: Owed("first_notice", Audience.MANAGERS, about_acts="violation_notice"),
    e.TeamTold: Owed("team_notice", Audience.NEW_MEMBERS, instead="team_decision", about_acts="violation_member"),
    e.Extended: Owed("extension", Audience.EVERYBODY_TOLD),
    e.ReplySent: Owed("reply", Audience.ASKER),
    e.ResponseReceived: Owed("answer_receipt", Audience.ASKER),
    e.RepresentativeAdmitted: Owed("representative", Audience.EVERYBODY_TOLD),
    e.RepresentativeDismissed: Owed("representative", Audience.EVERYBODY_TOLD),
    e.PlanProposed: Owed("answer_receipt", Audience.ASKER),
    e.PlanAccepted: Owed("improvement_started", Audience.MANAGERS),
    e.Acknowledged: Owed("acknowledgement_receipt", Audience.ASKER),
    e.AcknowledgementWithdrawn: Owed("acknowledgement_taken_back", Audience.ASKER),
    e.Withdrawn: Owed("withdrawn", Audience.EVERYBODY_TOLD),
    e.QuestionUnanswered: Owed("lapsed", Audience.EVERYBODY_TOLD),
    e.ReviewLapsed: Owed("lapsed", Audience.EVERYBODY_TOLD),
    e.ImprovementStarted: Owed("improvement_started", Audience.MANAGERS),
    e.Reminded: Owed("reminder", Audience.MANAGERS),
    e.OutcomesCounted: Owed("re_review_answer", Audience.MANAGERS),
    e.ReEvaluatedImproved: Owed("improved", Audience.EVERYBODY_TOLD, instead="re_review_answer"),
    e.ReEvaluatedNotImproved: Owed("not_improved", Audience.MANAGERS),
    e.ImprovementProlonged: Owed("prolonged", Audience.MANAGERS),
    e.ImprovementLapsed: Owed("lapsed", Audience.EVERYBODY_TOLD),
    e.FindingLapsed: Owed("lapsed", Audience.EVERYBODY_TOLD),
    e.AppealFiled: Owed("appeal_receipt", Audience.ASKER),
    e.DecisionUpheld: Owed("decision_upheld", Audience.EVERYBODY_TOLD),
    e.DecisionVaried: Owed("decision_varied", Audience.EVERYBODY_TOLD),
    e.DecisionReversed: Owed("decision_reversed", Audience.EVERYBODY_TOLD),
    e.AppealUnanswered: Owed("appeal_unanswered", Audience.EVERYBODY_TOLD),
    e.FreshReviewUnanswered: Owed("appeal_unanswered", Audience.EVERYBODY_TOLD),
    e.FreshReviewOwed: Owed("fresh_review_owed", Audience.MANAGERS),
    e.RequestOpened: Owed("request_receipt", Audience.ASKER),
    e.RequestGranted: Owed("request_granted", Audience.MANAGERS),
    e.RequestRefused: Owed("request_refused", Audience.MANAGERS),
    e.RequestUnanswered: Owed("request_granted", Audience.MANAGERS),
    e.ProposalLapsed: Owed("lapsed", Audience.EVERYBODY_TOLD),
    e.DeliveryLapsed: Owed("lapsed", Audience.EVERYBODY_TOLD),
    e.EffectLapsed: Owed("lapsed", Audience.EVERYBODY_TOLD),
    e.Seconded: Owed("withdrawn", Audience.EVERYBODY_TOLD),
    e.DecisionMade: Owed("decision", Audience.MANAGERS, instead="advice"),
    e.DecisionServed: Owed("team_decision", Audience.MEMBERS_TOLD),
    e.EffectGiven: Owed("effect", Audience.EVERYBODY_TOLD),
    e.RestrictionEnded: Owed("restriction_ended", Audience.EVERYBODY_TOLD),
    e.ExitMet: Owed("lifted", Audience.EVERYBODY_TOLD),
    e.Lifted: Owed("lifted", Audience.EVERYBODY_TOLD),
    e.InterimHoldImposed: Owed("interim_hold", Audience.EVERYBODY_TOLD),
    e.InterimHoldReviewed: Owed("interim_kept", Audience.EVERYBODY_TOLD, instead="interim_over"),
    e.InterimLapsed: Owed("interim_over", Audience.EVERYBODY_TOLD),
    e.InterimEnded: Owed("interim_over", Audience.EVERYBODY_TOLD),
    e.ProvisionPaused: Owed("rule_paused", Audience.EVERYBODY_TOLD),
    e.ProvisionResumed: Owed("rule_resumed", Audience.EVERYBODY_TOLD),
    e.AccountLeft: Owed("moot", Audience.EVERYBODY_TOLD),
}
"""An event that is missing here owes no letter: it shows on the case's page only."""

Spoken = e.AppealFiled | e.Acknowledged | e.AcknowledgementWithdrawn | e.ReplySent | e.ResponseReceived | e.PlanProposed
"""Events that answer one person alone."""


def recipients(before: Case | None, event: e.Event) -> tuple[int, ...]:
    """
    Return the persons to whom *event* owes its letter, managers first.

    *before* is the case when the event happened; None for an opening.
    """
    if type(event) not in OWED:
        return ()
    if isinstance(event, e.CaseOpened | e.TeamTold | e.RequestOpened):
        return _named_by(event)
    if before is None or _passes_in_silence(before, event):
        return ()
    if isinstance(event, Spoken):
        return _who_spoke(before, event)
    members = tuple(m for m in before.members_told if m not in before.managers)
    to = OWED[type(event)].to
    if to is Audience.MEMBERS_TOLD:
        return members
    told = (*before.managers, *members) if to is Audience.EVERYBODY_TOLD else before.managers
    if isinstance(event, e.RepresentativeAdmitted | e.RepresentativeDismissed):
        told = (*told, event.person)
    return tuple(dict.fromkeys(told))


def _named_by(event: e.CaseOpened | e.TeamTold | e.RequestOpened) -> tuple[int, ...]:
    """Return whom the event itself names."""
    if isinstance(event, e.RequestOpened):
        return (event.person,)
    return event.managers if isinstance(event, e.CaseOpened) else event.members


def _passes_in_silence(before: Case, event: e.Event) -> bool:
    """
    Say whether an event that may owe a letter owes none here.

    What lapses before anybody knew of it is told to nobody; a decision that limits nothing ends its case with its
    delivery, and the team hears of it then; of any other it hears after the managers' head start. A second view stays
    inside, unless it ends the case.
    """
    if isinstance(event, e.Seconded):
        return event.measure is not None
    if isinstance(event, e.QuestionUnanswered):
        return not before.open
    if isinstance(event, e.DeliveryLapsed):
        return before.decision is None
    if isinstance(event, e.DecisionServed):
        return before.decision is None or before.decision.measure.restricts
    return False


def _who_spoke(before: Case, event: Spoken) -> tuple[int, ...]:
    """Return who asked the question, or gave the answer, that the event is about."""
    if not isinstance(event, e.ReplySent):
        return (event.person,)
    question = before.question(event.thread)
    return (question.person,) if question else ()
