"""Put a version of the policy on record; from then on it never changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db import transaction

from fairnotice.kernel.refusal import Refusal
from fairnotice.ledger.policies import PolicyVersion
from fairnotice.policy.reading import read_policy


class VersionTaken(Refusal):
    """Refuse another text under a version that is on record (P14)."""

    code: ClassVar[str] = "version_taken"

    def __init__(self, *, policy: str, version: int) -> None:
        super().__init__(f"Version {version} of {policy} is on record with another text. Use a new number.")
        self.policy = policy
        self.version = version


@dataclass(frozen=True, slots=True)
class PublishPolicy:
    """The file as it is published."""

    text: str
    source: str = "policy"


@transaction.atomic
def publish_policy(command: PublishPolicy, *, now: datetime) -> str:
    """
    Record the policy and return its fingerprint; the same text twice is recorded once.

    Raises:
        BadInput: the text is no valid policy.
        VersionTaken: this version is on record with another content.
    """
    policy = read_policy(command.text, source=command.source)
    if PolicyVersion.objects.filter(pk=policy.fingerprint).exists():
        return policy.fingerprint
    if PolicyVersion.objects.filter(policy_id=policy.id, version=policy.version).exists():
        raise VersionTaken(policy=policy.id, version=policy.version)
    PolicyVersion.objects.create(
        fingerprint=policy.fingerprint,
        policy_id=policy.id,
        version=policy.version,
        title=policy.title,
        text=command.text,
        published_on=policy.published_on,
        binds_from=policy.binds_from,
        recorded_at=now,
    )
    return policy.fingerprint
