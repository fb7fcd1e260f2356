"""What questions, representatives, pauses of the rule and the end of the record change in a case."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from fairnotice.cases import events as e
from fairnotice.cases.case import Case
from fairnotice.cases.stages import Stage
from fairnotice.cases.threads import FreshReview, Pause, Question


def question_asked(case: Case, event: e.QuestionAsked) -> Case:
    """A question waits."""
    question = Question(event.thread, event.person, event.at, event.answer_by, event.call)
    return replace(case, questions=(*case.questions, question), threads=case.threads + 1)


def reply_sent(case: Case, event: e.ReplySent) -> Case:
    """A question is answered; with the last one the account's time goes on."""
    left = tuple(q for q in case.questions if q.thread != event.thread)
    after = replace(case, questions=left)
    return after if left or case.pause or event.goes_on_until is None else _going_on(after, event.goes_on_until)


def _going_on(case: Case, until: datetime) -> Case:
    """Return the case with its account's running deadline moved to *until*."""
    if case.stage is Stage.AWAITING_RESPONSE:
        return replace(case, respond_by=until)
    if case.stage is Stage.IMPROVING:
        return replace(case, improve_by=until)
    if case.stage is Stage.DECIDED and case.decision is not None and case.account_due is not None:
        return replace(case, decision=replace(case.decision, period_until=until))
    return case


def question_unanswered(case: Case, event: e.QuestionUnanswered) -> Case:
    """A question got no answer; while a restriction works, somebody new must look at it anew."""
    after = replace(case, questions=tuple(q for q in case.questions if q.thread != event.thread))
    if case.stage is not Stage.IN_EFFECT:
        return after
    owed = FreshReview("question_unanswered", event.fresh_review_by or event.at)
    return replace(after, fresh_review=case.fresh_review or owed)


def representative_admitted(case: Case, event: e.RepresentativeAdmitted) -> Case:
    """Somebody more speaks for the account."""
    return replace(case, representatives=tuple(sorted({*case.representatives, event.person})))


def representative_dismissed(case: Case, event: e.RepresentativeDismissed) -> Case:
    """Somebody no longer speaks for the account."""
    return replace(case, representatives=tuple(p for p in case.representatives if p != event.person))


def paused(case: Case, event: e.ProvisionPaused) -> Case:
    """The rule is paused; a decision at work under it is looked at anew."""
    after = replace(case, pause=Pause(event.at, event.retire_by))
    if case.stage is not Stage.IN_EFFECT:
        return after
    owed = FreshReview("provision_paused", event.fresh_review_by or event.at)
    return replace(after, fresh_review=case.fresh_review or owed)


def resumed(case: Case, event: e.ProvisionResumed) -> Case:
    """The rule goes on, and with it the account's time."""
    after = replace(case, pause=None)
    return after if case.questions or event.goes_on_until is None else _going_on(after, event.goes_on_until)


def retired(case: Case, _: e.ProvisionRetired) -> Case:
    """The rule never tightens anything again."""
    return replace(case, pause=None, retired=True)


def erasure_requested(case: Case, event: e.ErasureRequested) -> Case:
    """Somebody wants their words erased."""
    return replace(case, erasure_asked_at=case.erasure_asked_at or event.at)


def shredded(case: Case, _: e.Shredded) -> Case:
    """Personal words are gone."""
    return replace(case, shredded=True)
