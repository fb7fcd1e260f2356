"""What must hold before a restriction works, and before it ends."""

from __future__ import annotations

from datetime import timedelta

from fairnotice.cases import events as e
from fairnotice.cases.case import Case
from fairnotice.cases.measures import Measure
from fairnotice.cases.refusals import (
    APerson,
    ExceptionEvidence,
    FactsReadToday,
    InterimIsAHold,
    InterimOnce,
    InterimReviewerNew,
    ListedException,
    NoInterim,
    NoPendingAppeal,
    NoPendingFreshReview,
    NoticePeriodNotOver,
    OnlyOnce,
    SecondApprover,
    StatesFacts,
    TeamBeforeClients,
    WindowStillOpen,
    WithinLimit,
)

HOLDS = frozenset({Measure.WORK_HOLD, Measure.FULL_HOLD})
A_DAY = timedelta(days=1)


def a_person(_: Case, step: e.EffectGiven | e.InterimHoldImposed) -> None:
    """P7: a named person takes away, never a program."""
    if not step.person:
        raise APerson


def notice_period_over(case: Case, _: e.EffectGiven) -> None:
    """P1: nothing works before its notice period is over."""
    if case.decision is None or not case.decision.period_over:
        raise NoticePeriodNotOver(until=case.decision.period_until if case.decision else None)


def no_pending_appeal(case: Case, _: e.Event) -> None:
    """P8: an objection stays the effect."""
    if case.appeal("decision"):
        raise NoPendingAppeal


def no_pending_fresh_review(case: Case, _: e.Event) -> None:
    """P9: what must be looked at anew does not take effect before."""
    if case.fresh_review:
        raise NoPendingFreshReview


def team_before_clients(case: Case, _: e.EffectGiven) -> None:
    """P5: the team knows of the decision before it takes effect and clients hear."""
    if case.has_team and not case.team_told:
        raise TeamBeforeClients


def facts_read_today(_: Case, step: e.EffectGiven) -> None:
    """P7: the facts are read once more on the day."""
    if not step.facts_read_today:
        raise FactsReadToday


def end_is_fixed(case: Case, step: e.EffectGiven) -> None:
    """P17: what has an end gets it now, as many days ahead as decided, and not a day more."""
    if case.decision is None or not case.decision.measure.has_end:
        return
    days = case.decision.days
    if step.ends_at is None or not step.at < step.ends_at <= step.at + days * A_DAY + A_DAY:
        raise WithinLimit(days=0 if step.ends_at is None else (step.ends_at - step.at).days, at_most=days)


def effect_over(case: Case, step: e.EffectLapsed) -> None:
    """P17: effect is given by its limit, or the decision falls."""
    due = case.decision.effect_by if case.decision else None
    if due is None or step.at < due:
        raise WindowStillOpen(until=due)


def restriction_over(case: Case, step: e.RestrictionEnded) -> None:
    """P17: a restriction ends on its day; a closure has none."""
    due = case.restriction.ends_at if case.restriction else None
    if due is None or step.at < due:
        raise WindowStillOpen(until=due)


def exit_is_a_fact(_: Case, step: e.ExitMet) -> None:
    """P3: what ended a restriction early is named."""
    if not step.facts:
        raise StatesFacts


def listed_exception(_: Case, step: e.InterimHoldImposed) -> None:
    """P1: only what the policy lists is an exception to notice."""
    if not step.listed:
        raise ListedException


def exception_evidence(_: Case, step: e.InterimHoldImposed) -> None:
    """P1: an exception has evidence of its own."""
    if not step.evidence:
        raise ExceptionEvidence


def second_approver(_: Case, step: e.InterimHoldImposed) -> None:
    """P1: another person approves it."""
    if not step.approver or step.approver == step.person:
        raise SecondApprover


def interim_once(case: Case, _: e.InterimHoldImposed) -> None:
    """P17: there is one interim hold in a case."""
    if case.interims:
        raise InterimOnce


def interim_is_a_hold(_: Case, step: e.InterimHoldImposed) -> None:
    """P1: an exception buys time, never a verdict."""
    if step.kind not in HOLDS:
        raise InterimIsAHold


def interim_works(case: Case, _: e.Event) -> None:
    """P16: what no longer works is neither reviewed nor ended."""
    if case.interim is None:
        raise NoInterim


def interim_reviewer_new(case: Case, step: e.InterimHoldReviewed) -> None:
    """P1: somebody who took no part reviews it."""
    if step.person in case.participants:
        raise InterimReviewerNew


def interim_reviewed_once(case: Case, _: e.InterimHoldReviewed) -> None:
    """P17: it is reviewed once."""
    if case.interim is not None and case.interim.reviewed:
        raise OnlyOnce("The review of an interim hold")


def interim_unreviewed(case: Case, step: e.InterimLapsed) -> None:
    """P1: an interim hold that nobody new looked at in time falls."""
    if case.interim is None or case.interim.reviewed or step.at < case.interim.review_by:
        raise WindowStillOpen(until=case.interim.review_by if case.interim else None)


def interim_over(case: Case, step: e.InterimEnded) -> None:
    """P17: an interim hold lasts some days, reviewed or not."""
    if case.interim is None or step.at < case.interim.ends_at:
        raise WindowStillOpen(until=case.interim.ends_at if case.interim else None)
