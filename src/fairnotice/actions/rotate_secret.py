"""Give an endpoint a new secret; the old one stays good for a while, so that nothing is lost meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from fairnotice.actions.add_endpoint import NewSecret
from fairnotice.kernel.signatures import new_secret
from fairnotice.ledger.endpoints import BOTH_GOOD_FOR, locked_endpoint
from fairnotice.ledger.sealing import seal


@dataclass(frozen=True, slots=True)
class RotateSecret:
    """Of which endpoint, and whether the old secret must stop at once because somebody has it."""

    endpoint_id: UUID
    at_once: bool = False


@transaction.atomic
def rotate_secret(command: RotateSecret, *, now: datetime) -> NewSecret:
    """
    Return the new secret; both are good for ``BOTH_GOOD_FOR``, unless the old one must stop at once.

    Raises:
        NoSuchEndpoint: there is none.
    """
    endpoint = locked_endpoint(command.endpoint_id)
    secret = new_secret()
    endpoint.sealed_previous = "" if command.at_once else endpoint.sealed_secret
    endpoint.previous_until = None if command.at_once else now + BOTH_GOOD_FOR
    endpoint.sealed_secret = seal(secret)
    endpoint.changed_at = now
    endpoint.save(update_fields=["sealed_secret", "sealed_previous", "previous_until", "changed_at"])
    return NewSecret(endpoint.pk, secret)
