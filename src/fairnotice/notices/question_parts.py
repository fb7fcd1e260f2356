"""A question may hold several: each is answered on its own, so that none is passed over."""

from __future__ import annotations

import re

_END = re.compile(
    r"[?\N{FULLWIDTH QUESTION MARK}\N{ARABIC QUESTION MARK}]+[\"'\N{RIGHT DOUBLE QUOTATION MARK})]*(?=\s|$)"
)
_SENTENCE = re.compile(r"(?<=[.!\n])\s+")
_HEADER = re.compile(r"\AAbout [^\n]{1,400}:\n\n")
"""The contracts that a form names in front of the words."""


def parts_of(question: str) -> tuple[str, ...]:
    """
    Return the questions that *question* asks, in order, split by its author's own question marks.

    Words without a question mark are one question as a whole. A question asked twice is one.
    """
    text = _HEADER.sub("", question).strip()
    parts, start = [], 0
    for end in _END.finditer(text):
        sentences = _SENTENCE.split(text[start : end.end()].strip())
        parts.append(" ".join(sentences[-1].split()))
        start = end.end()
    if not parts:
        return (" ".join(text.split()),) if text else ()
    return tuple(dict.fromkeys(part for part in parts if part.strip("?\N{FULLWIDTH QUESTION MARK} ")))


def composed(parts: tuple[str, ...], answers: tuple[str, ...], closing: str = "") -> str:
    """Return the answers under the questions they answer, and what is said besides."""
    blocks = [
        f"You asked: \N{LEFT DOUBLE QUOTATION MARK}{part}\N{RIGHT DOUBLE QUOTATION MARK}\n{answer.strip()}"
        for part, answer in zip(parts, answers, strict=True)
    ]
    return "\n\n".join([*blocks, closing.strip()] if closing.strip() else blocks)
