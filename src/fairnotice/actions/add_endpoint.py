"""Add an address of the marketplace that is told of effects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import ClassVar
from uuid import UUID

from django.db import transaction
from django.db.models import OuterRef, Subquery

from fairnotice.actions.endpoint_address import checked_address
from fairnotice.actions.queue_effect import GIVE_UP_AFTER, UNFINISHED, State, row_for
from fairnotice.kernel.refusal import Refusal
from fairnotice.kernel.signatures import new_secret
from fairnotice.ledger.effects import Effect, EffectCounter, EffectDelivery, WebhookEndpoint
from fairnotice.ledger.endpoints import hold_roster
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
    hold_roster(to_change=True)
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
    """Queue for *endpoint* what each account may do now, so that it starts out right; once, however often called."""
    last = EffectCounter.objects.filter(account_id=OuterRef("account_id")).values("last")
    newest = Effect.objects.filter(sequence=Subquery(last))
    for some in batched(newest.exclude(deliveries__endpoint=endpoint).order_by("account_id").iterator()):
        EffectDelivery.objects.bulk_create([row_for(effect, endpoint, now=now) for effect in some])
    waiting = EffectDelivery.objects.filter(endpoint=endpoint, effect__in=newest, state__in=UNFINISHED)
    waiting.update(state=State.QUEUED, due_at=now, give_up_at=now + GIVE_UP_AFTER, attempts=0, finished_at=None)


def batched(effects: Iterable[Effect], size: int = 500) -> Iterator[list[Effect]]:
    """Yield *effects* in lists of at most *size*."""
    left = iter(effects)
    while some := list(islice(left, size)):
        yield some
