"""One HTTP exchange with a stranger's server: its address checked, its time and its words limited."""

from __future__ import annotations

import ipaddress
import socket
import ssl
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from threading import Timer
from urllib.parse import SplitResult

from fairnotice.actions.endpoint_address import UnfitAddress, checked_address, may_be_private
from fairnotice.outbox.carrier import InDoubt, Refused, Unreachable

CONNECT_SECONDS = 5
TOTAL_SECONDS = 15
"""For the whole exchange, however slowly the other side drips."""
LONGEST_ANSWER = 16 * 1024
"""Bytes; what is beyond is not read."""
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the receiver said."""

    status: int
    body: bytes
    retry_after: str = ""

    @property
    def is_taken(self) -> bool:
        """Say whether the receiver has it."""
        return 200 <= self.status < 300  # noqa: PLR2004  HTTP's own bounds


def post(url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
    """
    Send *body* once and return the answer; a redirect is an answer like any other and is not followed.

    Raises:
        Refused: the address is unfit, or lies inside our own network.
        Unreachable: nobody took the connection; nothing has left.
        InDoubt: the words left and no whole answer came.
    """
    try:
        parts = checked_address(url)
    except UnfitAddress as error:
        raise Refused(str(error)) from error
    connection = _Pinned(parts)
    try:
        connection.connect()
    except OSError as error:
        raise Unreachable(_said(error)) from error
    cut = Timer(TOTAL_SECONDS, connection.cut)
    cut.daemon = True
    cut.start()
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request("POST", path, body=body, headers={**headers, "Connection": "close"})
        answer = connection.getresponse()
        said = answer.read(LONGEST_ANSWER)
    except (OSError, HTTPException, ValueError) as error:
        raise InDoubt(_said(error)) from error
    finally:
        cut.cancel()
        connection.close()
    return Answer(answer.status, said, answer.headers.get("Retry-After", ""))


class _Pinned(HTTPConnection):
    """A connection to the very address that was checked, so that a name cannot point elsewhere a moment later."""

    def __init__(self, parts: SplitResult) -> None:
        self.secure = parts.scheme == "https"
        super().__init__(parts.hostname or "", parts.port or (443 if self.secure else 80), timeout=CONNECT_SECONDS)
        self.default_port = 443 if self.secure else 80

    def connect(self) -> None:
        """
        Connect to the first address of the host, if it may be talked to.

        Raises:
            Refused: it lies inside our own network.
        """
        address = _checked(self.host, self.port)
        self.sock = socket.create_connection(address, self.timeout)
        if self.secure:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)
        self.sock.settimeout(TOTAL_SECONDS)

    def cut(self) -> None:
        """End the exchange from another thread."""
        with suppress(OSError, AttributeError):
            self.sock.shutdown(socket.SHUT_RDWR)


def _checked(host: str, port: int) -> tuple[str, int]:
    """
    Return the first address of *host*; every one of them must lie outside, unless the settings allow this host.

    Raises:
        Refused: one of them lies inside our own network.
    """
    found = [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not may_be_private(host) and not all(is_outside(each) for each in found):
        raise Refused(f"{host} lies inside our own network, and the settings do not allow that.")
    return found[0], port


def is_outside(address: str) -> bool:
    """Say whether an IP address belongs to the public internet, whatever it is wrapped in."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            return is_outside(str(ip.ipv4_mapped))
        if ip.sixtofour is not None or ip.teredo is not None or ip in _TRANSLATED:
            return False
    return ip.is_global and not ip.is_multicast


def _said(error: Exception) -> str:
    """Return what went wrong, for staff."""
    return f"{type(error).__name__}: {error}"[:500]
