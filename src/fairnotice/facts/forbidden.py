"""What must never be stored about a person, so that no rule can ever use it."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from types import MappingProxyType

from fairnotice.facts.column import Table

FORBIDDEN: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "a person's emotional or mental state": ("emotion", "mood", "sentiment", "stress", "mental", "psychological"),
    "private talk": ("private_message", "chat", "conversation", "direct_message", "dm_text", "transcript"),
    "union membership or the use of collective rights": ("union", "strike", "collective", "works_council"),
    "health": ("health", "medical", "illness", "sick", "disability", "pregnan"),
    "biometrics": ("biometric", "fingerprint", "face_id", "faceprint", "voiceprint", "iris", "keystroke"),
    "origin, belief or orientation": (
        "race", "ethnic", "religio", "belief", "politic", "sexual", "orientation", "gender_identity", "migration",
    ),
    "where a person is while not working": ("geolocation", "gps", "off_duty"),
})  # fmt: skip
"""Kinds of data that Article 7 of the Platform Work Directive keeps out, with parts of names that give them away."""


def forbidden_kind(name: str) -> str | None:
    """Return which kind of forbidden data a column called *name* would hold, or None."""
    words = "_".join(name.lower().replace("-", "_").split())
    for kind, parts in FORBIDDEN.items():
        if any(f"_{part}" in f"_{words}" for part in parts):
            return kind
    return None


def unknown_column(name: str, table: Table) -> tuple[str, str]:
    """Return (what, hint) for a column called *name* that *table* does not have."""
    what = f"There is no column {name!r} in {table.name}."
    if kind := forbidden_kind(name):
        return what, f"It looks like {kind}: the law forbids to process it, so there is no place for it. Leave it out."
    near = get_close_matches(name.lower(), table.names, n=1)
    if near:
        return what, f"Did you mean {near[0]}?"
    return what, f"Leave it out, or map it: {', '.join(table.names)}."
