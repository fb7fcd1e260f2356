"""Let a program in, and take its key back."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import ClassVar

from django.db import transaction

from fairnotice.kernel.refusal import Refusal
from fairnotice.ledger.tokens import ApiToken

PREFIX = "fn_"
"""So that a key that got loose can be recognised."""


class TokenName(Refusal):
    """A name stands for one key, so that it is known whose key is used and taken back."""

    code: ClassVar[str] = "token_name"

    def __init__(self, *, name: str, why: str) -> None:
        super().__init__(f"{name or 'An empty name'}: {why}")
        self.name = name


@dataclass(frozen=True, slots=True)
class AddToken:
    """Who will use it."""

    name: str


@transaction.atomic
def add_token(command: AddToken, *, now: datetime) -> str:
    """
    Return a new key; it is shown this once and kept nowhere.

    Raises:
        TokenName: the name is empty or has a key already.
    """
    name = command.name.strip()
    if not name:
        raise TokenName(name=name, why="say who will use the key.")
    if ApiToken.objects.filter(name=name).exists():
        raise TokenName(name=name, why="there is or was a key of this name. Use another one.")
    key = PREFIX + secrets.token_urlsafe(32)
    ApiToken.objects.create(digest=digest_of(key), name=name, created_at=now)
    return key


@transaction.atomic
def revoke_token(command: AddToken, *, now: datetime) -> None:
    """
    Let this key open nothing from now on.

    Raises:
        TokenName: no key of this name is in use.
    """
    changed = ApiToken.objects.filter(name=command.name.strip(), revoked_at=None).update(revoked_at=now)
    if not changed:
        raise TokenName(name=command.name, why="no key of this name is in use.")


def digest_of(key: str) -> str:
    """Return what a key hashes to; keys are long and random, so one round is enough."""
    return sha256(key.encode()).hexdigest()
