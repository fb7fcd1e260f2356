"""Which addresses may be told of effects: https, no secrets in the address, and nothing inside our own network."""

from __future__ import annotations

from typing import ClassVar
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from fairnotice.kernel.refusal import Refusal

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
LONGEST = 2000


class UnfitAddress(Refusal):
    """Refuse an address that effects may not be sent to."""

    code: ClassVar[str] = "unfit_address"

    def __init__(self, why: str) -> None:
        super().__init__(f"Effects cannot be sent there: {why}.")
        self.why = why


def checked_address(url: str) -> SplitResult:
    """
    Return the parts of *url*.

    Raises:
        UnfitAddress: it is no https address of a host outside, or of one that the settings allow.
    """
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError as error:
        raise UnfitAddress("it is no address") from error
    if not url.isascii() or any(sign.isspace() for sign in url) or len(url) > LONGEST:
        raise UnfitAddress("it has blanks or letters beyond ASCII in it, or is too long")
    if parts.scheme not in {"https", "http"} or not host:
        raise UnfitAddress("it does not begin with https:// and a host")
    if parts.username is not None or parts.fragment:
        raise UnfitAddress("it carries a name, a password or a fragment")
    if parts.scheme == "http" and not (host in LOOPBACK and may_be_private(host)):
        raise UnfitAddress("only https is safe on the way")
    if host in LOOPBACK and not may_be_private(host):
        raise UnfitAddress("it lies inside our own network, and the settings do not allow that")
    return parts


def may_be_private(host: str) -> bool:
    """Say whether the settings let *host* lie inside our own network; a demo may always talk to its own machine."""
    return host in settings.WEBHOOK_PRIVATE_HOSTS or (settings.DEMO and host in LOOPBACK)
