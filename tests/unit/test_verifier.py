"""The verifier's own arithmetic: signatures as in RFC 8032, numbers and texts as the ledger writes them."""

from __future__ import annotations

from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given, settings
from hypothesis import strategies as st

from fairnotice.kernel.canonical import canonical
from fairnotice.queries.case_export import verify
from tests.unit.test_canonical import NUMBERS, anything

VECTORS = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        (
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
        ),
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        (
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        ),
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        (
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
        ),
    ),
]
"""RFC 8032, section 7.1: tests 1 to 3."""


class TestASignature:
    @pytest.mark.parametrize(("key", "message", "signature"), VECTORS)
    def test_holds_as_in_the_standard(self, key: str, message: str, signature: str) -> None:
        assert verify.signature_holds(bytes.fromhex(key), bytes.fromhex(message), bytes.fromhex(signature))

    @pytest.mark.parametrize(("key", "message", "signature"), VECTORS)
    def test_does_not_hold_when_a_bit_is_changed(self, key: str, message: str, signature: str) -> None:
        public, said, signed = bytes.fromhex(key), bytes.fromhex(message), bytearray.fromhex(signature)
        assert not verify.signature_holds(public, said + b"x", bytes(signed))
        for place in (0, 31, 32, 63):
            changed = bytearray(signed)
            changed[place] ^= 1
            assert not verify.signature_holds(public, said, bytes(changed))

    def test_does_not_hold_with_a_scalar_beyond_the_order(self) -> None:
        key, message, signature = (bytes.fromhex(part) for part in VECTORS[0])
        beyond = (int.from_bytes(signature[32:], "little") + verify.L).to_bytes(32, "little")
        assert not verify.signature_holds(key, message, signature[:32] + beyond)

    @settings(max_examples=15)
    @given(st.binary(max_size=200))
    def test_of_ours_holds(self, message: bytes) -> None:
        key = Ed25519PrivateKey.generate()
        public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        assert verify.signature_holds(public, message, key.sign(message))
        assert not verify.signature_holds(public, message + b".", key.sign(message))


class TestCanonicalJson:
    @pytest.mark.parametrize(("number", "said"), NUMBERS)
    def test_writes_numbers_as_the_standard_does(self, number: float, said: str) -> None:
        assert verify.canonical(number) == said

    @given(anything)
    def test_is_that_of_the_ledger(self, value: Any) -> None:
        assert verify.canonical(value) == canonical(value)
