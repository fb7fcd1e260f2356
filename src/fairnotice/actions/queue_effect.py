"""Record what a step changes for an account and queue word of it, in one transaction with the step."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from fairnotice.ledger.dockets import Case, CaseEvent
from fairnotice.ledger.effects import Effect, EffectCounter, EffectDelivery, WebhookEndpoint
from fairnotice.ledger.endpoints import hold_roster

What = Effect.What
State = EffectDelivery.State
GIVE_UP_AFTER = timedelta(days=14)
"""The program stops trying then; the console goes on to show it, and a person may try again."""
UNFINISHED = (State.QUEUED, State.DOUBT, State.HANDED, State.FAILED)
"""States that a newer effect of the account supersedes; an attempt at hand finishes first."""


@dataclass(frozen=True, slots=True)
class StandingChange:
    """What changes for one account, and everything it may do from then on."""

    what: Effect.What
    account_id: str
    account_kind: str
    """agency, freelancer, client or person."""
    before: str
    """The account's standing before, over all its cases, such as ``good`` or ``work_hold``."""
    after: str
    capabilities: Mapping[str, str]
    """The full table after: one cell per capability, as ``cases`` names them; the strictest of all cases."""
    starts_at: datetime
    ends_at: datetime | None = None
    """When it ends by itself; None for a closure and for what has ended."""
    reference: str = ""
    """What the letter calls it; empty for the case's own reference."""


def take_turn(account_id: str) -> None:
    """
    Hold the account's turn until the transaction ends.

    Two cases of one account may take a step at the same time. Whoever computes the standing
    over all cases does so after this call, so that the later effect has seen the earlier one.
    """
    _turn(account_id)


@transaction.atomic
def queue_effect(change: StandingChange, *, case: Case, event: CaseEvent, now: datetime) -> Effect:
    """
    Record the effect and queue a row for each active endpoint, within the caller's transaction.

    What of the account's earlier effects has not been acknowledged is superseded: the new one
    says the whole state, and nothing good may wait behind something that cannot be delivered.
    """
    counter = _turn(change.account_id)
    counter.last += 1
    counter.save(update_fields=["last"])
    number = uuid.uuid4()
    effect = Effect(
        id=number,
        case=case,
        event=event,
        what=change.what,
        account_id=change.account_id,
        account_kind=change.account_kind,
        sequence=counter.last,
        standing_before=change.before,
        standing_after=change.after,
        starts_at=change.starts_at,
        ends_at=change.ends_at,
        created_at=now,
    )
    effect.body = _body(effect, change)
    effect.save(force_insert=True)
    supersede(effect, now=now)
    hold_roster(to_change=False)
    for endpoint in WebhookEndpoint.objects.filter(active=True).order_by("pk"):
        row_for(effect, endpoint, now=now).save(force_insert=True)
    return effect


def row_for(effect: Effect, endpoint: WebhookEndpoint, *, now: datetime) -> EffectDelivery:
    """Return the row, not saved yet, that brings *effect* to *endpoint*."""
    return EffectDelivery(effect=effect, endpoint=endpoint, due_at=now, give_up_at=now + GIVE_UP_AFTER, created_at=now)


def supersede(effect: Effect, *, now: datetime) -> None:
    """Take back what has not been acknowledged of the account's earlier effects."""
    earlier = EffectDelivery.objects.filter(
        effect__account_id=effect.account_id, effect__sequence__lt=effect.sequence, state__in=UNFINISHED
    )
    earlier.update(state=State.SUPERSEDED, finished_at=now, lease_until=None, leased_by="")


def _turn(account_id: str) -> EffectCounter:
    """Return the account's counter, locked."""
    EffectCounter.objects.get_or_create(account_id=account_id)
    return EffectCounter.objects.select_for_update().get(account_id=account_id)


def _body(effect: Effect, change: StandingChange) -> str:
    """Return the words that leave: the same bytes on every attempt."""
    content = {
        "type": f"account.{change.what.value}",
        "timestamp": effect.created_at.isoformat(),
        "data": {
            "effect": effect.webhook_id,
            "account": {"id": change.account_id, "kind": change.account_kind},
            "sequence": effect.sequence,
            "what": change.what.value,
            "standing": {"before": change.before, "after": change.after},
            "capabilities": dict(change.capabilities),
            "from": change.starts_at.isoformat(),
            "until": change.ends_at.isoformat() if change.ends_at else None,
            "reference": change.reference or effect.case.reference,
        },
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
