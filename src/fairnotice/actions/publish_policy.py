"""Put a version of the policy on record; from then on it never changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from django.db import transaction

from fairnotice.kernel.refusal import Refusal
from fairnotice.ledger.policies import PolicyVersion
from fairnotice.policy.binding import LAST_ZONE
from fairnotice.policy.reading import read_policy, read_recorded_policy
from fairnotice.policy.rulebook import Policy


class VersionTaken(Refusal):
    """Refuse another text under a version that is on record (P14)."""

    code: ClassVar[str] = "version_taken"

    def __init__(self, *, policy: str, version: int) -> None:
        super().__init__(f"Version {version} of {policy} is on record with another text. Use a new number.")
        self.policy = policy
        self.version = version


class VersionDoesNotFollow(Refusal):
    """A version comes after those on record, in number and in time: none slips in before another (P14)."""

    code: ClassVar[str] = "version_does_not_follow"

    def __init__(self, *, key: str, given: int | date, least: int | date, why: str) -> None:
        super().__init__(f"{key} is {given}; it cannot be before {least}: {why}.")
        self.key = key
        self.given = given
        self.least = least


@dataclass(frozen=True, slots=True)
class PublishPolicy:
    """The file as it is published."""

    text: str
    source: str = "policy"


@transaction.atomic
def publish_policy(command: PublishPolicy, *, now: datetime) -> str:
    """
    Record the policy and return its fingerprint; the same text twice is recorded once.

    The first version may tell of a day in the past, for the marketplace published it before it used Fairnotice.
    A later one is public when it is on record, and not before.

    Raises:
        BadInput: the text is no valid policy, or laxer than its pack.
        VersionTaken: this version is on record with another content.
        VersionDoesNotFollow: its number or its dates come before those on record, or it was kept secret till now.
    """
    recorded = read_recorded_policy(command.text, source=command.source)
    if PolicyVersion.objects.filter(pk=recorded.fingerprint).exists():
        return recorded.fingerprint
    policy = read_policy(command.text, source=command.source)
    if PolicyVersion.objects.filter(policy_id=policy.id, version=policy.version).exists():
        raise VersionTaken(policy=policy.id, version=policy.version)
    last = PolicyVersion.objects.filter(policy_id=policy.id).order_by("version").last()
    if last is not None:
        _follow(policy, last, today=now.astimezone(LAST_ZONE).date())
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


def _follow(policy: Policy, last: PolicyVersion, *, today: date) -> None:
    """Refuse a version that does not come after *last* in everything; *today* is the earliest date anywhere."""
    before = f"that is version {last.version}'s"
    if policy.version <= last.version:
        why = f"version {last.version} is on record"
        raise VersionDoesNotFollow(key="version", given=policy.version, least=last.version + 1, why=why)
    for key, given, least, why in (
        ("published_on", policy.published_on, last.published_on, before),
        ("binds_from", policy.binds_from, last.binds_from, before),
        ("published_on", policy.published_on, today, "nobody could read it here before today"),
    ):
        if given < least:
            raise VersionDoesNotFollow(key=key, given=given, least=least, why=why)
