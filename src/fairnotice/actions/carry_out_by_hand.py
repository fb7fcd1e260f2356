"""Record that a person saw to it that an effect is carried out, with name and reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from django.db import transaction

from fairnotice.kernel.refusal import Refusal
from fairnotice.ledger.effects import Effect, EffectAcknowledgement, EffectDelivery

State = EffectDelivery.State


class NoSuchEffect(Refusal):
    """Refuse to speak of an effect that does not exist."""

    code: ClassVar[str] = "no_such_effect"

    def __init__(self, effect: str) -> None:
        super().__init__(f"There is no effect {effect}.")
        self.effect = effect


class SayHow(Refusal):
    """Refuse a word without its reason: somebody must be able to look it up later."""

    code: ClassVar[str] = "say_how"

    def __init__(self) -> None:
        super().__init__("Write down how you know that it is carried out.")


@dataclass(frozen=True, slots=True)
class CarryOutByHand:
    """Which effect, who says so, and how they know."""

    effect_id: UUID
    person_id: int
    reason: str


@transaction.atomic
def carry_out_by_hand(command: CarryOutByHand, *, now: datetime) -> bool:
    """
    Record it and stop sending; False when a person has said so already.

    Raises:
        NoSuchEffect: there is none.
        SayHow: no reason was given.
    """
    effect = Effect.objects.filter(pk=command.effect_id).first()
    if effect is None:
        raise NoSuchEffect(str(command.effect_id))
    reason = command.reason.strip()
    if not reason:
        raise SayHow
    rows = list(EffectDelivery.objects.select_for_update().filter(effect=effect).order_by("pk"))
    if EffectAcknowledgement.objects.filter(effect=effect, endpoint=None).exists():
        return False
    EffectAcknowledgement.objects.create(
        effect=effect,
        how=EffectAcknowledgement.How.BY_HAND,
        person_id=command.person_id,
        reason=reason,
        carried_out_at=now,
        recorded_at=now,
    )
    EffectDelivery.objects.filter(pk__in=[row.pk for row in rows]).exclude(state=State.ACKNOWLEDGED).update(
        state=State.ACKNOWLEDGED, finished_at=now, lease_until=None, leased_by=""
    )
    return True
