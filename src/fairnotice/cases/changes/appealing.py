"""What appeals, fresh reviews and reversals change in a case."""

from __future__ import annotations

from dataclasses import replace

from fairnotice.cases import events as e
from fairnotice.cases.case import Case
from fairnotice.cases.changes.spine import took_part
from fairnotice.cases.stages import Stage
from fairnotice.cases.threads import Appeal, FreshReview


def appeal_filed(case: Case, event: e.AppealFiled) -> Case:
    """An objection waits."""
    appeal = Appeal(event.person, event.at, event.answer_by, event.against)
    after = replace(case, appeals=(*case.appeals, appeal))
    if event.against == "interim" or case.decision is None:
        return replace(after, interim_appealed=True)
    return replace(after, decision=replace(case.decision, appealed=True))


def _answered(case: Case, against: str) -> Case:
    """Return the case without the objection or fresh review that is answered."""
    if against == "fresh_review":
        return replace(case, fresh_review=None)
    return replace(case, appeals=tuple(a for a in case.appeals if a.against != against))


def decision_upheld(case: Case, event: e.DecisionUpheld) -> Case:
    """The decision stands; effect can be given again."""
    after = replace(_answered(case, event.against), participants=took_part(case, event.person))
    return _effect_limit(after, event)


def decision_varied(case: Case, event: e.DecisionVaried) -> Case:
    """A lighter measure takes its place, at work at once where the heavier one worked."""
    after = replace(_answered(case, event.against), participants=took_part(case, event.person))
    if after.decision is None:
        return after
    days = (event.days or after.decision.days) if event.measure.has_end else 0
    after = replace(after, decision=replace(after.decision, measure=event.measure, days=days))
    if after.restriction is not None:
        after = replace(after, restriction=replace(after.restriction, kind=event.measure, ends_at=event.ends_at))
    return _effect_limit(after, event)


def _effect_limit(case: Case, event: e.DecisionUpheld | e.DecisionVaried) -> Case:
    """Return the case with the new limit for giving effect, where the notice period is over and nothing works yet."""
    decision = case.decision
    if event.against != "decision":  # only an objection to the decision stops that limit; nothing else may move it
        return case
    if case.stage is not Stage.DECIDED or decision is None or not decision.period_over or event.effect_by is None:
        return case
    return replace(case, decision=replace(decision, effect_by=event.effect_by))


def decision_reversed(case: Case, event: e.DecisionReversed) -> Case:
    """The decision, or the interim hold, is undone."""
    after = replace(case, participants=took_part(case, event.person))
    return _undone(after, event.against, event)


def appeal_unanswered(case: Case, event: e.AppealUnanswered) -> Case:
    """Silence undoes what was objected to."""
    return _undone(case, event.against, event)


def fresh_review_unanswered(case: Case, event: e.FreshReviewUnanswered) -> Case:
    """Silence undoes what nobody looked at anew."""
    return _undone(case, "fresh_review", event)


def _undone(case: Case, against: str, event: e.DecisionReversed | e.AppealUnanswered | e.FreshReviewUnanswered) -> Case:
    """Return the case without the interim hold, or without anything the decision did."""
    if against == "interim":
        return replace(_answered(case, against), interim=None)
    return replace(
        case,
        restriction=None,
        fresh_review=None,
        appeals=tuple(a for a in case.appeals if a.against == "interim"),
        restore_by=(event.restore_by or event.at) if case.worked else None,
    )


def fresh_review_owed(case: Case, event: e.FreshReviewOwed) -> Case:
    """Somebody new must look."""
    return replace(case, fresh_review=FreshReview(event.why, event.answer_by))


def restored(case: Case, _: e.RestorationConfirmed | e.RestorationLate) -> Case:
    """Everything is put back, or its lateness is on record."""
    return replace(case, restore_by=None)


def heard(case: Case, event: e.RequestGranted | e.RequestRefused) -> Case:
    """Somebody answered a request."""
    return replace(case, participants=took_part(case, event.person))
