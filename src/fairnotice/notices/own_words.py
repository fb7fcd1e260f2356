"""What is left of a text once names, numbers and standing passages are gone: the words that somebody wrote."""

from __future__ import annotations

import re
import unicodedata
from calendar import day_name, month_abbr, month_name
from collections.abc import Iterable
from enum import StrEnum

QUOTED_RUN = 4
"""Words in a row that also stand in a rule or a standing passage are a quotation."""
LEAST_BESIDE_A_QUOTATION = 3
"""Own words that a text needs beside the rule it quotes."""

_ADDRESS = re.compile(r"\S+://\S+|\S+@\S+\.\S+")
_WORD = re.compile(r"[^\W_]+(?:['.\-][^\W_]+)*")
_DATES = frozenset(
    month_or_day.casefold()
    for names in (month_name, month_abbr, day_name)
    for month_or_day in [*names, "Sept"]
    if month_or_day
)
_EMPTY = re.compile(
    r"\W*(tbd|tba|todo|n/?a|none|nil|test|asdf\w*|x{2,}|reasons?|text|see above|as above|same as above|as discussed"
    r"|as per policy|per policy|policy|ok|okay|yes|no)?\W*",
    re.IGNORECASE,
)
_SLOT = re.compile(
    r"lorem ipsum|\{\w*\}|\{\{.*?\}\}|_{3,}|\bx{3,}\b"
    r"|[\[<](insert|name|reason|contract|date|account|id|client|your|text|amount)\b[^\]>\n]{0,60}[\]>]",
    re.IGNORECASE,
)


class Lack(StrEnum):
    """Why words are no reasons."""

    BLANK = "blank"
    PLACEHOLDER = "placeholder"
    """A slot of a template that nobody filled, or words that say nothing."""
    QUOTATION = "quotation"
    """The rule alone."""


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of *text* in lower case, without addresses and without whatever holds a digit."""
    plain = unicodedata.normalize("NFKC", _ADDRESS.sub(" ", text)).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    found = (word.removesuffix("'s") for word in _WORD.findall(plain.casefold()))
    return tuple(word for word in found if word not in _DATES and not any(map(str.isdigit, word)))


def own_words(text: str, *, standing: Iterable[str] = (), names: Iterable[str] = ()) -> tuple[str, ...]:
    """
    Return the words of *text* that are its author's.

    Gone are names, dates, numbers, ids and addresses, which differ from letter to letter
    whoever wrote it, and every run of `QUOTED_RUN` or more words that also stands in one
    of the *standing* passages: rules and headings are the same in each letter.
    """
    named = {part for name in names for part in words_of(name)}
    written = [word for word in words_of(text) if word not in named]
    quoted = runs_within(written, standing=[words_of(passage) for passage in standing], length=QUOTED_RUN)
    return tuple(word for place, word in enumerate(written) if place not in quoted)


def runs_within(words: list[str] | tuple[str, ...], *, standing: Iterable[tuple[str, ...]], length: int) -> set[int]:
    """Return the places in *words* that lie in a run of *length* words which also stands in a *standing* text."""
    known = {run for passage in standing for run in _runs(passage, length)}
    found: set[int] = set()
    for place, run in enumerate(_runs(tuple(words), length)):
        if run in known:
            found.update(range(place, place + length))
    return found


def lack_of(text: str, *, standing: Iterable[str] = ()) -> Lack | None:
    """Return why *text* cannot stand as somebody's reasons; None when it can."""
    if not text.strip():
        return Lack.BLANK
    if _EMPTY.fullmatch(text.strip()) or _SLOT.search(text):
        return Lack.PLACEHOLDER
    all_of_it, own = words_of(text), own_words(text, standing=standing)
    if len(own) < min(len(all_of_it), LEAST_BESIDE_A_QUOTATION):
        return Lack.QUOTATION
    return None


def _runs(words: tuple[str, ...], length: int) -> list[tuple[str, ...]]:
    """Return every run of *length* words, in order."""
    return [words[start : start + length] for start in range(len(words) - length + 1)]
