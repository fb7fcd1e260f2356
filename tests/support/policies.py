"""The example policy, and small changes to it that name the difference."""

from __future__ import annotations

from pathlib import Path

from fairnotice.policy.reading import read_policy
from fairnotice.policy.rulebook import Policy

EXAMPLE = Path(__file__).parents[2] / "examples" / "policies" / "marketplace-quality.yaml"


def example_text(**changes: str) -> str:
    """Return the example policy's text; each change replaces one ``key: value`` of a line."""
    text = EXAMPLE.read_text(encoding="utf-8")
    for key, value in changes.items():
        start = text.index(f"  {key}: ") if f"  {key}: " in text else text.index(f"{key}: ")
        begin = text.index(": ", start) + 2
        ends = [end for mark in ("\n", "}", ", ") if (end := text.find(mark, begin)) >= 0]
        text = text[:begin] + value + text[min(ends) :]
    return text


def example_policy(**changes: str) -> Policy:
    """Return the example policy, changed like ``example_text``."""
    return read_policy(example_text(**changes))
