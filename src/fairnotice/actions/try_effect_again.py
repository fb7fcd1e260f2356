"""Send an effect again now, because a person asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from django.db import transaction

from fairnotice.actions.carry_out_by_hand import NoSuchEffect
from fairnotice.actions.queue_effect import GIVE_UP_AFTER, UNFINISHED
from fairnotice.kernel.refusal import Refusal
from fairnotice.ledger.effects import Effect, EffectDelivery

State = EffectDelivery.State


class NothingToTry(Refusal):
    """Refuse to send what is on its way, done, superseded, or has nowhere to go."""

    code: ClassVar[str] = "nothing_to_try"

    def __init__(self) -> None:
        super().__init__("No endpoint waits for this effect: it is on its way, done, or no endpoint is on.")


@dataclass(frozen=True, slots=True)
class TryEffectAgain:
    """Which effect."""

    effect_id: UUID


@transaction.atomic
def try_effect_again(command: TryEffectAgain, *, now: datetime) -> int:
    """
    Return for how many endpoints the effect is due now.

    Raises:
        NoSuchEffect: there is none.
        NothingToTry: no active endpoint waits for it.
    """
    if not Effect.objects.filter(pk=command.effect_id).exists():
        raise NoSuchEffect(str(command.effect_id))
    waiting = EffectDelivery.objects.filter(
        effect_id=command.effect_id, endpoint__active=True, state__in=UNFINISHED, leased_by=""
    )
    moved = waiting.update(state=State.QUEUED, due_at=now, give_up_at=now + GIVE_UP_AFTER, attempts=0, finished_at=None)
    if not moved:
        raise NothingToTry
    return moved
