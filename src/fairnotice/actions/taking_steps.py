"""One step of a case: allowed or refused, put on record, its letters queued; all or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import Any
from uuid import UUID

from fairnotice.actions.calendars import days_off
from fairnotice.actions.case_letters import Said, send_owed
from fairnotice.actions.goals import set_goals
from fairnotice.actions.granting import after_granting
from fairnotice.actions.own_words import remember_words
from fairnotice.actions.standing_changes import tell_of_change
from fairnotice.actions.undoing import after_step
from fairnotice.cases.events import Event, FreshReviewOwed, ImprovementStarted, PlanAccepted
from fairnotice.cases.stages import Who
from fairnotice.evaluation.record import explanation_to_json
from fairnotice.kernel.deadlines import account_deadline, platform_deadline, resumed, zone_named
from fairnotice.ledger.casebook import Docket, lock_docket
from fairnotice.ledger.dockets import CaseEvent
from fairnotice.ledger.people import Person
from fairnotice.policy.rulebook import Policy

NOT_STAFF = frozenset({Who.ACCOUNT, Who.MEMBER, Who.CLOCK, Who.ENGINE, Who.WORLD, Who.MARKETPLACE})
"""In whose name nobody of the staff speaks; what these say is never held against a reply."""


def locked(case_id: UUID) -> tuple[Docket, Policy]:
    """Return a case, locked until the transaction ends, and the policy it is pinned to."""
    docket = lock_docket(case_id)
    return docket, docket.row.policy.rulebook


def take(
    docket: Docket,
    step: Event,
    *,
    actor: int | None,
    now: datetime,
    said: Said | None = None,
    roles: Mapping[int, str] | None = None,
) -> CaseEvent:
    """
    Let *step* happen, queue the letters it owes and word of what it changes for the account.

    All within the caller's transaction.

    Raises:
        Refusal: due process does not allow it; nothing is written.
    """
    before = docket.case
    words = said.text if said else ""
    written = docket.append(
        step, actor=actor, now=now, policy=docket.row.policy, words=words, relied_on=_measured(said)
    )
    if words and step.by not in NOT_STAFF:
        remember_words(docket, written, words, policy=docket.row.policy.rulebook)
    if isinstance(step, ImprovementStarted | PlanAccepted):
        set_goals(docket, written)
    tell_of_change(docket, before, step, written, now=now)
    after_step(docket, before, step, written, now=now, owe_review=owe_fresh_review)
    after_granting(docket, before, step, written, said, now=now, take=take, owe_review=owe_fresh_review)
    send_owed(docket, before, step, written, policy=docket.row.policy.rulebook, now=now, said=said, roles=roles)
    return written


def owe_fresh_review(docket: Docket, why: str, now: datetime) -> CaseEvent:
    """Let somebody new look at the decision of this case, because what it rested on has changed."""
    answer_by = ours(docket, days=docket.row.policy.rulebook.deadlines.fresh_review, now=now)
    step = FreshReviewOwed(at=now, by=Who.ENGINE, why=why, answer_by=answer_by)
    return take(docket, step, actor=None, now=now)


def _measured(said: Said | None) -> dict[str, Any]:
    """Return the fresh numbers that a step rests on, as they are kept with it."""
    fresh = {"later": said.later, "whole": said.whole} if said else {}
    return {what: explanation_to_json(found) for what, found in fresh.items() if found is not None}


def zone_of_account(docket: Docket) -> tzinfo | None:
    """Return the zone our own deadlines follow: that of the first of those who answer for the account."""
    first = Person.objects.filter(pk__in=docket.case.managers[:1]).first()
    return zone_named(first.timezone) if first else None


def ours(docket: Docket, *, days: int, now: datetime) -> datetime:
    """Return by when we must have acted."""
    return platform_deadline(now, days=days, zone=zone_of_account(docket))


def goes_on_until(docket: Docket, policy: Policy, *, now: datetime) -> datetime | None:
    """Return the account's deadline once its last question is answered now; None while no clock of its runs."""
    if docket.case.pause or len(docket.case.questions) > 1:
        return None
    return due_after_the_stop(docket, policy, now=now)


def due_after_the_stop(docket: Docket, policy: Policy, *, now: datetime) -> datetime | None:
    """Return the account's deadline if its clock goes on now, with all the time it had left; None where none stands."""
    due, stopped = docket.case.account_due, docket.case.stopped_at
    if due is None or stopped is None:
        return None
    times = [
        resumed(
            due,
            stopped_at=stopped,
            goes_on_at=now,
            least_days=policy.deadlines.least_left_after_reply,
            zone=zone_named(person.timezone),
            day_off=days_off(person.country),
        )
        for person in Person.objects.filter(pk__in=docket.case.managers)
    ]
    return max(times) if times else None


def last_day_to_improve(docket: Docket, policy: Policy, *, now: datetime) -> datetime:
    """Return when a time to improve that starts now ends, for the manager for whom it ends last."""
    days = policy.deadlines.improvement
    ends = [
        account_deadline(now, days=days, zone=zone_named(person.timezone), day_off=days_off(person.country))
        for person in Person.objects.filter(pk__in=docket.case.managers)
    ]
    return max(ends, default=account_deadline(now, days=days, zone=None))
