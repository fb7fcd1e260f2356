"""A letter as structured words: the same for mail, portal, print and record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from fairnotice.notices.documents import Document
from fairnotice.notices.stated_facts import require


@dataclass(frozen=True, slots=True)
class Link:
    """One deed and where it is done."""

    label: str
    """Names the deed and its object, such as ``Answer case WM-2611-0482``."""
    url: str


@dataclass(frozen=True, slots=True)
class Table:
    """A few numbers side by side."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One fixed heading with what is said under it."""

    heading: str
    paragraphs: tuple[str, ...]
    items: tuple[str, ...] = ()
    link: Link | None = None
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """One fact relied on: its id, its date, and why it counts or not."""

    id: str
    on: date
    text: str


@dataclass(frozen=True, slots=True)
class Records:
    """The full list of facts of one kind, below the signature."""

    heading: str
    records: tuple[Record, ...]
    columns: tuple[str, str, str] = ("Contract", "Ended", "Why it counts, or not")
    """What id, date and text are, where the list is shown as a table."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter, complete: nothing is filled in later."""

    document: Document
    language: str
    subject: str
    salutation: str
    opening: tuple[str, ...]
    """What this is and what it means today, before the first heading."""
    sections: tuple[Section, ...]
    signature: str
    """The name, and what that person does."""
    reference: str
    records: tuple[Records, ...]
    footer: tuple[str, ...]
    written_on: date

    def __post_init__(self) -> None:
        require(
            subject=self.subject,
            salutation=self.salutation,
            opening=self.opening,
            sections=self.sections,
            signature=self.signature,
            reference=self.reference,
            footer=self.footer,
        )

    def as_json(self) -> dict[str, Any]:
        """Return the letter as JSON-able values, from which :meth:`from_json` builds it again."""
        return {key: _plain(item) for key, item in asdict(self).items()}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Letter:
        """Return the letter that :meth:`as_json` kept."""
        return cls(
            document=Document(kept["document"]),
            language=kept["language"],
            subject=kept["subject"],
            salutation=kept["salutation"],
            opening=tuple(kept["opening"]),
            sections=tuple(_section(section) for section in kept["sections"]),
            signature=kept["signature"],
            reference=kept["reference"],
            records=tuple(
                Records(
                    group["heading"],
                    tuple(Record(r["id"], date.fromisoformat(r["on"]), r["text"]) for r in group["records"]),
                    *([tuple(group["columns"])] if "columns" in group else []),
                )
                for group in kept["records"]
            ),
            footer=tuple(kept["footer"]),
            written_on=date.fromisoformat(kept["written_on"]),
        )


def _section(kept: Mapping[str, Any]) -> Section:
    """Return one section from its JSON values."""
    table = kept["table"]
    return Section(
        heading=kept["heading"],
        paragraphs=tuple(kept["paragraphs"]),
        items=tuple(kept["items"]),
        link=Link(**kept["link"]) if kept["link"] else None,
        table=Table(tuple(table["header"]), tuple(tuple(row) for row in table["rows"])) if table else None,
    )


def _plain(value: Any) -> Any:  # noqa: ANN401  any value of a letter
    """Return *value* with dates as text and tuples as lists."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value) if isinstance(value, Document) else value
