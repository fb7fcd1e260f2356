"""The same content always has the same fingerprint, and other content another."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def canonical_json(value: Any) -> str:  # noqa: ANN401  any JSON value
    """
    Return *value* as JSON with sorted keys and no spaces.

    Raises:
        TypeError: *value* holds something JSON cannot express.
        ValueError: *value* holds NaN or an infinity.
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def fingerprint(value: Any) -> str:  # noqa: ANN401  any JSON value
    """Return the SHA-256 of the canonical JSON of *value*, as 64 hex digits."""
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()
