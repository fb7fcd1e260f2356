"""A letter on paper: A4, readable aloud, the same bytes from the same letter."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import typst

from fairnotice.notices import words
from fairnotice.notices.letter import Letter, Section

_SHEET = Path(__file__).with_name("letter.typ").read_bytes()
_LONG = 40
"""Longer words without a space may be broken, so that none leaves the page."""
_BREAK = "\N{ZERO WIDTH SPACE}"
_NOT_PRINTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
"""Controls, among them those that turn the direction of everything after them."""
_ADDRESS = re.compile(r"(https?://[^\s<]+[^\s<.,;)])")


def as_pdf(letter: Letter) -> bytes:
    """
    Return the letter as a PDF of A4 pages, with the words of :func:`fairnotice.notices.text.as_text`.

    The same letter always gives the same bytes: its date of creation is the letter's own, and its fonts are those that
    come with typst. A letter with characters that these do not have (Chinese, say) is set with the machine's fonts
    beside them; where those have none either, the character is a box, and the file does not claim to be PDF/UA.
    """
    given = json.dumps(_contents(letter), ensure_ascii=True)
    at = int(datetime.combine(letter.written_on, time(), UTC).timestamp())
    for own_fonts_only in (True, False):
        try:
            return _compiled(given, at, accessible=True, own_fonts_only=own_fonts_only)
        except typst.TypstError as failed:
            if "PDF/UA" not in str(failed):
                raise
    return _compiled(given, at, accessible=False, own_fonts_only=True)


def _compiled(given: str, at: int, *, accessible: bool, own_fonts_only: bool) -> bytes:
    """Return the sheet filled with what was *given*; *accessible*: as PDF/UA, where every character needs a font."""
    return typst.compile(
        _SHEET,
        format="pdf",
        sys_inputs={"letter": given},
        timestamp=at,
        pdf_standards="ua-1" if accessible else None,
        ignore_system_fonts=own_fonts_only,
    )


def _contents(letter: Letter) -> dict[str, Any]:
    """Return the letter as the sheet reads it."""
    return {
        "language": letter.language,
        "subject": _clean(letter.subject),
        "written_on": words.day(letter.written_on, language=letter.language),
        "salutation": _clean(letter.salutation),
        "opening": [_parts(said) for said in letter.opening],
        "sections": [_section(section) for section in letter.sections],
        "signature": _clean(letter.signature),
        "reference": _clean(letter.reference),
        "records": [
            {
                "heading": _clean(group.heading),
                "records": [
                    {"id": _clean(r.id), "on": words.day(r.on, language=letter.language), "text": _clean(r.text)}
                    for r in group.records
                ],
            }
            for group in letter.records
            if group.records
        ],
        "footer": [_parts(said) for said in letter.footer],
    }


def _section(section: Section) -> dict[str, Any]:
    """Return one section as the sheet reads it."""
    link, table = section.link, section.table
    return {
        "heading": _clean(section.heading),
        "paragraphs": [_parts(said) for said in section.paragraphs],
        "items": [_parts(said) for said in section.items],
        "link": link
        and {"label": _clean(link.label), "url": _NOT_PRINTED.sub("", link.url), "shown": _clean(link.url)},
        "table": table
        and {"header": [_clean(c) for c in table.header], "rows": [[_clean(c) for c in row] for row in table.rows]},
    }


def _parts(said: str) -> list[dict[str, Any]]:
    """Return words in parts, so that an address among them can be followed."""
    parts = _ADDRESS.split(_NOT_PRINTED.sub("", said))
    return [
        {"text": part if address else _breakable(part), "address": address}
        for part, address in zip(parts, [False, True] * len(parts), strict=False)
        if part
    ]


def _clean(said: str) -> str:
    """Return words without what cannot be printed, with room to break very long ones."""
    return _breakable(_NOT_PRINTED.sub("", said))


def _breakable(said: str) -> str:
    """Return words in which a very long one may be broken at every so many characters."""
    return re.sub(rf"\S{{{_LONG}}}(?=\S)", rf"\g<0>{_BREAK}", said)
