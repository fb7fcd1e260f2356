"""Effects of steps that need not have been taken: cases, events and endpoints as rows."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from fairnotice.actions.queue_effect import StandingChange, queue_effect
from fairnotice.cases.standing import Standing, capabilities
from fairnotice.ledger.casebook import digest_before, recorded
from fairnotice.ledger.chain import event_digest, new_salt
from fairnotice.ledger.dockets import Case, CaseEvent
from fairnotice.ledger.effects import Effect
from tests.support.builders import a_finding, a_policy_version

NOTHING_RESTRICTED, ON_HOLD = (
    {capability.value: allowed.value for capability, allowed in capabilities((standing,)).items()}
    for standing in (Standing.GOOD, Standing.WORK_HOLD)
)


def a_case_row(account_id: str = "agency-1", *, now: datetime, reference: str = "") -> Case:
    """Put a case of this account on record, without any of its history."""
    number = Case.objects.count() + 1
    return Case.objects.create(
        reference=reference or f"WM-2611-{number:04d}",
        account_id=account_id,
        account_kind="agency",
        account_name="Quillfern Studio",
        provision_id=f"q-{number}",
        policy=a_policy_version(),
        finding=a_finding(account_id=account_id, provision_id=f"q-{number}"),
        stage="in_effect",
        opened_at=now,
    )


def an_event_row(case: Case, name: str = "EffectGiven", *, now: datetime) -> CaseEvent:
    """Put one more event of the case on record."""
    event = CaseEvent(
        case=case,
        number=case.events.count() + 1,
        name=name,
        facts={},
        actor_kind="reviewer",
        occurred_at=now,
        recorded_at=now,
        policy=case.policy,
        salt=new_salt(),
    )
    event.digest = event_digest(recorded(event, case), previous=digest_before(event))
    event.save(force_insert=True)
    return event


def an_effect(
    account_id: str = "agency-1", *, now: datetime, case: Case | None = None, name: str = "EffectGiven", **change: Any
) -> Effect:
    """Queue what follows when a work hold begins, or what *change* says."""
    values: dict[str, Any] = {
        "what": Effect.What.RESTRICTION_STARTED,
        "account_id": account_id,
        "account_kind": "agency",
        "before": "good",
        "after": "work_hold",
        "capabilities": ON_HOLD,
        "starts_at": now,
        "ends_at": now + timedelta(days=30),
    }
    with transaction.atomic():
        case = case or Case.objects.filter(account_id=account_id).first() or a_case_row(account_id, now=now)
        Case.objects.select_for_update().get(pk=case.pk)
        event = an_event_row(case, name, now=now)
        return queue_effect(StandingChange(**{**values, **change}), case=case, event=event, now=now)


def a_lifting(account_id: str = "agency-1", *, now: datetime, **change: Any) -> Effect:
    """Queue what follows when the hold ends."""
    values = {
        "what": Effect.What.RESTRICTION_ENDED,
        "before": "work_hold",
        "after": "good",
        "capabilities": NOTHING_RESTRICTED,
        "ends_at": None,
        "name": "RestrictionEnded",
    }
    return an_effect(account_id, now=now, **{**values, **change})
