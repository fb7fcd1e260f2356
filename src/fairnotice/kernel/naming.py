"""Which known names stand in a text."""

from __future__ import annotations

import re
from collections.abc import Sequence


def named_in(words: str, known: Sequence[str]) -> tuple[str, ...]:
    """Return those of the *known* names that stand in *words* on their own, not within a longer name."""
    return tuple(each for each in known if each in words and re.search(rf"(?<![\w-]){re.escape(each)}(?![\w-])", words))
