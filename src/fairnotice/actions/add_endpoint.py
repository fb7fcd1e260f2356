"""Add an address of the marketplace that is told of effects."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from django.db import transaction
from django.db.models import OuterRef, Subquery

from fairnotice.actions.endpoint_address import checked_address
from fairnotice.actions.queue_effect import queue_delivery
from fairnotice.kernel.refusal import Refusal
from fairnotice.kernel.signatures import new_secret
from fairnotice.ledger.effects import Effect, EffectCounter, WebhookEndpoint
from fairnotice.ledger.sealing import seal


class EndpointThere(Refusal):
    """Refuse a second endpoint at one address: it would be told everything twice."""

    code: ClassVar[str] = "endpoint_there"

    def __init__(self, url: str) -> None:
        super().__init__(f"{url} is told of effects already.")
        self.url = url


@dataclass(frozen=True, slots=True)
class AddEndpoint:
    """Where, what it is, and who adds it."""

    url: str
    description: str = ""
    person_id: int | None = None
    """None on the command line."""


@dataclass(frozen=True, slots=True)
class NewSecret:
    """A secret on the only occasion on which it is shown."""

    endpoint_id: UUID
    secret: str


@transaction.atomic
def add_endpoint(command: AddEndpoint, *, now: datetime) -> NewSecret:
    """
    Return the new endpoint's secret; the newest effect of every account is queued for it.

    Raises:
        UnfitAddress: effects may not be sent there.
        EndpointThere: the address is in use.
    """
    checked_address(command.url)
    if WebhookEndpoint.objects.filter(url=command.url, active=True).exists():
        raise EndpointThere(command.url)
    secret = new_secret()
    endpoint = WebhookEndpoint.objects.create(
        url=command.url,
        description=command.description.strip(),
        sealed_secret=seal(secret),
        created_by_id=command.person_id,
        created_at=now,
        changed_at=now,
    )
    queue_newest(endpoint, now=now)
    return NewSecret(endpoint.pk, secret)


def queue_newest(endpoint: WebhookEndpoint, *, now: datetime) -> None:
    """Queue for *endpoint* what each account may do now, so that it starts out right."""
    last = EffectCounter.objects.filter(account_id=OuterRef("account_id")).values("last")
    for effect in Effect.objects.filter(sequence=Subquery(last)).order_by("account_id").iterator():
        queue_delivery(effect, endpoint, now=now)
