"""How events are chained: one digest per event over the one before in its case, one per row of the journal of all."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from fairnotice.kernel.canonical import canonical

FORM = 1
"""The form of what is digested; another form gets another number, so that old digests stay checkable."""
BEFORE_THE_FIRST = "0" * 64
"""What stands for the digest before the first."""


@dataclass(frozen=True, slots=True)
class CaseKey:
    """The case that an event belongs to, as far as its digest binds it."""

    id: str
    """UUID with hyphens."""
    reference: str
    account: str
    provision: str

    def as_json(self) -> dict[str, str]:
        """Return the case as the digest reads it."""
        return {"id": self.id, "reference": self.reference, "account": self.account, "provision": self.provision}


@dataclass(frozen=True, slots=True)
class Recorded:
    """Everything of one event that its digest binds."""

    case: CaseKey
    number: int
    name: str
    facts: dict[str, Any]
    actor: int | None
    actor_kind: str
    occurred_at: datetime
    recorded_at: datetime
    policy: str
    """Fingerprint of the policy's text."""
    words: str
    """Commitment to what a person wrote; empty where nobody wrote anything."""
    evidence: tuple[str, ...]
    """Each record relied on, as what and under which SHA-256, such as ``look 2fd4...``; sorted."""
    salt: str
    """Random, so that what is kept from a reader cannot be found by guessing."""

    def as_json(self) -> dict[str, Any]:
        """Return the event as the digest reads it, without the digest before it."""
        return {
            "form": FORM,
            "case": self.case.as_json(),
            "number": self.number,
            "name": self.name,
            "facts": self.facts,
            "actor": self.actor,
            "actor_kind": self.actor_kind,
            "occurred_at": instant(self.occurred_at),
            "recorded_at": instant(self.recorded_at),
            "policy": self.policy,
            "words": self.words,
            "evidence": list(self.evidence),
            "salt": self.salt,
        }


def new_salt() -> str:
    """Return 32 random bytes as hex digits."""
    return secrets.token_hex(32)


def instant(at: datetime) -> str:
    """Return an instant as digests read it: UTC, to the microsecond, with a Z."""
    return f"{at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='microseconds')}Z"


def commitment(text: str, salt: str) -> str:
    """
    Return what binds an event to *text* without giving it away: SHA-256 of the salt's bytes and the text in UTF-8.

    The salt lies beside the text and is shredded with it; then nobody can tell what the text was, and the chain holds.
    """
    return hashlib.sha256(bytes.fromhex(salt) + text.encode()).hexdigest()


def event_digest(event: Recorded, *, previous: str) -> str:
    """Return the digest of *event*: SHA-256 of its canonical JSON with the digest of the event before in its case."""
    return _digest({**event.as_json(), "previous": previous})


def journal_digest(*, number: int, case: str, event: int, event_digest: str, previous: str) -> str:
    """Return the digest of one row of the journal, over that of the row before."""
    row = {"form": FORM, "number": number, "case": case, "event": event, "digest": event_digest, "previous": previous}
    return _digest(row)


def content_digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def _digest(value: dict[str, Any]) -> str:
    """Return the SHA-256 of the canonical JSON of *value*."""
    return content_digest(canonical(value))
