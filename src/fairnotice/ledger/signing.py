"""The house's own key, with which it signs what leaves it: made once, kept in the home, readable by its owner alone."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from django.conf import settings

KEY_FILE = "record_key.pem"


def public_key() -> str:
    """Return the public half of the key as 64 hex digits: what others check our signatures with."""
    return _key().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def sign(message: bytes) -> str:
    """Return the Ed25519 signature of *message* as 128 hex digits."""
    return _key().sign(message).hex()


def is_signed(message: bytes, *, signature: str, by: str) -> bool:
    """Say whether *signature* is that of the public key *by* over *message*."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(by)).verify(bytes.fromhex(signature), message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _key() -> Ed25519PrivateKey:
    """Return the home's key, made at its first use."""
    kept = Path(settings.HOME) / KEY_FILE
    if not kept.exists():
        _make(kept)
    key = load_pem_private_key(kept.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise TypeError(f"{kept} holds no Ed25519 key.")
    return key


def _make(kept: Path) -> None:
    """Write a new key as a whole, or leave the one that another process has just written."""
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    draft = kept.with_name(f".{kept.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, kept)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
