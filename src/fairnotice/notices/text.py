"""A letter as text."""

from __future__ import annotations

from fairnotice.notices.letter import Letter


def as_text(letter: Letter, *, letter_url: str = "") -> str:
    """Return the letter as text."""
    raise NotImplementedError
