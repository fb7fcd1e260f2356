"""A case brought to a decision, or to a restriction that works, by its events alone."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from fairnotice.actions.standing_changes import tell_of_change
from fairnotice.cases import events as e
from fairnotice.cases.measures import Measure
from fairnotice.cases.stages import Who
from fairnotice.ledger.casebook import lock_docket
from fairnotice.ledger.models import CaseEvent, Person
from tests.support.builders import a_reviewer
from tests.support.case_files import OPENED_AT, CaseFile

DECIDED_AT = OPENED_AT + timedelta(days=100)
SERVED_AT = DECIDED_AT + timedelta(days=1)
PERIOD = timedelta(days=15)
EFFECT_AT = SERVED_AT + PERIOD + timedelta(hours=1)
REASONS = "Eight of the eleven ended late, after two talks about dates."


def happen(case: CaseFile, step: e.Event, *, actor: Person | None = None, words: str = "") -> CaseEvent:
    """Put one step on record with its effect, but without any letter."""
    with transaction.atomic():
        docket = lock_docket(case.case_id)
        before = docket.case
        written = docket.append(
            step, actor=actor.pk if actor else None, now=step.at, policy=docket.row.policy, words=words
        )
        tell_of_change(docket, before, step, written, now=step.at)
    return written


def not_improved(case: CaseFile) -> CaseFile:
    """Bring a fresh case to its second review: warned, given time, not improved, no answer."""
    case.opened_by_manager().team_told().answered()
    facts = lock(case).facts
    at = OPENED_AT + timedelta(days=6)
    improve_by = at + timedelta(days=61)
    numbers: dict[str, Any] = {
        "snapshot": "s13",
        "ended_after": OPENED_AT,
        "later_rated": 6,
        "enough": True,
        "v_later": 0.97,
        "v": 0.97,
        "bar": 0.8,
        "contracts": facts[:2],
    }
    started = e.ImprovementStarted(at=at, by=Who.REVIEWER, goals=("7 more",), improve_by=improve_by)
    happen(case, started, actor=case.reviewer)
    happen(
        case, e.ImprovementServed(at=at, by=Who.WORLD, person=case.manager.pk, proof="opened", improve_by=improve_by)
    )
    late = improve_by + timedelta(hours=1)
    until = late + timedelta(days=30)
    happen(case, e.ReEvaluatedNotImproved(at=late, by=Who.ENGINE, deliver_by=until, **numbers))
    happen(
        case,
        e.NoticeServed(
            at=late,
            by=Who.WORLD,
            person=case.manager.pk,
            proof="opened",
            respond_by=late + timedelta(days=15),
            team_after=late + timedelta(days=4),
        ),
    )
    told = late + timedelta(days=5)
    happen(case, e.TeamTold(at=told, by=Who.CLOCK, members=(case.member.pk,), speak_until=told + timedelta(days=8)))
    over = told + timedelta(days=20)
    happen(case, e.ResponseWindowLapsed(at=over, by=Who.CLOCK, review_by=over + timedelta(days=15)))
    return case


def decided(
    case: CaseFile, measure: Measure = Measure.WORK_HOLD, *, second: Person | None = None, rungs: tuple[str, ...] = ()
) -> CaseFile:
    """Bring a fresh case to a decision that its manager has: notice period and appeal window run."""
    not_improved(case)
    facts = lock(case).facts
    propose(case, measure, facts=facts, rungs=rungs)
    if measure.needs_second:
        second = second or a_reviewer(email="sam.second@workmere.example", name="Sam Second")
        view = e.Seconded(at=DECIDED_AT, by=Who.SECOND, person=second.pk, measure=measure, blind=True, reasoned=True)
        happen(case, view, actor=second, words="I would do the same.")
    made = e.DecisionMade(
        at=DECIDED_AT,
        by=Who.REVIEWER,
        person=case.reviewer.pk,
        measure=measure,
        facts=facts,
        reasoned=True,
        deliver_by=DECIDED_AT + timedelta(days=31),
        days=30 if measure.has_end else 0,
        days_at_most=90,
    )
    happen(case, made, actor=case.reviewer, words=REASONS)
    served = e.DecisionServed(
        at=SERVED_AT,
        by=Who.WORLD,
        person=case.manager.pk,
        proof="opened",
        period_until=SERVED_AT + PERIOD,
        appeal_until=SERVED_AT + timedelta(days=185),
        team_after=SERVED_AT + timedelta(days=4),
    )
    happen(case, served)
    return case


def propose(case: CaseFile, measure: Measure, *, facts: tuple[str, ...], rungs: tuple[str, ...] = ()) -> None:
    """Propose a measure, with everything that a proposal needs."""
    proposed = e.MeasureProposed(
        at=DECIDED_AT,
        by=Who.REVIEWER,
        person=case.reviewer.pk,
        measure=measure,
        facts=facts,
        opened=facts,
        lesser=tuple((each.value, "It was tried.") for each in measure.lesser),
        reasoned=True,
        pinned=True,
        rungs=rungs,
        at_most=Measure.CLOSURE,
        decide_by=DECIDED_AT + timedelta(days=8),
        beyond_doubt=True,
    )
    happen(case, proposed, actor=case.reviewer, words=REASONS)


def in_effect(case: CaseFile, measure: Measure = Measure.WORK_HOLD, *, rungs: tuple[str, ...] = ()) -> CaseFile:
    """Bring a fresh case to a restriction that works."""
    decided(case, measure, rungs=rungs)
    told = SERVED_AT + timedelta(days=5)
    happen(case, e.TeamTold(at=told, by=Who.CLOCK, members=(case.member.pk,), speak_until=told))
    over = SERVED_AT + PERIOD
    happen(case, e.NoticePeriodOver(at=over, by=Who.CLOCK, effect_by=over + timedelta(days=15)))
    ends_at = EFFECT_AT + timedelta(days=30) if measure.has_end else None
    given = e.EffectGiven(
        at=EFFECT_AT, by=Who.REVIEWER, person=case.reviewer.pk, facts_read_today=True, ends_at=ends_at
    )
    happen(case, given, actor=case.reviewer)
    return case


def lock(case: CaseFile) -> Any:
    """Return what the case's events add up to."""
    with transaction.atomic():
        return lock_docket(case.case_id).case


def a_hearer(name: str = "Ada Marsh") -> Person:
    """Admit a reviewer who took no part."""
    return a_reviewer(email=f"{name.split(maxsplit=1)[0].lower()}@workmere.example", name=name)


def some_time(days: float = 2) -> datetime:
    """Return an instant after the effect."""
    return EFFECT_AT + timedelta(days=days)
