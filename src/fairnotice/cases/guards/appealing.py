"""What must hold of appeals, fresh reviews, requests, pauses, and of the end of the record."""

from __future__ import annotations

from fairnotice.cases import events as e
from fairnotice.cases.case import Case
from fairnotice.cases.refusals import (
    AppealWindowOver,
    CaseFinal,
    HearerTookNoPart,
    NoSuchAppeal,
    NothingToAppeal,
    NothingToRestore,
    NotYoursToTake,
    OnlyOnce,
    VaryOnlyLowers,
    WindowStillOpen,
    WithinLimit,
)
from fairnotice.cases.stages import Matter, Stage

FRESH = "fresh_review"


def something_to_appeal(case: Case, step: e.AppealFiled) -> None:
    """P8: one objects to a decision that stands, or to an interim hold."""
    stands = case.interims > 0 if step.against == "interim" else case.decision_stands
    if not stands:
        raise NothingToAppeal


def appeal_window_open(case: Case, step: e.AppealFiled) -> None:
    """P8: at least six months from delivery; before delivery nothing has closed."""
    until = case.decision.appeal_until if case.decision and step.against == "decision" else None
    if until is not None and step.at >= until:
        raise AppealWindowOver(until=until)


def appealed_once(case: Case, step: e.AppealFiled) -> None:
    """P17: one objection to one decision; what is new later comes as a request."""
    before = case.interim_appealed if step.against == "interim" else bool(case.decision and case.decision.appealed)
    if before:
        raise OnlyOnce("An objection to this")


def appeal_waits(
    case: Case, step: e.DecisionUpheld | e.DecisionVaried | e.DecisionReversed | e.AppealUnanswered
) -> None:
    """P8: only what waits is answered."""
    waits = case.fresh_review if step.against == FRESH else case.appeal(step.against)
    if waits is None:
        raise NoSuchAppeal


def hearer_took_no_part(case: Case, step: e.Heard) -> None:
    """P8: somebody new hears."""
    if step.person in case.participants:
        raise HearerTookNoPart


def vary_only_lowers(case: Case, step: e.DecisionVaried) -> None:
    """P7: the measure in its place is lighter, and ends no later."""
    if case.decision is None or step.measure.weight >= case.decision.measure.weight:
        raise VaryOnlyLowers(measure=case.decision.measure if case.decision else step.measure)
    works = case.restriction
    if works is None or not step.measure.restricts:
        return
    if step.ends_at is None or (works.ends_at is not None and step.ends_at > works.ends_at):
        raise VaryOnlyLowers(measure=case.decision.measure)


def varies_a_decision(_: Case, step: e.DecisionVaried) -> None:
    """P7: an interim hold is kept or undone, not varied."""
    if step.against == "interim":
        raise NotYoursToTake(by=step.by, step=type(step).__name__)


def varied_within_limit(case: Case, step: e.DecisionVaried) -> None:
    """P17: what will have an end gets its number of days, within the policy's limit and never more than before."""
    if case.stage is not Stage.DECIDED or case.decision is None or not step.measure.has_end:
        return
    most = min(step.days_at_most, case.decision.days) if case.decision.days else step.days_at_most
    if not 1 <= step.days <= most:
        raise WithinLimit(days=step.days, at_most=most)


def answer_to_appeal_overdue(case: Case, step: e.AppealUnanswered) -> None:
    """P8: we have until the answer-by time."""
    appeal = case.appeal(step.against)
    if appeal is not None and step.at < appeal.answer_by:
        raise WindowStillOpen(until=appeal.answer_by)


def a_decision_stands(case: Case, _: e.FreshReviewOwed) -> None:
    """P9: a fresh review is about a decision that stands."""
    if not case.decision_stands:
        raise NothingToAppeal


def fresh_review_once(case: Case, _: e.FreshReviewOwed) -> None:
    """P17: one fresh review at a time."""
    if case.fresh_review:
        raise OnlyOnce("A fresh review at the same time")


def fresh_review_overdue(case: Case, step: e.FreshReviewUnanswered) -> None:
    """P9: somebody new looks by the limit, or the decision is undone."""
    if case.fresh_review is None:
        raise NoSuchAppeal
    if step.at < case.fresh_review.answer_by:
        raise WindowStillOpen(until=case.fresh_review.answer_by)


def waits_for_restoration(case: Case, _: e.Event) -> None:
    """P9: what is put back is put back once."""
    if case.restore_by is None:
        raise NothingToRestore


def restoration_overdue(case: Case, step: e.RestorationLate) -> None:
    """P9: the marketplace has until the limit to put everything back."""
    if case.restore_by is not None and step.at < case.restore_by:
        raise WindowStillOpen(until=case.restore_by)


def a_request(case: Case, step: e.Event) -> None:
    """P7: only a request is granted or refused."""
    if case.matter is not Matter.REQUEST:
        raise NotYoursToTake(by=step.by, step=type(step).__name__)


def request_overdue(case: Case, step: e.RequestUnanswered) -> None:
    """P17: we have until the limit to answer a request; then it is granted."""
    if case.review_by is None or step.at < case.review_by:
        raise WindowStillOpen(until=case.review_by)


def not_paused_yet(case: Case, _: e.ProvisionPaused) -> None:
    """P18: a rule is paused once at a time."""
    if case.pause or case.retired:
        raise OnlyOnce("A pause of the rule")


def is_paused(case: Case, _: e.Event) -> None:
    """P18: only a paused rule is resumed or retired."""
    if case.pause is None:
        raise OnlyOnce("The end of a pause")


def owner_overdue(case: Case, step: e.ProvisionRetired) -> None:
    """P18: the rule's owner has until the limit to answer."""
    if case.pause is not None and step.at < case.pause.retire_by:
        raise WindowStillOpen(until=case.pause.retire_by)


def case_final(case: Case, step: e.Shredded) -> None:
    """P15: words are shredded when the case is final and its time of keeping over."""
    if not case.final or case.shredded or step.at < step.kept_until:
        raise CaseFinal
