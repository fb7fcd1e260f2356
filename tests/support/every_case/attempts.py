"""Everything that anybody may try, rightly and with each content that must be refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from fairnotice.cases import events as e
from fairnotice.cases.case import Case
from fairnotice.cases.measures import Measure
from fairnotice.cases.stages import Matter, Who
from tests.support.every_case.world import (
    ANNA,
    BEN,
    DAY,
    EARLY,
    EVA,
    FACTS,
    FAR,
    HEARD_BY,
    JOINED,
    LATER,
    MIA,
    NORA,
    NOW,
    RESPOND_BY,
    SPEAK_UNTIL,
    STAFF,
    new_person,
    people,
)

Tries = tuple[e.Event, ...]
HOLD, SUSPENSION, CLOSURE = Measure.WORK_HOLD, Measure.SUSPENSION, Measure.CLOSURE
MEASURES = (Measure.ADVICE, Measure.WARNING, HOLD, SUSPENSION, CLOSURE)
"""A full hold is a hold to the machine; it is tried as an interim hold."""
STRANGE = ("X-9",)
HEARINGS = ("decision", "interim", "fresh_review")


def varied(right: e.Event, *wrong: Mapping[str, Any]) -> Tries:
    """Return a step as it should be, and as it should not."""
    return (right, *(replace(right, **changes) for changes in wrong))


def opening(**changes: Any) -> e.CaseOpened:
    """Return an opening as it should be."""
    matter = changes.get("matter", Matter.QUALITY)
    quality = matter is Matter.QUALITY
    base = e.CaseOpened(
        NOW, Who.ENGINE, "finding" if quality else "recorded", FACTS, ("C-1",), (ANNA,), has_team=True,
        deliver_by=NOW + 30 * DAY, stands_until=NOW + 75 * DAY if quality else None, matter=matter,
        bound_since=NOW - 300 * DAY, conduct_from=NOW - 40 * DAY,
    )  # fmt: skip
    return replace(base, **changes)


def asking() -> e.RequestOpened:
    return e.RequestOpened(NOW, Who.ACCOUNT, "review", ANNA, (ANNA,), FACTS, (STAFF[0],), NOW + 14 * DAY)


WRONG_OPENINGS = varied(
    opening(), {"verdict": "heads_up"}, {"verdict": "clear"}, {"verdict": "insufficient_evidence"},
    {"new_adverse": ()}, {"facts": ()}, {"conduct_from": NOW - 301 * DAY}, {"conduct_from": None},
    {"others_conduct": ("C-1",)}, {"own_effects": ("C-1",)}, {"provision_active": False}, {"verdict": "recorded"},
)[1:]  # fmt: skip


def when_due(kind: type[e.Event], *contents: Any) -> Tries:
    """Return a default of the clock, in time and before its time."""
    return tuple(kind(at, Who.CLOCK, *contents) for at in (FAR, EARLY))


def served(kind: Callable[..., e.Event], *contents: Any) -> Tries:
    """Return proofs of delivery to everybody, and what is no proof."""
    claims = ((ANNA, "opened"), (BEN, "seen"), (NORA, "signed_post"), (MIA, "opened"), (EVA, "opened"))
    bounced = tuple(kind(NOW, Who.WORLD, who, "accepted_by_mail_server", *contents) for who in (ANNA, NORA))
    return (*(kind(NOW, Who.WORLD, who, proof, *contents) for who, proof in claims), *bounced)


def improvement_served(case: Case) -> Tries:
    until = case.improve_by or NOW
    return (
        *served(e.ImprovementServed, until + DAY),
        e.ImprovementServed(NOW, Who.WORLD, ANNA, "opened", until - DAY),
    )


def extended(case: Case) -> Tries:
    due = case.respond_by or NOW
    return tuple(e.Extended(NOW, by, due + days * DAY) for by in (Who.ACCOUNT, Who.REVIEWER) for days in (1, -1))


def asked(case: Case) -> Tries:
    if case.questions:
        return ()
    return tuple(
        e.QuestionAsked(NOW, Who.ACCOUNT, case.threads + 1, ANNA, NOW + 14 * DAY, call=call) for call in (False, True)
    )


def replied(case: Case) -> Tries:
    at = NOW + DAY
    due = case.account_due
    owed = due + (at - case.stopped_at) if due and case.stopped_at else None
    tries: list[e.Event] = [e.ReplySent(at, Who.REVIEWER, 999, ("C-1",), what_would_change=False, goes_on_until=owed)]
    for question in case.questions:
        right = e.ReplySent(at, Who.REVIEWER, question.thread, ("C-1",), what_would_change=False, goes_on_until=owed)
        tries += varied(
            right, {"cites": (), "what_would_change": True}, {"cites": ()}, {"cites": STRANGE},
            {"cites": (), "call_times": ("Monday, 10:00",)}, {"goes_on_until": None}, {"goes_on_until": due},
        )  # fmt: skip
    return tuple(tries)


def unanswered(case: Case) -> Tries:
    threads = (999, *(question.thread for question in case.questions))
    return tuple(step for thread in threads for step in when_due(e.QuestionUnanswered, thread, NOW + 14 * DAY))


def evaluated(kind: Callable[..., e.Event], *more: Any) -> Tries:
    values = ("s2", NOW, 6, True, 0.9, 0.4, 0.8, ("C-9",), *more)
    right = kind(FAR, Who.ENGINE, *values)
    return varied(
        right, {"at": EARLY}, {"ended_after": NOW - DAY}, {"later_rated": 0}, {"enough": False}, {"v_later": None},
        {"v_later": 0.6},
    )  # fmt: skip


def stands(case: Case) -> Tries:
    until = case.stands_until or NOW
    return tuple(e.FindingStands(NOW, Who.ENGINE, until + days * DAY, "s2") for days in (1, 0, -1))


def proposed(case: Case) -> Tries:
    def of(measure: Measure) -> e.MeasureProposed:
        return e.MeasureProposed(
            LATER, Who.REVIEWER, (case.participants or STAFF)[0], measure, FACTS, FACTS,
            tuple((lesser.value, "It was tried.") for lesser in measure.lesser), reasoned=True, pinned=True,
            rungs=("R-1",), at_most=CLOSURE, decide_by=NOW + 7 * DAY, beyond_doubt=True,
        )  # fmt: skip

    return (
        *map(of, MEASURES),
        *varied(
            of(HOLD), {"facts": STRANGE, "opened": STRANGE}, {"facts": ()}, {"reasoned": False}, {"rungs": ()},
            {"at_most": Measure.WARNING}, {"others_conduct": ("C-1",)}, {"lesser": ()}, {"opened": ()},
            {"pinned": False}, {"at": EARLY}, {"at": HEARD_BY - DAY},
        )[1:],
        *varied(of(CLOSURE), {"missing_records": ("M-1",)}, {"beyond_doubt": False})[1:],
    )  # fmt: skip


def seconded(case: Case) -> Tries:
    right = e.Seconded(NOW, Who.SECOND, new_person(case) or STAFF[0], HOLD, blind=True, reasoned=True)
    measures = tuple({"measure": measure} for measure in (None, Measure.WARNING, CLOSURE))
    old = case.participants[0] if case.participants else STAFF[0]
    return varied(right, *measures, {"person": old}, {"blind": False}, {"reasoned": False})


def decided(case: Case) -> Tries:
    if case.proposal is None:
        return ()
    measure = case.proposal.measure
    days = 30 if measure.has_end else 0
    right = e.DecisionMade(
        NOW, Who.REVIEWER, case.proposal.person, measure, FACTS, reasoned=True, deliver_by=NOW + 30 * DAY, days=days,
        days_at_most=30,
    )  # fmt: skip
    other = next(person for person in STAFF if person != case.proposal.person)
    heavier = HOLD if measure is not HOLD else SUSPENSION
    return varied(
        right, {"person": other}, {"facts": STRANGE}, {"facts": ()}, {"reasoned": False},
        {"measure": heavier, "days": 30}, {"days": 31}, {"days": 0},
    )  # fmt: skip


def effect(case: Case) -> Tries:
    days = case.decision.days if case.decision and case.decision.measure.has_end else 0
    ends_at = NOW + days * DAY if days else None
    right = e.EffectGiven(NOW, Who.REVIEWER, (case.participants or STAFF)[0], True, ends_at)
    late = {"ends_at": NOW + (days + 2) * DAY}
    return varied(right, {"person": 0}, {"facts_read_today": False}, late, {"ends_at": None}, {"ends_at": NOW - DAY})


def interim(case: Case) -> Tries:
    new = new_person(case) or STAFF[-1]
    first = case.participants[0] if case.participants else STAFF[1]
    right = e.InterimHoldImposed(
        NOW, Who.REVIEWER, first, new, HOLD, "imminent_harm", listed=True, evidence=("E-1",), reasoned=True,
        review_by=NOW + 3 * DAY, ends_at=NOW + 7 * DAY,
    )  # fmt: skip
    return varied(
        right, {"kind": Measure.FULL_HOLD}, {"person": 0}, {"reasoned": False}, {"listed": False}, {"evidence": ()},
        {"approver": first}, {"approver": 0}, {"kind": SUSPENSION}, {"kind": CLOSURE}, {"kind": Measure.WARNING},
    )  # fmt: skip


def interim_reviewed(case: Case) -> Tries:
    return tuple(
        e.InterimHoldReviewed(NOW, Who.HEARER, person, keep, reasoned)
        for person in people(case)
        for keep, reasoned in ((True, True), (False, True), (True, False))
    )


def appealed(_: Case) -> Tries:
    right = e.AppealFiled(NOW, Who.ACCOUNT, ANNA, NOW + 14 * DAY)
    return varied(right, {"at": FAR}, {"against": "interim"})


def waiting(case: Case, against: str, tries: Tries) -> Tries:
    """Return every try to answer what waits; what does not wait is answered as it should be, or not at all."""
    waits = case.fresh_review if against == "fresh_review" else case.appeal(against)
    return tries if waits else tries[:1]


def heard(kind: Callable[..., e.Event], case: Case, **more: Any) -> Tries:
    """Return answers by somebody new and somebody who took part, with and without facts and reasons."""
    who = new_person(case)
    old = case.participants[:1] or STAFF[:1]
    right = kind(at=NOW, by=Who.HEARER, person=who or old[0], facts=FACTS, reasoned=True, **more)
    wrongs: list[Mapping[str, Any]] = [{"facts": STRANGE}, {"facts": ()}, {"reasoned": False}]
    if case.participants and who:
        wrongs.append({"person": old[0]})
    return varied(right, *wrongs)


def upheld(case: Case) -> Tries:
    limit = NOW + 40 * DAY
    return tuple(
        step
        for against in HEARINGS
        for step in waiting(case, against, heard(e.DecisionUpheld, case, against=against, effect_by=limit))
    )


def reversed_(case: Case) -> Tries:
    limit = NOW + 14 * DAY
    return tuple(
        step
        for against in HEARINGS
        for step in waiting(case, against, heard(e.DecisionReversed, case, against=against, restore_by=limit))
    )


def varied_decision(case: Case) -> Tries:
    tries: list[e.Event] = []
    until = NOW + 10 * DAY if case.restriction else None
    for against in HEARINGS:
        waits = case.fresh_review if against == "fresh_review" else case.appeal(against)
        for measure in MEASURES if waits else MEASURES[:1]:
            ends_at, days = (until, 10) if measure.has_end else (None, 0)
            contents = {
                "measure": measure, "ends_at": ends_at, "days": days, "days_at_most": 30, "effect_by": NOW + 40 * DAY,
            }  # fmt: skip
            right, *wrong = heard(e.DecisionVaried, case, against=against, **contents)
            tries.append(right)
            if measure is HOLD:
                unending = {"ends_at": None}, {"ends_at": NOW + 300 * DAY}, {"days": 0}, {"days": 31}
                tries += [*wrong, *varied(right, *unending)[1:]]
    return tuple(tries)


def resumed(case: Case) -> Tries:
    at = NOW + DAY
    due = case.account_due
    owed = due + (at - case.stopped_at) if due and case.stopped_at else None
    right = e.ProvisionResumed(at, Who.OWNER, STAFF[3], reasoned=True, goes_on_until=owed)
    return varied(right, {"reasoned": False}, {"goes_on_until": None})


def claimed(kind: Callable[..., e.Event], case: Case) -> Tries:
    others = [person for person in STAFF if person != case.reviewer]
    return tuple(kind(NOW, Who.REVIEWER, person) for person in (case.reviewer or STAFF[0], others[0]))


def against_each(kind: type[e.Event], until: datetime) -> Tries:
    return tuple(step for against in ("decision", "interim") for step in when_due(kind, against, until))


LIMIT = NOW + 14 * DAY
GOALS = ("Seven more satisfied contracts.",)
_ALIKE: Mapping[type[e.Event], Tries] = {
    e.NoticeServed: served(e.NoticeServed, RESPOND_BY, NOW + 3 * DAY),
    e.DeliveryLapsed: when_due(e.DeliveryLapsed),
    e.TeamTold: when_due(e.TeamTold, (MIA,), SPEAK_UNTIL),
    e.Withdrawn: tuple(e.Withdrawn(NOW, Who.REVIEWER, reasoned) for reasoned in (True, False)),
    e.FindingJoined: tuple(e.FindingJoined(NOW, Who.ENGINE, facts, NOW + 30 * DAY) for facts in (JOINED, FACTS)),
    e.SupplementServed: served(e.SupplementServed, HEARD_BY),
    e.SupplementLapsed: when_due(e.SupplementLapsed),
    e.AccountLeft: (e.AccountLeft(NOW, Who.ACCOUNT, ANNA),),
    e.Transferred: (e.Transferred(NOW, Who.ACCOUNT, (NORA,), NOW + 30 * DAY),),
    e.FindingLapsed: when_due(e.FindingLapsed),
    e.ResponseReceived: (e.ResponseReceived(NOW, Who.ACCOUNT, ANNA, LIMIT),),
    e.StatementAdded: (e.StatementAdded(NOW, Who.MEMBER, MIA),),
    e.ResponseWindowLapsed: (
        *when_due(e.ResponseWindowLapsed, LIMIT),
        e.ResponseWindowLapsed(SPEAK_UNTIL - DAY, Who.CLOCK, LIMIT),
    ),
    e.PlanProposed: tuple(e.PlanProposed(NOW, Who.ACCOUNT, ANNA, goals, LIMIT, NOW + 7 * DAY) for goals in (GOALS, ())),
    e.PlanAccepted: when_due(e.PlanAccepted, NOW + 60 * DAY),
    e.EvidenceAdded: (e.EvidenceAdded(NOW, Who.ACCOUNT, ANNA, "0", 1, "text/plain"),),
    e.Acknowledged: (e.Acknowledged(NOW, Who.ACCOUNT, ANNA, "q-1", 1, "0"),),
    e.AcknowledgementWithdrawn: (e.AcknowledgementWithdrawn(NOW, Who.ACCOUNT, ANNA, "0"),),
    e.RepresentativeAdmitted: (e.RepresentativeAdmitted(NOW, Who.ACCOUNT, EVA, ANNA),),
    e.RepresentativeDismissed: (e.RepresentativeDismissed(NOW, Who.ACCOUNT, EVA, ANNA),),
    e.ImprovementStarted: tuple(
        e.ImprovementStarted(NOW, Who.REVIEWER, goals, NOW + 60 * DAY, STAFF[0]) for goals in (GOALS, ())
    ),
    e.Reminded: tuple(e.Reminded(FAR, Who.CLOCK, which) for which in ("half", "last")),
    e.OutcomesCounted: evaluated(e.OutcomesCounted),
    e.ReEvaluatedImproved: evaluated(e.ReEvaluatedImproved),
    e.ReEvaluatedNotImproved: evaluated(e.ReEvaluatedNotImproved, NOW + 30 * DAY),
    e.ImprovementLapsed: when_due(e.ImprovementLapsed),
    e.ReviewLapsed: when_due(e.ReviewLapsed),
    e.ProposalLapsed: when_due(e.ProposalLapsed),
    e.DecisionServed: served(e.DecisionServed, LIMIT, NOW + 183 * DAY, NOW + 3 * DAY),
    e.NoticePeriodOver: when_due(e.NoticePeriodOver, NOW + 28 * DAY),
    e.EffectLapsed: when_due(e.EffectLapsed),
    e.RestrictionEnded: when_due(e.RestrictionEnded),
    e.ExitMet: tuple(e.ExitMet(NOW, Who.ENGINE, facts) for facts in (FACTS, ())),
    e.Lifted: tuple(e.Lifted(NOW, Who.REVIEWER, STAFF[0], reasoned) for reasoned in (True, False)),
    e.InterimLapsed: when_due(e.InterimLapsed),
    e.InterimEnded: when_due(e.InterimEnded),
    e.AppealUnanswered: against_each(e.AppealUnanswered, LIMIT),
    e.FreshReviewOwed: (e.FreshReviewOwed(NOW, Who.REVIEWER, "own_initiative", LIMIT),),
    e.FreshReviewUnanswered: when_due(e.FreshReviewUnanswered, LIMIT),
    e.FindingCorrected: (e.FindingCorrected(NOW, Who.ENGINE, "s2"),),
    e.RestorationConfirmed: (e.RestorationConfirmed(NOW, Who.MARKETPLACE),),
    e.RestorationLate: when_due(e.RestorationLate),
    e.RequestUnanswered: when_due(e.RequestUnanswered),
    e.RequestWithdrawn: (e.RequestWithdrawn(NOW, Who.ACCOUNT, ANNA),),
    e.ProvisionPaused: (e.ProvisionPaused(NOW, Who.CLOCK, NOW + 30 * DAY, LIMIT),),
    e.ProvisionRetired: when_due(e.ProvisionRetired),
    e.ErasureRequested: (e.ErasureRequested(NOW, Who.ACCOUNT, ANNA),),
    e.Shredded: tuple(e.Shredded(FAR, Who.CLOCK, kept) for kept in (FAR, FAR + DAY)),
}
_OF_THE_CASE: Mapping[type[e.Event], Callable[[Case], Tries]] = {
    e.ImprovementServed: improvement_served,
    e.Extended: extended,
    e.QuestionAsked: asked,
    e.ReplySent: replied,
    e.QuestionUnanswered: unanswered,
    e.FindingStands: stands,
    e.ImprovementProlonged: lambda case: when_due(e.ImprovementProlonged, (case.improve_by or NOW) + DAY),
    e.MeasureProposed: proposed,
    e.Seconded: seconded,
    e.DecisionMade: decided,
    e.EffectGiven: effect,
    e.InterimHoldImposed: interim,
    e.InterimHoldReviewed: interim_reviewed,
    e.AppealFiled: appealed,
    e.DecisionUpheld: upheld,
    e.DecisionVaried: varied_decision,
    e.DecisionReversed: reversed_,
    e.RequestGranted: lambda case: heard(e.RequestGranted, case),
    e.RequestRefused: lambda case: heard(e.RequestRefused, case),
    e.ProvisionResumed: resumed,
    e.CaseClaimed: lambda case: claimed(e.CaseClaimed, case),
    e.CaseGivenBack: lambda case: claimed(e.CaseGivenBack, case),
}


def attempts(kind: type[e.Event], case: Case) -> Tries:
    """Return every way in which somebody may try a step in a case."""
    return _ALIKE[kind] if kind in _ALIKE else _OF_THE_CASE[kind](case)
