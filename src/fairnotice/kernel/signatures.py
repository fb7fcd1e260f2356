"""Signed messages between machines, by the Standard Webhooks convention: id, time and body under one secret."""

from __future__ import annotations

import hmac
import secrets
from base64 import b64encode
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import ClassVar

from standardwebhooks import Webhook

from fairnotice.kernel.refusal import Refusal

PREFIX = "whsec_"
SECRET_BYTES = 32
TOLERANCE = timedelta(minutes=5)
"""How far the clocks of two machines may lie apart; an older message may be a copy that somebody kept."""
ID, TIMESTAMP, SIGNATURE = "webhook-id", "webhook-timestamp", "webhook-signature"


class NotSigned(Refusal):
    """Refuse a message of which nobody knows who sent it."""

    code: ClassVar[str] = "not_signed"

    def __init__(self, why: str) -> None:
        super().__init__(f"This message cannot be trusted: {why}.")
        self.why = why


def new_secret() -> str:
    """Return a fresh secret, as both sides keep it."""
    return PREFIX + b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def signed_headers(body: str, *, message_id: str, at: datetime, keys: Iterable[str]) -> dict[str, str]:
    """Return the three headers of a message sent at *at*; one signature per secret, for the time of a rotation."""
    instant = at.astimezone(UTC)
    return {
        ID: message_id,
        TIMESTAMP: str(int(instant.timestamp())),
        SIGNATURE: " ".join(Webhook(key).sign(msg_id=message_id, timestamp=instant, data=body) for key in keys),
    }


def check_time(headers: Mapping[str, str], *, now: datetime) -> datetime:
    """
    Return when a message says that it was sent; *headers* have lower-case names.

    Raises:
        NotSigned: a header is missing, or the message is older or newer than ``TOLERANCE``.
    """
    for name in (ID, TIMESTAMP, SIGNATURE):
        if not headers.get(name):
            raise NotSigned(f"the header {name} is missing")
    try:
        sent_at = datetime.fromtimestamp(int(headers[TIMESTAMP]), tz=UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise NotSigned(f"{TIMESTAMP} is no count of seconds") from error
    if abs(now - sent_at) > TOLERANCE:
        raise NotSigned(f"it was sent more than {TOLERANCE.seconds // 60} minutes from now by our clock")
    return sent_at


def is_signed(body: str, headers: Mapping[str, str], *, sent_at: datetime, keys: Iterable[str]) -> bool:
    """Say whether one of *keys* signed the message; every one is tried, so that time tells nothing."""
    given = [each.encode() for each in headers[SIGNATURE].split(" ")]
    expected = [Webhook(key).sign(msg_id=headers[ID], timestamp=sent_at, data=body).encode() for key in keys]
    return any([hmac.compare_digest(mine, theirs) for mine in expected for theirs in given])  # noqa: C419  no early end
