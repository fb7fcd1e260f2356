"""Secrets at rest: a copy of the database alone does not open them."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import ClassVar

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

from fairnotice.kernel.refusal import Refusal

PURPOSE = b"fairnotice: secrets of webhook endpoints\n"


class CannotBeOpened(Refusal):
    """Refuse to use a secret that was sealed under another signing key."""

    code: ClassVar[str] = "cannot_be_opened"

    def __init__(self) -> None:
        super().__init__("The endpoint's secret was sealed under another FAIRNOTICE_SECRET_KEY. Rotate the secret.")


def seal(secret: str) -> str:
    """Return *secret* as it may lie in the database."""
    return _lock().encrypt(secret.encode()).decode()


def opened(sealed: str) -> str:
    """
    Return the secret again.

    Raises:
        CannotBeOpened: the signing key is not the one it was sealed with.
    """
    try:
        return _lock().decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise CannotBeOpened from error


def _lock() -> Fernet:
    """Return the lock whose key comes from the signing key."""
    return Fernet(urlsafe_b64encode(sha256(PURPOSE + settings.SECRET_KEY.encode()).digest()))
