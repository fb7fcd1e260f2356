"""Switch an endpoint off or on; what it missed while off is not sent, what holds now is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from fairnotice.actions.add_endpoint import EndpointThere, queue_newest
from fairnotice.actions.endpoint_address import checked_address
from fairnotice.ledger.effects import WebhookEndpoint
from fairnotice.ledger.endpoints import hold_roster, locked_endpoint


@dataclass(frozen=True, slots=True)
class SwitchEndpoint:
    """Which endpoint, and whether it is told of effects from now on."""

    endpoint_id: UUID
    active: bool


@transaction.atomic
def switch_endpoint(command: SwitchEndpoint, *, now: datetime) -> bool:
    """
    Return whether anything changed.

    Raises:
        NoSuchEndpoint: there is none.
        EndpointThere: it shall go on, and another one has its address.
        UnfitAddress: it shall go on, and effects may not be sent there any more.
    """
    hold_roster(to_change=True)
    endpoint = locked_endpoint(command.endpoint_id)
    if endpoint.active == command.active:
        return False
    if command.active:
        checked_address(endpoint.url)
        if WebhookEndpoint.objects.filter(url=endpoint.url, active=True).exists():
            raise EndpointThere(endpoint.url)
    endpoint.active = command.active
    endpoint.changed_at = now
    endpoint.save(update_fields=["active", "changed_at"])
    if command.active:
        queue_newest(endpoint, now=now)
    return True
