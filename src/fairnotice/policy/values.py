"""What can stand in a policy file: words, numbers, dates, yes or no, lists and tables of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


class Required:
    """Stands where a default would: the key must be given."""


REQUIRED: Final = Required()


@dataclass(frozen=True, slots=True)
class Text:
    """Words; from *choices* where there are any, else matching *pattern*."""

    choices: tuple[str, ...] = ()
    pattern: str = ""
    pattern_says: str = ""
    """The pattern in words, with an example."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number from *low* to *high*, both included."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Number:
    """A number from *low* to *high*, both included."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar date."""


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no."""


@dataclass(frozen=True, slots=True)
class Items:
    """A list of at least *least* and at most *most* items of one shape."""

    of: Text | Whole | Table
    least: int = 0
    most: int | None = None
    unique: bool = False


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a table."""

    shape: Text | Whole | Number | Day | Flag | Items | Table
    sentence: str
    """What the key is for, as the reference says it."""
    default: object = REQUIRED
    later: bool = False
    """Came after the first published policies: at its default it leaves the fingerprint as it was."""


@dataclass(frozen=True, slots=True)
class Table:
    """Named keys."""

    keys: Mapping[str, Key]


Scalar = Text | Whole | Number | Day | Flag
Shape = Scalar | Items | Table
