"""A letter for a terminal: 72 columns, no markup, every address on a line of its own."""

from __future__ import annotations

from textwrap import wrap

from fairnotice.notices import words
from fairnotice.notices.letter import Letter, Link, Record, Records, Section, Table

WIDTH = 72
COPY = "This mail is a copy. The letter itself is in your account:"
_GAP = 2


def as_text(letter: Letter, *, letter_url: str = "") -> str:
    """Return the letter as plain text; *letter_url* is where the portal copy, which is the notice, is opened."""
    blocks = [letter.salutation, *map(_paragraph, letter.opening)]
    for section in letter.sections:
        blocks.extend(_section(section))
    blocks.append(_paragraph(f"{letter.signature} \N{MIDDLE DOT} Reference {letter.reference}"))
    if letter_url:
        blocks.append(f"{COPY}\n{letter_url}")
    for group in letter.records:
        blocks.extend(_records(group))
    blocks.append("-" * WIDTH)
    blocks.extend(map(_paragraph, letter.footer))
    return "\n\n".join(block for block in blocks if block) + "\n"


def _section(section: Section) -> list[str]:
    """Return the blocks of one section; the heading stands on a line of its own above the first."""
    blocks = [_paragraph(p) for p in section.paragraphs]
    if section.items:
        blocks.append("\n".join(_item(item) for item in section.items))
    if section.table:
        blocks.append(_table(section.table))
    if section.link:
        blocks.append(_link(section.link))
    head = _paragraph(section.heading)
    return [f"{head}\n{blocks[0]}", *blocks[1:]] if blocks else [head]


def _paragraph(said: str, *, indent: str = "", first: str | None = None) -> str:
    """Return *said* in lines of at most 72 columns; addresses are never broken and stand alone."""
    lines: list[str] = []
    rest: list[str] = []
    for word in said.split():
        if "://" in word:
            lines.extend(_lines(rest, indent, first if not lines else None))
            lines.append(f"{indent}{word}")
            rest = []
        else:
            rest.append(word)
    lines.extend(_lines(rest, indent, first if not lines else None))
    return "\n".join(lines)


def _lines(said: list[str], indent: str, first: str | None) -> list[str]:
    """Return words in lines."""
    return wrap(
        " ".join(said),
        WIDTH,
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _item(said: str) -> str:
    """Return one entry of a list."""
    return _paragraph(said, indent="   ", first=" - ")


def _link(link: Link) -> str:
    """Return a deed and, below it, where it is done."""
    return f"{_paragraph(link.label)}:\n{link.url}"


def _records(group: Records) -> list[str]:
    """Return the full list of facts of one kind."""
    return [group.heading.upper(), *map(_record, group.records)]


def _record(record: Record) -> str:
    """Return one fact: id and date, then why it counts or not."""
    return f" {record.id}, {words.day(record.on)}\n{_paragraph(record.text, indent='   ')}"


def _table(table: Table) -> str:
    """Return numbers side by side, or row by row where they would not fit."""
    columns = list(zip(table.header, *table.rows, strict=True))
    widths = [max(map(len, column)) for column in columns]
    if sum(widths) + _GAP * (len(widths) - 1) > WIDTH:
        return "\n".join(
            _item(
                f"{row[0]}: " + "; ".join(f"{on}: {cell}" for on, cell in zip(table.header[1:], row[1:], strict=True))
            )
            for row in table.rows
        )
    return "\n".join(
        (" " * _GAP).join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in (table.header, *table.rows)
    )
