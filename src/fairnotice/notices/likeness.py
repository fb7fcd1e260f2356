"""How far one text is a copy of another: the share of its words that stand in the other, and where they stand."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from itertools import count

from fairnotice.notices.own_words import runs_within

Words = tuple[str, ...]
"""The own words of a text, in order (`own_words`)."""

LEAST = 12
"""Texts of fewer own words are not judged: "C-12 was left out." is honest, however often it is true."""
RUN = 5
"""Words in a row that two people rarely choose alike."""
BANDS, ROWS = 12, 5
"""Two texts that share 80 of 100 words meet in at least one of 12 bands of 5 with 99.2 of 100; 30 of 100, with 3."""
WINDOW = 4
"""Of 4 neighbouring runs one is kept, so 8 words in a row are always found again."""
_PRIME = (1 << 61) - 1


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much of a draft stands in an earlier text."""

    share: float
    """From 0 to 1: the greater of the two shares below; 0 where either text is too short to judge."""
    words: float
    """Common words, in any order: those in both over those in either, repeats counted."""
    runs: float
    """Share of the draft that stands in the earlier text in runs of at least `RUN` words."""
    shared: frozenset[int]
    """Places in the draft's own words that the earlier text has as well."""


NONE = Likeness(0.0, 0.0, 0.0, frozenset())


def likeness(draft: Words, earlier: Words) -> Likeness:
    """
    Return how far *draft* is a copy of *earlier*.

    Two shares are taken, because a copy is made in two ways. Where words were moved
    or a few exchanged, most words are common: common over all (Jaccard, of bags). Where
    own words were added around a copied passage, or a part was cut out of a long text,
    the copied part stands there in runs: their share of the draft (containment).
    """
    if min(len(draft), len(earlier)) < LEAST:
        return NONE
    ours, theirs = Counter(draft), Counter(earlier)
    words = (ours & theirs).total() / (ours | theirs).total()
    in_runs = runs_within(draft, standing=[earlier], length=RUN)
    runs = len(in_runs) / len(draft)
    share = max(words, runs)
    return Likeness(share, words, runs, frozenset(in_runs if runs > words else _common(draft, theirs)))


def _common(draft: Words, theirs: Counter[str]) -> set[int]:
    """Return the places of the draft's words that the other has as often."""
    left, places = Counter(theirs), set()
    for place, word in enumerate(draft):
        if left[word] > 0:
            left[word] -= 1
            places.add(place)
    return places


def prints_to_keep(words: Words) -> tuple[int, ...]:
    """Return the numbers by which an earlier text is found again: its bands, and one of each few of its runs."""
    if len(words) < LEAST:
        return ()
    runs = _run_prints(words)
    kept = {min(runs[start : start + WINDOW]) for start in range(max(len(runs) - WINDOW + 1, 1))} if runs else set()
    return tuple(sorted({*_bands(words), *kept}))


def prints_to_ask(words: Words) -> tuple[int, ...]:
    """Return the numbers to look for: its bands, and all of its runs."""
    return tuple(sorted({*_bands(words), *_run_prints(words)})) if len(words) >= LEAST else ()


def _run_prints(words: Words) -> list[int]:
    """Return one number per run of `RUN` words, in order."""
    return [_number("run", *words[start : start + RUN]) for start in range(len(words) - RUN + 1)]


def _bands(words: Words) -> list[int]:
    """Return one number per band: the least values of several permutations of the words (MinHash)."""
    seen: Counter[str] = Counter()
    values = []
    for word in words:
        seen[word] += 1
        values.append(_number(word, str(seen[word])))
    least = [min((a * value + b) % _PRIME for value in values) for a, b in _PERMUTATIONS]
    return [_number("band", str(band), *map(str, least[band * ROWS : (band + 1) * ROWS])) for band in range(BANDS)]


def _number(*parts: str) -> int:
    """Return a number below 2**63 that stands for *parts*, the same on every machine."""
    digest = hashlib.blake2b("\x1f".join(parts).encode(), digest_size=8).digest()
    return int.from_bytes(digest) >> 1


_PERMUTATIONS = tuple(
    (_number("a", str(number)) % (_PRIME - 1) + 1, _number("b", str(number)) % _PRIME)
    for number, _ in zip(count(), range(BANDS * ROWS), strict=False)
)
