"""Read a mail server's report about a letter that came back (RFC 3464)."""

from __future__ import annotations

from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.policy import default
from typing import ClassVar

from fairnotice.kernel.refusal import Refusal


class NoBounce(Refusal):
    """Refuse a message that does not say that a letter failed for good."""

    code: ClassVar[str] = "no_bounce"

    def __init__(self, why: str) -> None:
        super().__init__(f"This message is no report of a letter that came back: {why}.")
        self.why = why


@dataclass(frozen=True, slots=True)
class Returned:
    """Which letter came back, and what the server said."""

    message_id: str
    reason: str


def read_report(raw: bytes) -> Returned:
    """
    Return which letter a delivery report says has failed for good.

    Raises:
        NoBounce: it is no such report, or one about a delay only, or does not name the letter.
    """
    report = message_from_bytes(raw, policy=default)
    status = _first(report, "message/delivery-status")
    if status is None:
        raise NoBounce("it has no delivery status")
    fields = [part for part in status.iter_parts() if part["Action"]] if status.is_multipart() else []  # type: ignore[attr-defined]  # EmailMessage under this policy
    failed = next((part for part in fields if str(part["Action"]).strip().lower() == "failed"), None)
    if failed is None:
        raise NoBounce("it speaks of no failure")
    original = _first(report, "message/rfc822") or _first(report, "text/rfc822-headers")
    message_id = _message_id(original)
    if not message_id:
        raise NoBounce("it does not name the letter")
    reason = " ".join(str(failed[name] or "") for name in ("Status", "Diagnostic-Code")).strip()
    return Returned(message_id, reason)


def _first(report: Message, kind: str) -> Message | None:
    """Return the first part of that kind."""
    return next((part for part in report.walk() if part.get_content_type() == kind), None)


def _message_id(original: Message | None) -> str:
    """Return the Message-ID of the letter that a report quotes, or nothing."""
    if original is None:
        return ""
    if original.is_multipart():
        inner = original.get_payload(0)
        return str(inner["Message-ID"] or "").strip() if isinstance(inner, Message) else ""
    payload = original.get_payload(decode=True)
    headers = message_from_bytes(payload if isinstance(payload, bytes) else b"", policy=default)
    return str(headers["Message-ID"] or "").strip()
