"""Take the default of a deadline that has run out; a clock may loosen or ask, never tighten by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from fairnotice.actions.case_letters import Said
from fairnotice.actions.clock_defaults import default_of
from fairnotice.actions.finding_lapse import AskWhetherFindingStands, ask_whether_finding_stands
from fairnotice.actions.measuring import NoLookYet, measure
from fairnotice.actions.re_evaluate import ReEvaluate, re_evaluate
from fairnotice.actions.taking_steps import locked, take
from fairnotice.actions.tell_team import TellTeam, tell_team
from fairnotice.cases import events as e
from fairnotice.cases.clocks import ClockKind
from fairnotice.ledger.dockets import Clock


@dataclass(frozen=True, slots=True)
class RunClock:
    """Which deadline."""

    clock_id: int


def due_clocks(*, now: datetime) -> list[int]:
    """Return the deadlines that have run out and do not stand still, the earliest first."""
    due = Clock.objects.filter(ended_at=None, stopped_at=None, due_at__lte=now)
    return list(due.order_by("due_at", "pk").values_list("pk", flat=True))


def run_clock(command: RunClock, *, now: datetime) -> str:
    """
    Take the default; return the name of the event, or "" when another process was first.

    Raises:
        Refusal: due process does not allow it now; the next sweep tries again.
    """
    clock = Clock.objects.get(pk=command.clock_id)
    kind = ClockKind(clock.kind)
    if kind is ClockKind.IMPROVEMENT:
        return re_evaluate(ReEvaluate(clock.case_id), now=now)
    if kind is ClockKind.FINDING:
        return ask_whether_finding_stands(AskWhetherFindingStands(clock.case_id), now=now)
    said = _later_work(clock, now=now) if kind in {ClockKind.REMINDER_HALF, ClockKind.REMINDER_LAST} else None
    with transaction.atomic():
        docket, policy = locked(clock.case_id)
        clock.refresh_from_db()
        if clock.ended_at is not None or clock.stopped_at is not None or clock.due_at > now:
            return ""
        if kind is ClockKind.HEAD_START:
            tell_team(TellTeam(clock.case_id), now=now)
            return e.TeamTold.__name__
        step = default_of(kind, clock.subject, docket, policy, now=now)
        take(docket, step, actor=None, now=now, said=said)
        return type(step).__name__


def _later_work(clock: Clock, *, now: datetime) -> Said | None:
    """Return what later contracts say so far, for a reminder."""
    row = clock.case
    served = row.events.filter(name=e.NoticeServed.__name__).order_by("number").first()
    if served is None:
        return None
    try:
        return Said(later=measure(row.account_id, row.policy.rulebook, now=now, after=served.occurred_at))
    except NoLookYet:
        return None
