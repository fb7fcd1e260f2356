"""A letter as an e-mail: its words, one Message-ID for ever, and no sign of us that a reader cannot see."""

from __future__ import annotations

from datetime import datetime
from email.utils import format_datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from fairnotice.ledger.letters import Notice, Outgoing
from fairnotice.notices.documents import Document
from fairnotice.notices.letter import Letter
from fairnotice.outbox.carrier import Refused

ON_PAPER = frozenset({Document.ACKNOWLEDGEMENT_RECEIPT})
"""Letters whose mail carries them as PDF as well: their recipient keeps them."""


def message_id(row: Outgoing) -> str:
    """Return the row's Message-ID: the same whenever it is asked for."""
    return f"<{row.pk}.{row.notice_id}@{_host()}>"


def sender() -> str:
    """Return the address letters come from."""
    return settings.EMAIL_FROM or f"{settings.MARKETPLACE} <letters@{_host()}>"


def message_of(row: Outgoing, *, now: datetime) -> EmailMultiAlternatives:
    """Return the mail that carries a row's notice to its recipient, dated *now*."""
    notice = row.notice
    mail = EmailMultiAlternatives(
        subject=notice.subject,
        body=notice.text,
        from_email=sender(),
        to=[row.address],
        headers={
            "Message-ID": message_id(row),
            "Date": format_datetime(now),
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "OOF",
            "X-Fairnotice-Notice": str(notice.id),
        },
    )
    mail.attach_alternative(notice.html, "text/html")
    if notice.document in ON_PAPER:
        mail.attach(f"{notice.reference}.pdf", _paper(notice), "application/pdf")
    return mail


def _paper(notice: Notice) -> bytes:
    """Return the letter as PDF; the same letter gives the same bytes, so a second attempt carries the same mail."""
    from fairnotice.notices.pdf import as_pdf  # noqa: PLC0415  loads the typesetter

    return as_pdf(Letter.from_json(notice.letter))


def composed(row: Outgoing, *, now: datetime, linesep: str = "\n") -> bytes:
    """
    Return the mail as it goes over the wire or into a file.

    Raises:
        Refused: the address or the subject cannot stand in a mail; no second attempt will change that.
    """
    try:
        return _as_bytes(message_of(row, now=now), linesep=linesep)
    except ValueError as error:
        raise Refused(f"No mail can be made of it: {error}") from error


def _as_bytes(mail: EmailMultiAlternatives, *, linesep: str) -> bytes:
    """Return the mail with these line ends."""
    message: Any = mail.message()  # the stubs do not know that Django's messages take a line separator
    return bytes(message.as_bytes(linesep=linesep))


def _host() -> str:
    """Return the domain of the site."""
    return urlsplit(settings.SITE_URL).hostname or "localhost"
