"""What must hold of questions, answers and the time to give them."""

from __future__ import annotations

from fairnotice.cases import events as e
from fairnotice.cases.case import Case
from fairnotice.cases.refusals import (
    ExtensionLimit,
    NoSuchQuestion,
    StatesFacts,
    WindowStillOpen,
)
from fairnotice.kernel.deadlines import NotLater


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
    """P3: a reply names a fact of this case, or what would change the result; to a wish for a call, its times."""
    question = case.question(step.thread)
    if question is not None and question.call and step.call_times and not step.cites:
        return
    named = bool(step.cites) and set(step.cites) <= set(case.facts)
    if not named and (step.cites or not step.what_would_change):
        raise StatesFacts(facts=case.facts)


def time_goes_on(case: Case, step: e.ReplySent | e.ProvisionResumed) -> None:
    """P4: the time that a question or a pause stood in the way is given back with the end of the last of them."""
    due = case.account_due
    others = (len(case.questions) > 1 or case.pause) if isinstance(step, e.ReplySent) else case.questions
    if others or due is None or case.stopped_at is None:
        return
    owed = due + (step.at - case.stopped_at)
    if step.goes_on_until is None or step.goes_on_until < owed:
        raise NotLater(due_at=owed, asked_for=step.goes_on_until or due)


def answer_overdue(case: Case, step: e.QuestionUnanswered) -> None:
    """P17: we have until the answer-by time to answer."""
    question = case.question(step.thread)
    if question and step.at < question.answer_by:
        raise WindowStillOpen(until=question.answer_by)


def response_over(case: Case, step: e.ResponseWindowLapsed) -> None:
    """P4: the account has until the latest deadline of those served."""
    if case.respond_by is None or step.at < case.respond_by:
        raise WindowStillOpen(until=case.respond_by)


def plan_unanswered(case: Case, step: e.PlanAccepted) -> None:
    """P17: silence accepts the account's plan, when the time to object to it is over."""
    if case.plan is None or step.at < case.plan.accepted_by:
        raise WindowStillOpen(until=case.plan.accepted_by if case.plan else None)
