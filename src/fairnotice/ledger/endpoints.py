"""The secrets of an endpoint that are good at an instant: one, or two while one takes over from the other."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar
from uuid import UUID

from django.db import connection

from fairnotice.kernel.refusal import Refusal
from fairnotice.ledger.effects import WebhookEndpoint
from fairnotice.ledger.sealing import opened

BOTH_GOOD_FOR = timedelta(days=2)
"""The time a marketplace has to bring a rotated secret into use."""
_ROSTER = 0x6661_6972_0001
"""Number of the lock on the list of endpoints; any number of our own would do."""


class NoSuchEndpoint(Refusal):
    """Refuse to speak of an endpoint that does not exist."""

    code: ClassVar[str] = "no_such_endpoint"

    def __init__(self, endpoint: str) -> None:
        super().__init__(f"There is no endpoint {endpoint}.")
        self.endpoint = endpoint


def secrets_of(endpoint: WebhookEndpoint, *, at: datetime) -> tuple[str, ...]:
    """
    Return the secrets that are good at *at*, the newest first.

    Raises:
        CannotBeOpened: the signing key is not the one they were sealed with.
    """
    kept = [endpoint.sealed_secret]
    if endpoint.previous_until is not None and at < endpoint.previous_until:
        kept.append(endpoint.sealed_previous)
    return tuple(opened(sealed) for sealed in kept)


def locked_endpoint(endpoint_id: UUID) -> WebhookEndpoint:
    """
    Return the endpoint, locked until the transaction ends.

    Raises:
        NoSuchEndpoint: there is none.
    """
    found = WebhookEndpoint.objects.select_for_update().filter(pk=endpoint_id).first()
    if found is None:
        raise NoSuchEndpoint(str(endpoint_id))
    return found


def hold_roster(*, to_change: bool) -> None:
    """
    Hold the list of active endpoints still until the transaction ends.

    Whoever queues an effect holds it with others, whoever adds an endpoint holds it alone: so each
    effect is queued for the new endpoint by one of the two. SQLite writes one transaction at a time anyway.
    """
    if connection.vendor == "postgresql":
        share = "" if to_change else "_shared"
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT pg_advisory_xact_lock{share}(%s)", [_ROSTER])
