"""The conditions of each step, as small named rules; a rule that fails refuses with its sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from fairnotice.cases import events as e
from fairnotice.cases.case import Case
from fairnotice.cases.refusals import (
    AlreadyJudged,
    ClaimedByAnother,
    EnoughEvidence,
    ExtensionLimit,
    LaterEvidence,
    LaterEvidenceEnough,
    ManagerKnows,
    NoSuchQuestion,
    OnlyOnce,
    ProvenDelivery,
    QuestionAnswered,
    ReasonsNeeded,
    StatesFacts,
    StillBelow,
    TeamHeard,
    WindowStillOpen,
)
from fairnotice.kernel.deadlines import NotLater

PROOFS = frozenset({"opened", "seen", "signed_post"})
"""Opened while signed in, confirmed as seen, or signed for; a mail server's acceptance proves nothing."""

Guard = Callable[[Any, Any], None]
"""Takes the case (None before it is opened) and the step; raises a `Refusal` or returns."""


def enough_evidence(_: None, step: e.CaseOpened) -> None:
    """P2: only a finding opens a case."""
    if step.verdict != "finding":
        raise EnoughEvidence(verdict=step.verdict)


def already_judged(_: None, step: e.CaseOpened) -> None:
    """P17: the same facts do not open a second case."""
    if not step.new_adverse:
        raise AlreadyJudged


def notice_states_facts(_: None, step: e.CaseOpened) -> None:
    """P3: a notice names what it rests on."""
    if not step.facts:
        raise StatesFacts


def proven_delivery(case: Case, step: e.NoticeServed | e.ImprovementServed) -> None:
    """P4: a clock starts when a manager to whom the notice is addressed is proven to have it."""
    if step.proof not in PROOFS:
        raise ProvenDelivery(f"{step.proof} is no proof of delivery.")
    if step.person not in case.managers:
        raise ProvenDelivery("The notice is not addressed to this person.")


def not_served_before(case: Case, step: e.NoticeServed) -> None:
    """P4: a second proof of the same delivery moves nothing."""
    if step.person in case.served:
        raise OnlyOnce("Proof of this delivery")


def improvement_not_served_before(case: Case, _: e.ImprovementServed) -> None:
    """P17: the first proof starts the time to improve; later ones move nothing."""
    if case.improvement_served:
        raise OnlyOnce("The start of the time to improve")


def improvement_only_later(case: Case, step: e.ImprovementServed) -> None:
    """P4: proof of delivery never shortens the time to improve."""
    if case.improve_by is not None and step.improve_by < case.improve_by:
        raise NotLater(due_at=case.improve_by, asked_for=step.improve_by)


def delivery_over(case: Case, step: e.DeliveryLapsed) -> None:
    """P4: we have until the limit to reach somebody."""
    if step.at < case.deliver_by:
        raise WindowStillOpen(until=case.deliver_by)


def manager_knows(case: Case, step: e.TeamTold) -> None:
    """P5: the managers of the account know of this round's notice, and had their head start."""
    if not case.served:
        raise ManagerKnows(not_before=None)
    if case.team_after is not None and step.at < case.team_after:
        raise ManagerKnows(not_before=case.team_after)


def team_told_once(case: Case, _: e.TeamTold) -> None:
    """P16: a team is told once per notice, and a freelancer has none."""
    if case.team_told or not case.has_team:
        raise OnlyOnce("Telling the team")


def team_heard(case: Case, step: e.ResponseWindowLapsed) -> None:
    """P5: the members were told and had their time to speak."""
    if not case.has_team:
        return
    if not case.team_told or (case.speak_until is not None and step.at < case.speak_until):
        raise TeamHeard(until=case.speak_until)


def extension_limit(case: Case, step: e.Extended) -> None:
    """P17: once by the account as of right, once more by a reviewer."""
    if step.by.value in case.extended_by:
        raise ExtensionLimit(by=step.by.value)


def only_later(case: Case, step: e.Extended) -> None:
    """P4: a deadline only moves to later."""
    if case.respond_by is not None and step.respond_by <= case.respond_by:
        raise NotLater(due_at=case.respond_by, asked_for=step.respond_by)


def question_open(case: Case, step: e.ReplySent | e.QuestionUnanswered) -> None:
    """P16: a question is answered once."""
    if case.question(step.thread) is None:
        raise NoSuchQuestion(thread=step.thread)


def states_facts(case: Case, step: e.ReplySent) -> None:
    """P3: a reply names a contract of this case, or what would change the result."""
    named = bool(step.cites) and set(step.cites) <= set(case.facts)
    if not named and (step.cites or not step.what_would_change):
        raise StatesFacts(facts=case.facts)


def time_goes_on(case: Case, step: e.ReplySent) -> None:
    """P4: the time that the question stood in the way is given back with the last answer."""
    due = case.account_due
    if len(case.questions) > 1 or due is None or case.stopped_at is None:
        return
    owed = due + (step.at - case.stopped_at)
    if step.goes_on_until is None or step.goes_on_until < owed:
        raise NotLater(due_at=owed, asked_for=step.goes_on_until or due)


def answer_overdue(case: Case, step: e.QuestionUnanswered) -> None:
    """P17: we have until the answer-by time to answer."""
    question = case.question(step.thread)
    if question and step.at < question.answer_by:
        raise WindowStillOpen(until=question.answer_by)


def question_answered(case: Case, _: e.Event) -> None:
    """P3: nothing goes on against the account while a question waits."""
    if case.questions:
        raise QuestionAnswered(thread=case.questions[0].thread)


def response_over(case: Case, step: e.ResponseWindowLapsed) -> None:
    """P4: the account has until the latest deadline of those served."""
    if case.respond_by is None or step.at < case.respond_by:
        raise WindowStillOpen(until=case.respond_by)


def review_over(case: Case, step: e.ReviewLapsed) -> None:
    """P17: a reviewer has until the limit to act."""
    if case.review_by is None or step.at < case.review_by:
        raise WindowStillOpen(until=case.review_by)


def reasons_given(_: Case, step: e.Withdrawn) -> None:
    """P7: a person's decision carries its reasons."""
    if not step.reasoned:
        raise ReasonsNeeded


def first_round(case: Case, _: e.ImprovementStarted) -> None:
    """P17: time to improve is given once, before the result "not improved"."""
    if case.improvements or case.round > 1:
        raise OnlyOnce("Time to improve")


def goals_are_facts(_: Case, step: e.ImprovementStarted) -> None:
    """P3: the goals are what would change the result."""
    if not step.goals:
        raise StatesFacts


def reminded_once(case: Case, step: e.Reminded) -> None:
    """P16: each reminder is sent once."""
    if step.which in case.reminders:
        raise OnlyOnce("Each reminder")


def later_evidence(case: Case, step: e.Evidence) -> None:
    """P6: only what ended after the warning is weighed, and there is some of it."""
    if case.warned_at is None or step.ended_after < case.warned_at:
        raise LaterEvidence("Improvement is judged only on contracts that ended after the notice was delivered.")
    if step.later_rated < 1:
        raise LaterEvidence("No contract that ended after the notice has been rated yet.")


def improvement_proven(case: Case, _: e.ReEvaluatedNotImproved) -> None:
    """P4: the time to improve counts only when a manager is proven to know of it."""
    if not case.improvement_served:
        raise ProvenDelivery("Nobody is proven to know of the time to improve.")


def improvement_over(case: Case, step: e.Event) -> None:
    """P6: nothing is judged, prolonged or dropped before the time to improve is over."""
    if case.improve_by is None or step.at < case.improve_by:
        raise WindowStillOpen(until=case.improve_by)


def later_evidence_enough(_: Case, step: e.ReEvaluatedNotImproved) -> None:
    """P2: too little later evidence worsens nothing, nor does one below the bar."""
    if not step.enough or step.v_later is None:
        raise LaterEvidenceEnough(later_rated=step.later_rated)
    if step.v_later < step.bar:
        raise StillBelow(v_later=step.v_later, bar=step.bar)


def prolonged_before(case: Case, _: e.ImprovementLapsed) -> None:
    """S5: the same time is given again before the case lapses."""
    if not case.prolonged:
        raise WindowStillOpen(until=case.improve_by)


def prolonged_once(case: Case, _: e.ImprovementProlonged) -> None:
    """P17: time to improve is prolonged once."""
    if case.prolonged:
        raise OnlyOnce("Prolonging the time to improve")


def stands_longer(case: Case, step: e.FindingStands) -> None:
    """P4: what would end the case by itself is only put off by new outcomes, never brought nearer by a mistake."""
    if step.stands_until <= case.stands_until:
        raise NotLater(due_at=case.stands_until, asked_for=step.stands_until)


def finding_over(case: Case, step: e.FindingLapsed) -> None:
    """A finding lapses when nothing has been rated for the days that policy says (methodology, section 6)."""
    if step.at < case.stands_until:
        raise WindowStillOpen(until=case.stands_until)


def free_to_claim(case: Case, _: e.CaseClaimed) -> None:
    """One reviewer works a case at a time."""
    if case.reviewer is not None:
        raise ClaimedByAnother(reviewer=case.reviewer)


def claimed_by_them(case: Case, step: e.CaseGivenBack) -> None:
    """Only who took the case can give it back."""
    if case.reviewer != step.reviewer:
        raise ClaimedByAnother(reviewer=case.reviewer)


GUARDS: Mapping[type[e.Event], tuple[Guard, ...]] = {
    e.CaseOpened: (enough_evidence, already_judged, notice_states_facts),
    e.NoticeServed: (proven_delivery, not_served_before),
    e.DeliveryLapsed: (delivery_over,),
    e.TeamTold: (team_told_once, manager_knows),
    e.Extended: (extension_limit, only_later),
    e.QuestionAsked: (),  # never refused (P12)
    e.ReplySent: (question_open, states_facts, time_goes_on),
    e.QuestionUnanswered: (question_open, answer_overdue),
    e.ResponseReceived: (),
    e.StatementAdded: (),
    e.ResponseWindowLapsed: (question_answered, response_over, team_heard),
    e.ReviewLapsed: (review_over,),
    e.Withdrawn: (reasons_given,),
    e.ImprovementStarted: (question_answered, first_round, goals_are_facts),
    e.ImprovementServed: (proven_delivery, improvement_not_served_before, improvement_only_later),
    e.Reminded: (reminded_once,),
    e.OutcomesCounted: (later_evidence,),
    e.ReEvaluatedImproved: (later_evidence,),
    e.ReEvaluatedNotImproved: (
        question_answered,
        improvement_over,
        improvement_proven,
        later_evidence,
        later_evidence_enough,
    ),
    e.ImprovementProlonged: (question_answered, improvement_over, prolonged_once),
    e.ImprovementLapsed: (question_answered, improvement_over, prolonged_before),
    e.FindingStands: (stands_longer,),
    e.FindingLapsed: (finding_over,),
    e.CaseClaimed: (free_to_claim,),
    e.CaseGivenBack: (claimed_by_them,),
}
"""What must hold before each step, in the order in which a refusal is told."""
