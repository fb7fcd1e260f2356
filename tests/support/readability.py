"""How many years of school a text asks of its reader (Flesch and Kincaid, 1975)."""

from __future__ import annotations

import re

_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = re.compile(
    rf"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, )?(?:{_MONTH}) \d+, \d{{4}}(?:, \d+:\d+ [ap]\.m\.)?"
)
_QUOTED = re.compile(r'"[^"]*"')
_ID = re.compile(r"\b[A-Z]+-[\w-]+")
_ADDRESS = re.compile(r"\S+(?:://|@)\S+")
_VOWELS = re.compile(r"[aeiouy]+")
_END = re.compile(r"[.!?]+(?:\s|$)|\n\n")


def plain(text: str, *, names: tuple[str, ...] = ()) -> str:
    """Return *text* without what the grade leaves out: names, quoted rules and words, dates, ids, addresses."""
    for pattern in (_QUOTED, _DATE, _ADDRESS, _ID):
        text = pattern.sub("", text)
    for name in names:
        text = text.replace(name, "")
    return text


def grade(text: str) -> float:
    """Return the Flesch-Kincaid grade of *text*; numbers count as one syllable a digit group."""
    sentences = [part for part in _END.split(text) if re.search("[a-z]", part)]
    words = re.findall(r"[A-Za-z']+|\d+", text)
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    """Return about how many syllables *word* has: groups of vowels, without a silent e."""
    word = word.lower()
    count = len(_VOWELS.findall(word))
    if re.search(r"[^aeiouylr]e$|[^aeiouytd]ed$|[^aeiouyscxz]es$", word):
        count -= 1
    return max(count, 1)
