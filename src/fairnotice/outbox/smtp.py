"""Hand a letter to a mail server, knowing at every step whether it can have left."""

from __future__ import annotations

import smtplib
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from email.utils import parseaddr
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.mail.backends.smtp import EmailBackend

from fairnotice.kernel.problem import BadInput, Problem
from fairnotice.ledger.letters import Outgoing
from fairnotice.outbox.carrier import InDoubt, NothingLeft, Refused, Unreachable
from fairnotice.outbox.mail import composed, sender

TIMEOUT = 30
"""Seconds that any one answer of the server may take."""
_PERMANENT = range(500, 600)
_OK = 250
_WILL_FORWARD = (250, 251)


def backend_of(url: str) -> EmailBackend:
    """
    Return Django's mail backend for ``smtp://user:password@host:port`` (``smtps``; ``?tls=1`` for STARTTLS).

    Raises:
        BadInput: the address is none.
    """
    parts = urlsplit(url)
    tls = parse_qs(parts.query).get("tls") == ["1"]
    try:
        port = parts.port
    except ValueError:
        port = -1
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname or port == -1:
        raise BadInput(
            [
                Problem(
                    "FAIRNOTICE_EMAIL_URL",
                    f"{parts.scheme or 'nothing'}://... is no address of a mail server.",
                    "Write smtp://user:password@host:587?tls=1 or smtps://user:password@host:465.",
                )
            ]
        )
    secure = parts.scheme == "smtps"
    return EmailBackend(
        host=parts.hostname,
        port=port or (465 if secure else 25),
        username=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        use_ssl=secure,
        use_tls=tls and not secure,
        timeout=TIMEOUT,
    )


class MailServer:
    """Letters go over SMTP; one connection per letter, so that one failure concerns one letter."""

    def __init__(self, url: str, *, now: datetime) -> None:
        self.url = url
        self.now = now

    @staticmethod
    def arrived(row: Outgoing) -> None:
        """Return None: an interrupted attempt leaves no trace that could be trusted."""
        del row

    def carry(self, row: Outgoing, *, about_to_leave: Callable[[], None]) -> None:
        """
        Hand the letter to the server.

        Raises:
            Unreachable: no server, or it wants no letter from us now.
            NothingLeft: it does not take this letter now.
            Refused: it will never take this letter.
            InDoubt: it went wrong after the words began to leave.
        """
        content = composed(row, now=self.now, linesep="\r\n")
        address = _ascii(row.address)
        backend = backend_of(self.url)
        try:
            backend.open()
            server: Any = backend.connection
            server.ehlo_or_helo_if_needed()
        except (OSError, smtplib.SMTPException) as error:
            raise Unreachable(_said(error)) from error
        try:
            self._address(server, address)
            about_to_leave()
            _leave(server, content)
        finally:
            with suppress(Exception):
                backend.close()

    @staticmethod
    def _address(server: smtplib.SMTP, address: str) -> None:
        """
        Name sender and recipient.

        Raises:
            NothingLeft: not now.
            Refused: never.
        """
        try:
            code, answer = server.mail(parseaddr(sender())[1])
            if code == _OK:
                code, answer = server.rcpt(address)
        except (OSError, smtplib.SMTPException) as error:
            raise NothingLeft(_said(error)) from error
        if code not in _WILL_FORWARD:
            said = f"{code} {answer.decode(errors='replace')}"
            raise Refused(said) if code in _PERMANENT else NothingLeft(said)


def _ascii(address: str) -> str:
    """
    Return the address as servers take it, with its domain in ASCII.

    Raises:
        Refused: it is no address that a server takes.
    """
    local, _, domain = address.rpartition("@")
    try:
        return f"{local.encode('ascii').decode()}@{domain.encode('idna').decode()}"
    except UnicodeError as error:
        raise Refused(f"{address!r} is no address: {error}") from error


def _leave(server: smtplib.SMTP, content: bytes) -> None:
    """
    Send the words; from here on only the server's "250" is success.

    Raises:
        NothingLeft: the server did not let us begin.
        InDoubt: anything else but "250".
    """
    try:
        code, answer = server.data(content)
    except smtplib.SMTPDataError as error:  # the server refused to let us begin
        raise NothingLeft(_said(error)) from error
    except (OSError, smtplib.SMTPException) as error:
        raise InDoubt(_said(error)) from error
    if code != _OK:
        raise InDoubt(f"{code} {answer.decode(errors='replace')}")


def _said(error: Exception) -> str:
    """Return what went wrong, for staff; never with a password in it."""
    return f"{type(error).__name__}: {error}"[:500]
