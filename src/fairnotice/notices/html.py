"""A letter as html."""

from __future__ import annotations

from fairnotice.notices.letter import Letter


def as_html(letter: Letter, *, letter_url: str = "") -> str:
    """Return the letter as html."""
    raise NotImplementedError
