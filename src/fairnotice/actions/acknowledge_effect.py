"""Record the marketplace's word that an effect is carried out; a repeated word changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar
from uuid import UUID

from django.db import transaction

from fairnotice.kernel.refusal import Refusal
from fairnotice.kernel.signatures import NotSigned, check_time, is_signed
from fairnotice.ledger.effects import EffectAcknowledgement, EffectDelivery, WebhookEndpoint
from fairnotice.ledger.endpoints import secrets_of
from fairnotice.ledger.sealing import CannotBeOpened

How = EffectAcknowledgement.How
AHEAD = timedelta(minutes=5)
"""How far the marketplace's clock may be ahead of ours."""
PREFIX = "eff_"


class UnknownEffect(Refusal):
    """Refuse an acknowledgement of what this endpoint was never told."""

    code: ClassVar[str] = "unknown_effect"

    def __init__(self, named: str) -> None:
        super().__init__(f"No effect {named[:80]!r} was ever sent to this endpoint.")
        self.named = named


class CarriedOutWhen(Refusal):
    """Refuse a time at which nothing can have been carried out."""

    code: ClassVar[str] = "carried_out_when"

    def __init__(self, said: str) -> None:
        super().__init__(f"It cannot have been carried out at {said[:80]!r}.")
        self.said = said


@dataclass(frozen=True, slots=True)
class AcknowledgeEffect:
    """Which effect, who says so, and since when it holds over there."""

    webhook_id: str
    endpoint_id: UUID
    how: EffectAcknowledgement.How
    carried_out_at: str = ""
    """ISO 8601 with a zone; empty for now."""


@transaction.atomic
def acknowledge_effect(command: AcknowledgeEffect, *, now: datetime) -> bool:
    """
    Record the acknowledgement; False when it was on record already.

    Raises:
        UnknownEffect: this endpoint was never told of it.
        CarriedOutWhen: the time is none, lies ahead, or before the decision.
    """
    row = EffectDelivery.objects.select_for_update().filter(
        effect_id=_effect_id(command.webhook_id), endpoint_id=command.endpoint_id
    )
    delivery = row.select_related("effect").first()
    if delivery is None:
        raise UnknownEffect(command.webhook_id)
    at = _instant(command.carried_out_at, now=now)
    if at > now + AHEAD or at < delivery.effect.created_at - AHEAD:
        raise CarriedOutWhen(command.carried_out_at)
    _, new = EffectAcknowledgement.objects.get_or_create(
        effect_id=delivery.effect_id,
        endpoint_id=command.endpoint_id,
        defaults={"how": command.how, "carried_out_at": at, "recorded_at": now},
    )
    if new:
        delivery.state = EffectDelivery.State.ACKNOWLEDGED
        delivery.finished_at, delivery.lease_until, delivery.leased_by = now, None, ""
        delivery.save(update_fields=["state", "finished_at", "lease_until", "leased_by"])
    return new


def signer_of(body: str, headers: dict[str, str], *, now: datetime) -> UUID:
    """
    Return the endpoint whose secret signed a message to us; *headers* have lower-case names.

    Raises:
        NotSigned: none did, or the message is too old.
    """
    sent_at = check_time(headers, now=now)
    for endpoint in WebhookEndpoint.objects.filter(active=True).order_by("pk"):
        try:
            keys = secrets_of(endpoint, at=now)
        except CannotBeOpened:
            continue
        if is_signed(body, headers, sent_at=sent_at, keys=keys):
            return endpoint.pk
    raise NotSigned("no endpoint's secret gives this signature")


def _effect_id(webhook_id: str) -> UUID:
    """
    Return the effect a webhook's id names.

    Raises:
        UnknownEffect: it names none.
    """
    if not webhook_id.startswith(PREFIX):
        raise UnknownEffect(webhook_id)
    try:
        return UUID(hex=webhook_id.removeprefix(PREFIX))
    except ValueError as error:
        raise UnknownEffect(webhook_id) from error


def _instant(said: str, *, now: datetime) -> datetime:
    """
    Return the instant that was said, or *now*.

    Raises:
        CarriedOutWhen: it is no instant, or has no zone.
    """
    if not said:
        return now
    try:
        at = datetime.fromisoformat(said)
    except ValueError as error:
        raise CarriedOutWhen(said) from error
    if at.tzinfo is None:
        raise CarriedOutWhen(said)
    return at
