"""
What must hold of every step: read from the case before, the event and the case after.

Of standing, order, ends, silence and requests it is said without looking at a guard. Where a step carries a wrong
content, a promise can only say that such a content must not be there: it proves that the guard is wired in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from fairnotice.cases import events as e
from fairnotice.cases.case import Case
from fairnotice.cases.clocks import AGAINST_ACCOUNT, ClockKind, RunningClock, running_clocks
from fairnotice.cases.measures import Measure
from fairnotice.cases.stages import Matter, Outcome, Stage, Who
from fairnotice.cases.standing import Standing

Promise = Callable[[Case, Any, Case], str]
"""Takes the case before, the event and the case after; returns what is wrong, or ""."""
DEFAULT_OF: Mapping[type[e.Event], ClockKind] = {
    e.DeliveryLapsed: ClockKind.DELIVERY,
    e.TeamTold: ClockKind.HEAD_START,
    e.ResponseWindowLapsed: ClockKind.RESPONSE,
    e.ReviewLapsed: ClockKind.REVIEW,
    e.PlanAccepted: ClockKind.PLAN,
    e.SupplementLapsed: ClockKind.SUPPLEMENT,
    e.QuestionUnanswered: ClockKind.QUESTION,
    e.ReEvaluatedNotImproved: ClockKind.IMPROVEMENT,
    e.ImprovementProlonged: ClockKind.IMPROVEMENT,
    e.ImprovementLapsed: ClockKind.IMPROVEMENT,
    e.FindingLapsed: ClockKind.FINDING,
    e.ProposalLapsed: ClockKind.PROPOSAL,
    e.NoticePeriodOver: ClockKind.NOTICE_PERIOD,
    e.EffectLapsed: ClockKind.EFFECT,
    e.RestrictionEnded: ClockKind.RESTRICTION_END,
    e.InterimLapsed: ClockKind.INTERIM_REVIEW,
    e.InterimEnded: ClockKind.INTERIM_END,
    e.AppealUnanswered: ClockKind.APPEAL_ANSWER,
    e.FreshReviewUnanswered: ClockKind.FRESH_REVIEW,
    e.RequestUnanswered: ClockKind.REQUEST,
    e.RestorationLate: ClockKind.RESTORATION,
    e.ProvisionRetired: ClockKind.PROVISION,
}
"""Which deadline's end each default is."""
TAKES_AWAY = (e.EffectGiven, e.InterimHoldImposed)
SAYS_ONLY = (
    e.QuestionAsked, e.StatementAdded, e.EvidenceAdded, e.Acknowledged, e.AcknowledgementWithdrawn, e.AppealFiled,
    e.RepresentativeAdmitted, e.RepresentativeDismissed, e.ErasureRequested,
)  # fmt: skip
OVER_A_QUESTION = (
    e.PlanAccepted, e.ResponseWindowLapsed, e.ImprovementStarted, e.ReEvaluatedNotImproved, e.ImprovementProlonged,
    e.ImprovementLapsed, e.MeasureProposed, e.DecisionMade, e.NoticePeriodOver, e.EffectGiven,
)  # fmt: skip
WHILE_PAUSED = (*OVER_A_QUESTION, e.CaseOpened, e.TeamTold, e.FindingJoined, e.InterimHoldImposed)
NO_LOSS = frozenset({Outcome.LAPSED, Outcome.REVERSED, Outcome.GRANTED, Outcome.EXPIRED})
"""How the clock alone may end a case."""
ORDER = tuple(Standing)


def subject_of(event: e.Event) -> str:
    """Return which of several deadlines of one kind an event is about."""
    if isinstance(event, e.QuestionUnanswered):
        return str(event.thread)
    return event.against if isinstance(event, e.AppealUnanswered) else ""


def clock_of(case: Case, event: e.Event) -> RunningClock | None:
    """Return the deadline that *event* is the end of, if it runs."""
    kind, subject = DEFAULT_OF.get(type(event)), subject_of(event)
    return next((clock for clock in running_clocks(case) if (clock.kind, clock.subject) == (kind, subject)), None)


def _opened(event: e.Event) -> str:
    if not isinstance(event, e.CaseOpened):
        return ""
    known = {Matter.QUALITY: "finding", Matter.VIOLATION: "recorded"}.get(event.matter)
    bound = event.bound_since and event.conduct_from and event.conduct_from >= event.bound_since
    wrongs = {
        "P2: opened on less than a finding": event.verdict != known,
        "P17: opened twice on the same facts": not event.new_adverse,
        "P3: a notice without facts": not event.facts,
        "P14: a rule reached back": not bound,
        "P13: somebody answers for another's deed": event.others_conduct,
        "P19: our own effect opened a case": event.own_effects,
        "P18: a paused rule opened a case": not event.provision_active,
    }
    return next((wrong for wrong, is_so in wrongs.items() if is_so), "")


def _standing(before: Case, event: e.Event, after: Case) -> str:
    was, now = ORDER.index(before.standing), ORDER.index(after.standing)
    if now > was and not (isinstance(event, TAKES_AWAY) and event.by is Who.REVIEWER and event.person):
        return "P7: something else than a person took something away"
    if not after.open and now:
        return "P9: an ended case restricts"
    if isinstance(event, SAYS_ONLY) and (now > was or after.stage is not before.stage):
        return "P7: speaking changed the account's position"
    if now and isinstance(event, e.EffectGiven) and (after.decision is None or not after.decision.appeal_until):
        return "P8: a restriction without a way to object"
    return ""


def _ends(before: Case, event: e.Event, after: Case) -> str:
    if after.open == (after.outcome is None):
        if not before.open and (after.open or after.outcome not in {before.outcome, Outcome.REVERSED}):
            return "P9: an ended case moved"
        if after.worked and after.outcome is Outcome.REVERSED and before.outcome is not Outcome.REVERSED:
            return "" if after.restore_by else "P9: undone, and nothing is put back"
        silent = before.open and not after.open and event.by is Who.CLOCK
        return "P17: silence ended a case against the account" if silent and after.outcome not in NO_LOSS else ""
    return "P9: ended without an outcome"


def _requests(before: Case, event: e.Event, after: Case) -> str:
    if before.matter is not Matter.REQUEST:
        answers = (e.RequestGranted, e.RequestRefused, e.RequestUnanswered, e.RequestWithdrawn)
        return "P7: something else was answered as a request" if isinstance(event, answers) else ""
    if after.standing is not Standing.GOOD or after.supplement or after.pause or after.proposal or after.transfers:
        return "P7: a request made something worse"
    if after.outcome in {None, Outcome.GRANTED}:
        return ""
    own = {Outcome.REFUSED: e.RequestRefused, Outcome.WITHDRAWN: e.RequestWithdrawn, Outcome.MOOT: e.AccountLeft}
    kind = own.get(after.outcome)
    fair = not before.open or (kind is not None and isinstance(event, kind))
    return "" if fair else "P17: a request was dropped"


def _defaults(before: Case, event: e.Event, after: Case) -> str:
    if type(event) in DEFAULT_OF:
        clock = clock_of(before, event)
        if clock is None:
            return "P16: a default of what does not wait"
        if clock.stopped_at is not None:
            return "P3: a default of what stands still"
        if event.at < clock.due_at:
            return "P4: a default before its time"
    return ""


def _clocks(before: Case, event: e.Event, after: Case) -> str:
    for running in running_clocks(after):
        if running.kind in AGAINST_ACCOUNT and running.stopped_at is None and (after.questions or after.pause):
            return "P3: a clock ran against the account over its question, or under a paused rule"
    if after.respond_by is not None and not set(after.served) & set(after.managers):
        return "P4: a right to respond ran out on nobody"
    if after.decision and after.decision.period_until and not set(after.decision.served) & set(after.managers):
        return "P4: a notice period without proof"
    return _only_later(before, event, after)


def _only_later(before: Case, event: e.Event, after: Case) -> str:
    if before.stage is not after.stage or before.round != after.round or before.transfers != after.transfers:
        return ""
    for was, now in (
        (before.respond_by, after.respond_by),
        (before.improve_by, after.improve_by),
        (before.stands_until, after.stands_until),
        (before.account_due, after.account_due),
    ):
        if was and (now is None or now < was) and not isinstance(event, e.NoticePeriodOver):
            return "P4: a deadline was shortened"
    resumed = isinstance(event, e.ReplySent | e.ProvisionResumed) and not (after.questions or after.pause)
    due = before.account_due
    if resumed and due and before.stopped_at and after.account_due:
        lost = after.account_due < due + (event.at - before.stopped_at)
        return "P4: standing still cost the account time" if lost else ""
    return ""


def _order(before: Case, event: e.Event, after: Case) -> str:
    if before.questions and isinstance(event, OVER_A_QUESTION):
        return "P3: something went on over a question"
    if (before.pause or before.retired) and isinstance(event, WHILE_PAUSED):
        return "P18: a paused rule moved something"
    forward = isinstance(event, e.ResponseWindowLapsed | e.MeasureProposed)
    if forward and before.has_team:
        heard = before.team_told and before.speak_until and event.at >= before.speak_until
        if not heard:
            return "P5: went on before the team was heard"
    if isinstance(event, e.EffectGiven) and before.has_team and not before.team_told:
        return "P5: clients heard before the team"
    return ""


def _bounds(before: Case, event: e.Event, after: Case) -> str:
    if after.improvements > 1 or after.interims > 1 or after.round > 2 or len(after.extended_by) > len(
        set(after.extended_by)
    ):  # fmt: skip
        return "P17: something that is bounded was done again"
    if before.decision and after.decision and after.decision.measure.weight > before.decision.measure.weight:
        return "P7: a decision became heavier"
    seen = before.proposal.measure if before.proposal else None
    if seen and after.decision and after.decision.measure.weight > seen.weight:
        return "P7: decided more than was proposed"
    return ""


GENERAL: tuple[Callable[[Case, Any, Case], str], ...] = (
    _standing,
    _ends,
    _requests,
    _defaults,
    _clocks,
    _order,
    _bounds,
)


def _facts(case: Case, event: Any) -> bool:
    return bool(event.facts) and set(event.facts) <= set(case.facts)


def _of_hearing(before: Case, event: e.Heard, after: Case) -> str:
    if event.person in before.participants:
        return "P8: somebody who took part heard"
    if not event.reasoned or not _facts(before, event):
        return "P3: an answer without facts and reasons"
    against = getattr(event, "against", "request")
    waits = before.fresh_review if against == "fresh_review" else before.appeal(against)
    return "P8: answered what does not wait" if against != "request" and not waits else ""


def _of_varying(before: Case, event: e.DecisionVaried, after: Case) -> str:
    if event.against == "interim":
        return "P7: the objection to a hold changed the decision"
    was, now = before.decision, after.decision
    if was is None or now is None or now.measure.weight >= was.measure.weight:
        return "P7: varied to what is no lighter"
    works = after.restriction
    if works and (works.ends_at is None or (before.restriction and before.restriction.ends_at and
                                            works.ends_at > before.restriction.ends_at)):  # fmt: skip
        return "P17: what is lighter ends later, or never"
    if after.stage is Stage.DECIDED and now.measure.has_end and not 1 <= now.days <= 30:
        return "P17: what is lighter has no end within the limit"
    return _of_hearing(before, event, after)


def _of_proposing(before: Case, event: e.MeasureProposed, after: Case) -> str:
    said = {name for name, why in event.lesser if why}
    closes = event.measure is Measure.CLOSURE
    quality = before.matter is Matter.QUALITY
    added = before.supplement
    wrongs = {
        "P3: a measure without facts": not _facts(before, event),
        "P7: a measure without reasons": not event.reasoned,
        "P6: judged on the work before the notice": quality and before.round == 1,
        "P1: restricted without a warning": event.measure.restricts
        and not (event.rungs or (quality and before.served)),
        "P1: a rung was left out": event.measure.weight > event.at_most.weight,
        "P13: somebody answers for another's deed": event.others_conduct,
        "P7: a lesser measure was not considered": any(lesser.value not in said for lesser in event.measure.lesser),
        "P7: the evidence was not opened": not set(event.facts) <= set(event.opened),
        "P14: another version was applied": not event.pinned,
        "P1: what was added was not heard": added and (not added.respond_by or event.at < added.respond_by),
        "P15: closed with records missing": closes and event.missing_records,
        "P2: closed on a doubt": closes and quality and not event.beyond_doubt,
    }
    return next((wrong for wrong, is_so in wrongs.items() if is_so), "")


def _of_deciding(before: Case, event: e.DecisionMade, after: Case) -> str:
    seen = before.proposal
    wrongs = {
        "P3: a decision without facts": not _facts(before, event),
        "P7: a decision without reasons": not event.reasoned,
        "P7: somebody else decided": seen is None or seen.person != event.person,
        "P7: decided without a second": event.measure in {Measure.SUSPENSION, Measure.CLOSURE}
        and (seen is None or seen.second is None),
        "P7: decided something else": seen is not None and seen.measure is not event.measure,
        "P17: decided for too long, or without an end": event.measure.has_end and not 1 <= event.days <= 30,
    }
    return next((wrong for wrong, is_so in wrongs.items() if is_so), "")


def _of_effect(before: Case, event: e.EffectGiven, after: Case) -> str:
    known = before.decision
    works = after.restriction
    last = known and (
        event.ends_at is None or (event.ends_at - event.at).days > known.days or event.ends_at <= event.at
    )
    wrongs = {
        "P7: nobody gave effect": not event.person,
        "P1: effect without delivery or before the period's end": not (known and known.served and known.period_over),
        "P8: effect over an objection": before.appeal("decision"),
        "P9: effect before a fresh look": before.fresh_review,
        "P7: the facts were not read again": not event.facts_read_today,
        "P17: effect without an end": works and works.kind is not Measure.CLOSURE and last,
    }
    return next((wrong for wrong, is_so in wrongs.items() if is_so), "")


def _of_interim(before: Case, event: e.InterimHoldImposed, after: Case) -> str:
    wrongs = {
        "P7: nobody imposed a hold": not event.person,
        "P7: a hold without reasons": not event.reasoned,
        "P1: no exception that is listed": not event.listed,
        "P1: an exception without evidence": not event.evidence,
        "P1: a hold that one person imposed": event.approver in {0, event.person},
        "P1: an interim verdict": event.kind not in {Measure.WORK_HOLD, Measure.FULL_HOLD},
        "P17: a second hold": before.interims,
    }
    return next((wrong for wrong, is_so in wrongs.items() if is_so), "")


def _of_reviewing(before: Case, event: e.InterimHoldReviewed, after: Case) -> str:
    if before.interim is None or before.interim.reviewed:
        return "P17: reviewed what does not wait"
    if event.person in before.participants:
        return "P1: a hold was reviewed by who took part"
    return "" if event.reasoned else "P7: a review without reasons"


def _of_seconding(before: Case, event: e.Seconded, after: Case) -> str:
    if event.person in before.participants:
        return "P7: the second took part before"
    if before.proposal is None or before.proposal.second is not None:
        return "P17: two second views"
    if after.proposal and after.proposal.measure.weight > before.proposal.measure.weight:
        return "P7: the second made it heavier"
    return "" if event.blind and event.reasoned else "P7: the second view was not one of its own"


def _of_appealing(before: Case, event: e.AppealFiled, after: Case) -> str:
    if event.against == "interim":
        if not before.interims:
            return "P8: objected to nothing"
        return "P17: objected twice to one hold" if before.interim_appealed else ""
    known = before.decision
    if known is None or not before.decision_stands:
        return "P8: objected to nothing"
    if known.appealed:
        return "P17: objected twice to one decision"
    return "P8: objected after the window" if known.appeal_until and event.at >= known.appeal_until else ""


def _of_evidence(before: Case, event: e.Evidence, after: Case) -> str:
    if before.warned_at is None or event.ended_after < before.warned_at or not event.later_rated:
        return "P6: judged on other than later work"
    if not isinstance(event, e.ReEvaluatedNotImproved):
        return ""
    if not before.improvement_served:
        return "P4: judged after a time that nobody knew of"
    return "" if event.enough and (event.v_later or 0) >= event.bar else "P2: too little worsened something"


def _of_reply(before: Case, event: e.ReplySent, after: Case) -> str:
    question = before.question(event.thread)
    if question is None:
        return "P16: answered what nobody asks"
    times = question.call and event.call_times and not event.cites
    named = set(event.cites) <= set(before.facts) and (event.cites or event.what_would_change)
    return "" if times or named else "P3: a reply without facts"


def _of_serving(before: Case, event: Any, after: Case) -> str:
    if event.proof not in {"opened", "seen", "signed_post"} or event.person not in before.managers:
        return "P4: no proof started a clock"
    twice = {
        e.NoticeServed: event.person in before.served,
        e.DecisionServed: before.decision is None or event.person in before.decision.served,
        e.SupplementServed: before.supplement is None or before.supplement.respond_by is not None,
        e.ImprovementServed: before.improvement_served,
    }
    return "P4: one delivery was proven twice" if twice[type(event)] else ""


def _unless(wrong: str, holds: Callable[[Case, Any], object]) -> Callable[[Case, Any, Case], str]:
    """Return a promise that what *holds* says is so before such a step."""
    return lambda before, event, _: "" if holds(before, event) else wrong


def _goals(before: Case, event: Any) -> bool:
    return bool(event.goals) and before.matter is Matter.QUALITY and not before.improvements and before.round == 1


_SERVING: dict[type[e.Event], Promise] = dict.fromkeys(
    (e.NoticeServed, e.DecisionServed, e.SupplementServed, e.ImprovementServed), _of_serving
)
_WORK: dict[type[e.Event], Promise] = dict.fromkeys(
    (e.OutcomesCounted, e.ReEvaluatedImproved, e.ReEvaluatedNotImproved), _of_evidence
)
_ANSWERS: dict[type[e.Event], Promise] = dict.fromkeys(
    (e.DecisionUpheld, e.DecisionReversed, e.RequestGranted, e.RequestRefused), _of_hearing
)
_REASONS = dict.fromkeys(
    (e.Withdrawn, e.Lifted, e.ProvisionResumed),
    _unless("P7: without reasons", lambda before, event: event.reasoned),
)
OF_KIND: Mapping[type[e.Event], Callable[[Case, Any, Case], str]] = {
    **_SERVING,
    **_WORK,
    **_ANSWERS,
    **_REASONS,
    e.DecisionVaried: _of_varying,
    e.MeasureProposed: _of_proposing,
    e.DecisionMade: _of_deciding,
    e.EffectGiven: _of_effect,
    e.InterimHoldImposed: _of_interim,
    e.InterimHoldReviewed: _of_reviewing,
    e.Seconded: _of_seconding,
    e.AppealFiled: _of_appealing,
    e.ReplySent: _of_reply,
    e.PlanProposed: _unless("P3: a plan that is none", _goals),
    e.ImprovementStarted: _unless("P17: time to improve twice, or for nothing", _goals),
    e.PlanAccepted: _unless("P17: time to improve twice", lambda c, _: not c.improvements and c.round == 1),
    e.Extended: _unless("P4: extended to nothing", lambda c, s: c.respond_by is None or s.respond_by > c.respond_by),
    e.Reminded: _unless("P16: reminded twice", lambda c, s: s.which not in c.reminders),
    e.ImprovementProlonged: _unless("P17: prolonged twice", lambda c, _: not c.prolonged),
    e.ImprovementLapsed: _unless("P17: dropped without the second time", lambda c, _: c.prolonged),
    e.FindingStands: _unless("P4: no longer", lambda c, s: c.stands_until and s.stands_until > c.stands_until),
    e.FindingJoined: _unless("P17: joined twice", lambda c, s: not c.supplement and set(s.facts) - set(c.facts)),
    e.TeamTold: _unless("P5: before the managers, or twice", lambda c, _: c.has_team and not c.team_told),
    e.ExitMet: _unless("P3: an exit without facts", lambda _, s: s.facts),
    e.FreshReviewOwed: _unless(
        "P17: looked at nothing, or twice", lambda c, _: c.decision_stands and not c.fresh_review
    ),
    e.RestorationConfirmed: _unless("P9: put back twice", lambda c, _: c.restore_by),
    e.ProvisionPaused: _unless("P18: paused twice", lambda c, _: not c.pause and not c.retired),
    e.ProvisionResumed: _unless("P18: resumed without a pause", lambda c, s: c.pause and s.reasoned),
    e.Shredded: _unless("P15: shredded too early", lambda c, s: c.final and not c.shredded and s.at >= s.kept_until),
    e.CaseClaimed: _unless("order: taken from its reviewer", lambda c, s: c.reviewer in {None, s.reviewer}),
    e.CaseGivenBack: _unless("order: given back by another", lambda c, s: c.reviewer == s.reviewer),
}


def broken(before: Case | None, event: e.Event, after: Case) -> str:
    """Return what is wrong with a step, or ""."""
    if before is None:
        return _opened(event)
    if (own := OF_KIND.get(type(event))) and (wrong := own(before, event, after)):
        return wrong
    return next(filter(None, (holds(before, event, after) for holds in GENERAL)), "")
