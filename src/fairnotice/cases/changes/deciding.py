"""What proposals, decisions and restrictions change in a case."""

from __future__ import annotations

from dataclasses import replace

from fairnotice.cases import events as e
from fairnotice.cases.case import Case
from fairnotice.cases.changes.spine import took_part
from fairnotice.cases.measures import lighter
from fairnotice.cases.threads import Decision, Interim, Proposal, Restriction


def measure_proposed(case: Case, event: e.MeasureProposed) -> Case:
    """A measure is on record inside."""
    return replace(
        case,
        proposal=Proposal(event.measure, event.person, event.decide_by, views=(event.measure,)),
        participants=took_part(case, event.person),
    )


def seconded(case: Case, event: e.Seconded) -> Case:
    """The lighter of both views stands; the view that nothing should be done ends the case."""
    if case.proposal is None:
        return case
    stands = lighter(case.proposal.measure, event.measure) if event.measure else case.proposal.measure
    views = (*case.proposal.views, event.measure)
    proposal = replace(case.proposal, measure=stands, second=event.person, views=views)
    return replace(case, proposal=proposal, participants=took_part(case, event.person))


def decision_made(case: Case, event: e.DecisionMade) -> Case:
    """A named person decided; nobody knows yet, neither managers nor team."""
    return replace(
        case,
        decision=Decision(event.measure, event.person, event.at, event.deliver_by, event.days),
        participants=took_part(case, event.person),
        team_after=None,
        team_told=False,
        speak_until=None,
    )


def decision_served(case: Case, event: e.DecisionServed) -> Case:
    """One more manager has the decision; the latest deadlines of those served hold."""
    if case.decision is None:
        return case
    known = case.decision
    decision = replace(
        known,
        served=(*known.served, event.person),
        period_until=max(filter(None, (known.period_until, event.period_until))),
        appeal_until=max(filter(None, (known.appeal_until, event.appeal_until))),
    )
    return replace(case, decision=decision, team_after=case.team_after or event.team_after)


def notice_period_over(case: Case, event: e.NoticePeriodOver) -> Case:
    """A person may give effect now."""
    if case.decision is None:
        return case
    return replace(case, decision=replace(case.decision, period_over=True, effect_by=event.effect_by))


def effect_given(case: Case, event: e.EffectGiven) -> Case:
    """The restriction works; what held in between gives way to it."""
    if case.decision is None:
        return case
    works = Restriction(case.decision.measure, event.at, event.ends_at)
    return replace(case, restriction=works, worked=True, interim=None, participants=took_part(case, event.person))


def interim_imposed(case: Case, event: e.InterimHoldImposed) -> Case:
    """An interim hold works; both who took it took part."""
    return replace(
        case,
        interim=Interim(event.kind, event.at, event.review_by, event.ends_at),
        interims=case.interims + 1,
        participants=took_part(case, event.person, event.approver),
    )


def interim_reviewed(case: Case, event: e.InterimHoldReviewed) -> Case:
    """Somebody new kept it or ended it; an objection to it is answered with that."""
    kept = replace(case.interim, reviewed=True) if case.interim and event.keep else None
    return replace(
        case,
        interim=kept,
        appeals=tuple(a for a in case.appeals if a.against != "interim"),
        participants=took_part(case, event.person),
    )


def interim_over(case: Case, _: e.InterimLapsed | e.InterimEnded) -> Case:
    """The interim hold works no more."""
    return replace(case, interim=None)
