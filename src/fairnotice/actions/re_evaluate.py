"""Look again at an account that has time to improve: on later work alone, and told with its numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from fairnotice.actions.calendars import days_off
from fairnotice.actions.case_letters import Said
from fairnotice.actions.goals import changed_since, count_goals, keep_counts, told_counts
from fairnotice.actions.measuring import measure, newest_snapshot, rated_contracts
from fairnotice.actions.taking_steps import locked, ours, take
from fairnotice.cases import events as e
from fairnotice.cases.case import Case as CaseValue
from fairnotice.cases.stages import Stage, Who
from fairnotice.evaluation.result import Estimate, Explanation
from fairnotice.kernel.deadlines import account_deadline, zone_named
from fairnotice.ledger.casebook import Docket, case_value, events_of
from fairnotice.ledger.dockets import Case
from fairnotice.ledger.people import Person
from fairnotice.policy.rulebook import Policy


@dataclass(frozen=True, slots=True)
class ReEvaluate:
    """Which case."""

    case_id: UUID


def re_evaluate(command: ReEvaluate, *, now: datetime) -> str:
    """
    Measure the account again and take the step that follows; return its event's name, or "" for none.

    Numbers are taken before the case is locked; when it moved meanwhile, the next sweep tries again.
    """
    row = Case.objects.select_related("policy").get(pk=command.case_id)
    case = case_value(row)
    if case.stage is not Stage.IMPROVING or case.warned_at is None:
        return ""
    policy = row.policy.rulebook
    snapshot = newest_snapshot()
    later = measure(row.account_id, policy, now=now, after=case.warned_at)
    whole = measure(row.account_id, policy, now=now)
    with transaction.atomic():
        docket, policy = locked(command.case_id)
        if docket.case != case:
            return ""
        Case.objects.filter(pk=row.pk).update(seen_snapshot=snapshot)
        count_goals(docket, later, whole, now=now)
        step = following_step(docket, policy, later, whole, now=now)
        if step is None:
            return ""
        text = Said(later=later, whole=whole)
        take(docket, step, actor=None, now=now, said=text)
        keep_counts(docket, later, now=now)
        return type(step).__name__


def following_step(
    docket: Docket, policy: Policy, later: Explanation, whole: Explanation, *, now: datetime
) -> e.Event | None:
    """Return what follows from fresh numbers; None when nothing new is known and the time still runs."""
    case = docket.case
    over = case.improve_by is not None and now >= case.improve_by and not case.questions
    v_later = later.estimate.v if isinstance(later.estimate, Estimate) else None
    v = whole.estimate.v if isinstance(whole.estimate, Estimate) else None
    rated = rated_contracts(later)
    numbers: dict[str, Any] = {
        "snapshot": whole.provenance.snapshot,
        "ended_after": case.warned_at or now,
        "later_rated": len(rated),
        "enough": v_later is not None,
        "v_later": v_later,
        "v": v,
        "bar": whole.bar,
        "contracts": rated,
    }
    lifted = v is None or v < whole.keeps or (v_later is not None and v_later < whole.keeps)
    if rated and lifted:
        return e.ReEvaluatedImproved(at=now, by=Who.ENGINE, **numbers)
    below = v_later is not None and v_later >= whole.bar
    if over and rated and below and case.improvement_served:
        deliver_by = ours(docket, days=policy.deadlines.delivery, now=now)
        return e.ReEvaluatedNotImproved(at=now, by=Who.ENGINE, deliver_by=deliver_by, **numbers)
    if over:
        return _too_little(case, policy, now=now)
    if rated and (set(rated) - _counted_before(docket) or _corrected(docket, later)):
        return e.OutcomesCounted(at=now, by=Who.ENGINE, **numbers)
    return None


def _too_little(case: CaseValue, policy: Policy, *, now: datetime) -> e.Event:
    """Return what follows when later work says nothing sure: the same time once more, then the end."""
    if case.prolonged:
        return e.ImprovementLapsed(at=now, by=Who.CLOCK)
    ends = [
        account_deadline(
            now,
            days=policy.deadlines.improvement,
            zone=zone_named(person.timezone),
            day_off=days_off(person.country),
        )
        for person in Person.objects.filter(pk__in=case.managers)
    ]
    until = max(ends, default=account_deadline(now, days=policy.deadlines.improvement, zone=None))
    return e.ImprovementProlonged(at=now, by=Who.CLOCK, improve_by=until)


def _corrected(docket: Docket, later: Explanation) -> bool:
    """Say whether a contract that was told of counts otherwise now: a fact was corrected, or a dispute decided."""
    told = told_counts(docket)
    return told is not None and bool(changed_since(told, later))


def _counted_before(docket: Docket) -> set[str]:
    """Return the later contracts that earlier steps have told of."""
    return {c for event in events_of(docket.row) if isinstance(event, e.Evidence) for c in event.contracts}
