"""What the pages are made of: a status line, a deadline chip, a step, a message, a row; values that templates show."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from fairnotice.evaluation.result import Estimate


class Tone(StrEnum):
    """How a thing feels; each tone has its own color, icon shape and word, and never stands by color alone."""

    CALM = "calm"
    """Nothing to do, or done."""
    NOTE = "note"
    """Information."""
    WAIT = "wait"
    """Your turn."""
    GRAVE = "grave"
    """A restriction in force, or a missed deadline."""

    @property
    def icon(self) -> str:
        """Return the name of the tone's own icon shape."""
        return {"calm": "check", "note": "info", "wait": "triangle", "grave": "octagon"}[self.value]


@dataclass(frozen=True, slots=True)
class Deed:
    """Something the reader can do; the label names the deed and its object."""

    label: str
    url: str
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Chip:
    """A date that matters: the deed with its date, then time, place and days left."""

    headline: str
    """Such as "Answer by Wednesday, December 9, 2026"."""
    detail: str
    """Such as "11:59 p.m., Lisbon time · 17 days left"."""
    tone: Tone = Tone.WAIT
    at: datetime | None = None
    """The exact instant, for ``<time datetime>``; None where there is only a day or no clock runs."""


@dataclass(frozen=True, slots=True)
class Status:
    """The first three sentences of a page: where you stand, what it means today, what to do and by when."""

    tone: Tone
    word: str
    """Such as "Your turn" or "Nothing to do"."""
    sentence: str
    """The page's one ``h1``: a whole sentence with a verb, about the reader's matter."""
    lede: str
    chip: Chip | None = None
    deeds: tuple[Deed, ...] = ()
    """At most one of them primary."""


class StepState(StrEnum):
    """Whether a step of the timeline lies behind, is due now, or lies ahead."""

    PAST = "past"
    NOW = "now"
    AHEAD = "ahead"

    @property
    def icon(self) -> str:
        """Return the shape of this state."""
        return {"past": "check", "now": "triangle", "ahead": "ring"}[self.value]

    @property
    def word(self) -> str:
        """Return what a screen reader says before the step."""
        return {"past": "Done", "now": "Now", "ahead": "Still ahead"}[self.value]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a case's timeline."""

    title: str
    when: str
    detail: str = ""
    state: StepState = StepState.PAST
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a thread: who, in which role, when, and their words."""

    by: str
    role: str
    when: str
    text: str
    ours: bool
    """Written by the marketplace's staff."""
    at: datetime | None = None
    note: str = ""
    """Such as "We answer by December 3" or "Late, accepted"."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of an evidence table."""

    text: str
    small: str = ""
    url: str = ""
    tag: str = ""
    """Tone or side of a tag drawn around the text: pro, con, plain, wait, calm, grave, note; empty for none."""
    amount: bool = False


@dataclass(frozen=True, slots=True)
class EvidenceTable:
    """Rows of facts with a caption; folds into labeled rows on a narrow screen."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def parted(self, shown: int) -> tuple[EvidenceTable, EvidenceTable | None]:
        """Return the table's first *shown* rows, and the others as a table of their own (None where there are none)."""
        if len(self.rows) <= shown:
            return self, None
        rest = f"The other {len(self.rows) - shown}"
        return replace(self, rows=self.rows[:shown]), replace(self, caption=rest, rows=self.rows[shown:])

    @property
    def labeled(self) -> tuple[tuple[tuple[str, Cell], ...], ...]:
        """Return each row as pairs of column head and cell."""
        return tuple(tuple(zip(self.heads, row, strict=True)) for row in self.rows)


@dataclass(frozen=True, slots=True)
class LadderShown:
    """One rule's ladder on the page."""

    heading: str
    text: str
    sentence: str
    table: EvidenceTable | None


@dataclass(frozen=True, slots=True)
class Choice:
    """One measure as the panel of a decision offers it."""

    value: str
    label: str
    says: str
    """What it means, or why it cannot be taken now."""
    available: bool
    chosen: bool


@dataclass(frozen=True, slots=True)
class QueueRow:
    """What needs a person next, on one line of the console's queue."""

    due: str
    """Such as "Nov 23"."""
    left: str
    """Such as "tomorrow"."""
    deed: str
    """Such as "Answer question: Quillfern Studio"."""
    fact: str
    """Reference and one fact."""
    url: str
    claim_url: str = ""
    """Where a POST claims it; empty when it is claimed."""
    claimed_by: str = ""
    estimate: Estimate | None = None
    standard: float = 0.75
    due_at: datetime | None = None
    field_id: str = field(default="")
    """Unique on the page, for the keyboard."""


@dataclass(frozen=True, slots=True)
class NavItem:
    """One word of the navigation; at most five of them."""

    label: str
    url: str
    current: bool = False
    open: int = 0
    """How many wait for the reader."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who is signed in and for which account, as the frame shows it."""

    name: str
    account: str = ""
    account_url: str = ""
    """Where to switch the account; empty when there is only one."""
    role: str = ""
