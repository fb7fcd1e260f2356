"""What one column of an import table holds, and what may not stand in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How the text of a cell is read."""

    ID = "id"
    TEXT = "text"
    CHOICE = "choice"
    INTEGER = "integer"
    INSTANT = "instant"
    DATE = "date"
    EMAIL = "email"
    COUNTRY = "country"
    TIMEZONE = "timezone"
    LANGUAGE = "language"
    CURRENCY = "currency"
    URL = "url"


EXPECTED: dict[Kind, str] = {
    Kind.ID: "an id: 1 to 200 characters, no spaces around it, no control characters",
    Kind.TEXT: "text",
    Kind.CHOICE: "one of its words",
    Kind.INTEGER: "a whole number",
    Kind.INSTANT: "an instant in ISO 8601 from 1990 to 2099, such as 2026-03-01T09:30:00Z",
    Kind.DATE: "a date in ISO 8601 from 1990 to 2099, such as 2026-03-01",
    Kind.EMAIL: "an e-mail address, such as kim@example.com",
    Kind.COUNTRY: "two letters of ISO 3166, such as DE",
    Kind.TIMEZONE: "a time zone by name, such as Europe/Berlin",
    Kind.LANGUAGE: "a language tag, such as en or pt-BR",
    Kind.CURRENCY: "three letters of ISO 4217, such as EUR",
    Kind.URL: "an address that starts with https:// or http://",
}
"""What a cell of each kind must be, as the end of the sentence "expected ..."."""


@dataclass(frozen=True, slots=True)
class Reference:
    """The table whose row a cell must name, and the kinds of row that will do."""

    table: str
    kinds: tuple[str, ...] = ()
    """Values of the other row's ``kind`` that are allowed; empty for any."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, how its cells are read, and the bounds they keep."""

    name: str
    kind: Kind
    sentence: str
    """What it means, as the reference prints it."""
    required: bool = False
    choices: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None
    nonzero: bool = False
    references: Reference | None = None

    @property
    def expected(self) -> str:
        """Return what a cell must be, as the end of the sentence "expected ..."."""
        if self.choices:
            return f"one of {', '.join(self.choices)}"
        if self.kind is Kind.INTEGER and self.least is not None and self.most is not None:
            return f"a whole number from {self.least} to {self.most}"
        if self.kind is Kind.INTEGER and self.least is not None:
            return f"a whole number of at least {self.least}"
        if self.nonzero:
            return "a whole number other than 0"
        return EXPECTED[self.kind]


@dataclass(frozen=True, slots=True)
class InOrder:
    """Two instants or dates of one row, of which *earlier* must not come after *later*."""

    earlier: str
    later: str


@dataclass(frozen=True, slots=True)
class Needs:
    """A column that makes sense only when another one is filled as well."""

    column: str
    other: str


@dataclass(frozen=True, slots=True)
class Differ:
    """Two columns that must not name the same account."""

    column: str
    other: str


@dataclass(frozen=True, slots=True)
class AfterParent:
    """An instant that must not come before one of the contract that the row belongs to."""

    column: str
    parent_column: str


RowRule = InOrder | Needs | Differ


@dataclass(frozen=True, slots=True)
class Table:
    """One import table: its columns, its key, and what must hold within and between its rows."""

    name: str
    sentence: str
    key: tuple[str, ...]
    """The columns by which a row is known; the same key again replaces the row."""
    columns: tuple[Column, ...]
    rules: tuple[RowRule, ...] = ()
    after_parent: AfterParent | None = None
    keeps: tuple[str, ...] = ()
    """Columns whose value may never change for the same key."""
    derived: tuple[str, ...] = ()
    """Columns that the import adds from the row's contract."""
    sorted_by: tuple[str, ...] = ()
    """How the rows lie at rest."""

    def column(self, name: str) -> Column:
        """Return the column called *name*; a KeyError when there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the import columns, in order."""
        return tuple(column.name for column in self.columns)

    @property
    def stored(self) -> tuple[str, ...]:
        """Return the names of all columns at rest: the import columns, then the derived ones."""
        return (*self.names, *self.derived)

    @property
    def required(self) -> tuple[str, ...]:
        """Return the names of the columns that every row must fill."""
        return tuple(column.name for column in self.columns if column.required)

    @property
    def parents(self) -> tuple[str, ...]:
        """Return the tables that rows of this one refer to, each once."""
        return tuple(dict.fromkeys(column.references.table for column in self.columns if column.references))
