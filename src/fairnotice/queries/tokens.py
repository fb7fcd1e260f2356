"""Whose key it is."""

from __future__ import annotations

from hashlib import sha256

from fairnotice.ledger.tokens import ApiToken


def owner_of_key(key: str) -> str | None:
    """Return who uses *key*; None when it opens nothing."""
    digest = sha256(key.encode()).hexdigest()
    return ApiToken.objects.filter(pk=digest, revoked_at=None).values_list("name", flat=True).first()
