"""Confirm that everything is put back after a reversal, once the marketplace has acknowledged it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from fairnotice.actions.taking_steps import locked, take
from fairnotice.cases.clocks import ClockKind
from fairnotice.cases.events import RestorationConfirmed
from fairnotice.cases.stages import Who
from fairnotice.ledger.dockets import Clock
from fairnotice.ledger.effects import Effect, EffectAcknowledgement, EffectDelivery


@dataclass(frozen=True, slots=True)
class ConfirmRestored:
    """Which case."""

    case_id: UUID


def waiting_restorations() -> list[UUID]:
    """Return the cases that wait to be put back and of which the marketplace says that it has done so."""
    waiting = Clock.objects.filter(kind=ClockKind.RESTORATION.value, ended_at=None).order_by("due_at", "pk")
    return [case_id for case_id in waiting.values_list("case_id", flat=True) if acknowledged_at(case_id) is not None]


def acknowledged_at(case_id: UUID) -> datetime | None:
    """
    Return when the marketplace carried the reversal out, by its own word; None while it has not said so.

    A newer effect of the account says the whole truth, so its acknowledgement counts as well. Where several
    endpoints are told of it, all of them must have spoken.
    """
    undone = Effect.objects.filter(case_id=case_id, what=Effect.What.REVERSED).order_by("-sequence").first()
    if undone is None:
        return None
    later = Effect.objects.filter(account_id=undone.account_id, sequence__gte=undone.sequence).order_by("sequence")
    for effect in later:
        said = EffectAcknowledgement.objects.filter(effect=effect).order_by("carried_out_at")
        by_hand = said.filter(endpoint=None).first()
        silent = EffectDelivery.objects.filter(effect=effect).exclude(state=EffectDelivery.State.ACKNOWLEDGED)
        if by_hand is not None:
            return by_hand.carried_out_at
        if said.exists() and not silent.exists():
            return max(each.carried_out_at for each in said)
    return None


@transaction.atomic
def confirm_restored(command: ConfirmRestored, *, now: datetime) -> str:
    """Put the marketplace's word on record; return the name of the step, or "" when nothing waits any more."""
    docket, _ = locked(command.case_id)
    if docket.case.restore_by is None or acknowledged_at(command.case_id) is None:
        return ""
    take(docket, RestorationConfirmed(at=now, by=Who.MARKETPLACE), actor=None, now=now)
    return RestorationConfirmed.__name__
