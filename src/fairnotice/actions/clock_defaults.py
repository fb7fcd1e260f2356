"""What follows when a deadline runs out: one default for each kind of clock, none of which tightens by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from fairnotice.actions.taking_steps import last_day_to_improve, ours
from fairnotice.cases import events as e
from fairnotice.cases.clocks import ClockKind
from fairnotice.cases.stages import Stage, Who
from fairnotice.ledger.casebook import Docket
from fairnotice.policy.rulebook import Policy

PLAIN: dict[ClockKind, type[e.Event]] = {
    ClockKind.DELIVERY: e.DeliveryLapsed,
    ClockKind.SUPPLEMENT: e.SupplementLapsed,
    ClockKind.REVIEW: e.ReviewLapsed,
    ClockKind.PROPOSAL: e.ProposalLapsed,
    ClockKind.EFFECT: e.EffectLapsed,
    ClockKind.RESTRICTION_END: e.RestrictionEnded,
    ClockKind.INTERIM_REVIEW: e.InterimLapsed,
    ClockKind.INTERIM_END: e.InterimEnded,
    ClockKind.REQUEST: e.RequestUnanswered,
    ClockKind.RESTORATION: e.RestorationLate,
    ClockKind.PROVISION: e.ProvisionRetired,
}
"""Defaults that carry nothing but their time."""


def default_of(kind: ClockKind, subject: str, docket: Docket, policy: Policy, *, now: datetime) -> e.Event:
    """Return the step that follows when the deadline of *kind* about *subject* has run out."""
    if kind in PLAIN:
        return PLAIN[kind](at=now, by=Who.CLOCK)
    return WITH_MORE[kind](subject, docket, policy, now)


def restore_by(docket: Docket, policy: Policy, *, now: datetime) -> datetime | None:
    """Return by when everything is put back if the decision is undone now; None where it never worked."""
    return ours(docket, days=policy.deadlines.restored, now=now) if docket.case.worked else None


def _response(_: str, docket: Docket, policy: Policy, now: datetime) -> e.Event:
    review_by = ours(docket, days=policy.deadlines.review, now=now)
    return e.ResponseWindowLapsed(at=now, by=Who.CLOCK, review_by=review_by)


def _question(subject: str, docket: Docket, policy: Policy, now: datetime) -> e.Event:
    works = docket.case.stage is Stage.IN_EFFECT
    again = ours(docket, days=policy.deadlines.fresh_review, now=now) if works else None
    return e.QuestionUnanswered(at=now, by=Who.CLOCK, thread=int(subject), fresh_review_by=again)


def _reminder_half(_: str, __: Docket, ___: Policy, now: datetime) -> e.Event:
    return e.Reminded(at=now, by=Who.CLOCK, which="half")


def _reminder_last(_: str, __: Docket, ___: Policy, now: datetime) -> e.Event:
    return e.Reminded(at=now, by=Who.CLOCK, which="last")


def _plan(_: str, docket: Docket, policy: Policy, now: datetime) -> e.Event:
    return e.PlanAccepted(at=now, by=Who.CLOCK, improve_by=last_day_to_improve(docket, policy, now=now))


def _notice_period(_: str, docket: Docket, policy: Policy, now: datetime) -> e.Event:
    effect_by = ours(docket, days=policy.deadlines.effect, now=now)
    return e.NoticePeriodOver(at=now, by=Who.CLOCK, effect_by=effect_by)


def _appeal_answer(subject: str, docket: Docket, policy: Policy, now: datetime) -> e.Event:
    until = restore_by(docket, policy, now=now)
    return e.AppealUnanswered(at=now, by=Who.CLOCK, against=subject, restore_by=until)


def _fresh_review(_: str, docket: Docket, policy: Policy, now: datetime) -> e.Event:
    return e.FreshReviewUnanswered(at=now, by=Who.CLOCK, restore_by=restore_by(docket, policy, now=now))


WITH_MORE: Mapping[ClockKind, Callable[[str, Docket, Policy, datetime], e.Event]] = {
    ClockKind.RESPONSE: _response,
    ClockKind.QUESTION: _question,
    ClockKind.REMINDER_HALF: _reminder_half,
    ClockKind.REMINDER_LAST: _reminder_last,
    ClockKind.PLAN: _plan,
    ClockKind.NOTICE_PERIOD: _notice_period,
    ClockKind.APPEAL_ANSWER: _appeal_answer,
    ClockKind.FRESH_REVIEW: _fresh_review,
}
"""Defaults that start the next deadline, or name what they are about."""
