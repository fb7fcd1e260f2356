"""A jurisdiction's floors, with the day they were set down and where each comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fairnotice.policy.values import Day, Flag, Items, Key, Number, Table, Text, Whole


class Direction(StrEnum):
    """Which side of a pack's number is laxer."""

    AT_LEAST = "at least"
    """The account's clocks: fewer days would harm it."""
    AT_MOST = "at most"
    """Our own clocks and every restriction: more days would harm the account."""
    ALWAYS = "always kept"
    """Kept whatever a policy says."""


@dataclass(frozen=True, slots=True)
class Limit:
    """What a pack may say a number about."""

    path: str
    """The key of a policy file that it bounds."""
    direction: Direction
    unit: str
    sentence: str


LEAST, MOST = Direction.AT_LEAST, Direction.AT_MOST
LIMITS: Mapping[str, Limit] = {
    "published_days": Limit("binds_from", LEAST, "days", "From publication to the first day on which a rule binds."),
    "block_hours": Limit("", Direction.ALWAYS, "hours", "From how long on a block counts as a restriction: here, any."),
    "response": Limit("deadlines.response", LEAST, "days", "To answer, each round."),
    "extension": Limit("deadlines.extension", LEAST, "days", "One extension as of right."),
    "extensions_in_all": Limit("deadlines.extensions_in_all", LEAST, "days", "All extensions together."),
    "improvement": Limit("deadlines.improvement", LEAST, "days", "To improve; again where nothing could be seen."),
    "notice_hold": Limit("deadlines.notice_hold", LEAST, "days", "Notice before a hold or suspension takes effect."),
    "notice_closure": Limit("deadlines.notice_closure", LEAST, "days", "Notice before a closure takes effect."),
    "appeal_months": Limit("deadlines.appeal_months", LEAST, "months", "In which a decision can be appealed."),
    "final_kept_years": Limit("deadlines.final_kept_years", LEAST, "years", "For which the record is kept."),
    "interim_days": Limit("deadlines.interim_days", MOST, "business days", "Of a hold before notice, in all."),
    "interim_review": Limit(
        "deadlines.interim_review", MOST, "business days", "Until somebody new reviewed that hold."
    ),
    "hold_at_most": Limit("deadlines.hold_at_most", MOST, "days", "Of a hold."),
    "suspension_at_most": Limit("deadlines.suspension_at_most", MOST, "days", "Of a suspension."),
    "delivery": Limit("deadlines.delivery", MOST, "days", "Until a letter that was not proven delivered lapses."),
    "review": Limit("deadlines.review", MOST, "days", "For our review of an answer."),
    "question": Limit("deadlines.question", MOST, "days", "For our answer to a question."),
    "proposal": Limit("deadlines.proposal", MOST, "days", "For our decision on what was proposed."),
    "effect": Limit("deadlines.effect", MOST, "days", "For our step that gives a decision effect."),
    "appeal_answer": Limit("deadlines.appeal_answer", MOST, "days", "For our answer to an appeal."),
    "request": Limit("deadlines.request", MOST, "days", "For our answer to a request."),
    "fresh_review": Limit("deadlines.fresh_review", MOST, "days", "For a fresh review that we owe."),
    "restored": Limit("deadlines.restored", MOST, "days", "Until everything is restored after a reversal."),
    "provision_paused": Limit(
        "deadlines.provision_paused", MOST, "days", "For the owner of a paused clause to answer; then it is retired."
    ),
    "overturn_share": Limit("overturn.share", MOST, "of 1", "Share of decisions overturned at which a clause pauses."),
    "overturn_least": Limit("overturn.least", MOST, "cases", "After how many decided cases that share is looked at."),
}
"""Every number that a pack can set, in the order in which packs are printed."""


@dataclass(frozen=True, slots=True)
class PackValue:
    """One number of a pack."""

    number: float
    source: str
    """Law and article."""
    says: str = ""
    """The law's own measure, where it is not the number."""
    confirm: bool = False
    """Not yet confirmed against the law's text."""


@dataclass(frozen=True, slots=True)
class RedressDemanded:
    """A way to object elsewhere that letters must name."""

    key: str
    """The key of ``telling`` that names it."""
    what: str
    source: str
    days: int | None = None
    """Its last day, counted from effect; the words of the policy must say the number."""


@dataclass(frozen=True, slots=True)
class Pack:
    """One dated version of a jurisdiction's floors."""

    name: str
    title: str
    date: date
    version: int
    values: Mapping[str, PackValue]
    redress: tuple[RedressDemanded, ...]
    fingerprint: str
    """SHA-256 of the canonical content."""

    def __str__(self) -> str:
        return f"pack {self.name} of {self.date}"

    @property
    def dated(self) -> str:
        """Return the name with its date, as a policy file names exactly this version."""
        return f"{self.name}@{self.date}"

    @property
    def to_confirm(self) -> int:
        """Return how many of its numbers are not yet confirmed against the law's text."""
        return sum(value.confirm for value in self.values.values())


SAID = Text(pattern=r"\S(.|\n)*", pattern_says="at least one word")
VALUE = Table(
    {
        "number": Key(Number(0, 10_000), "The number, in the unit of the policy's key."),
        "source": Key(SAID, "Law and article."),
        "says": Key(SAID, "The law's own measure, where it is not the number.", ""),
        "confirm": Key(Flag(), "Not yet confirmed against the law's text.", False),
    }
)
REDRESS = Table(
    {
        "key": Key(Text(choices=("redress_body", "redress_court", "redress_office")), "The key that names it."),
        "what": Key(SAID, "What must be named."),
        "source": Key(SAID, "Law and article."),
        "days": Key(Whole(1, 3650), "Its last day, counted from effect.", None),
    }
)
PACK = Table(
    {
        "pack": Key(SAID, "Name of the pack."),
        "title": Key(SAID, "Whose law it is."),
        "date": Key(Day(), "The day it was set down."),
        "version": Key(Whole(1, 1000), "Counts up with every file of this pack."),
        "values": Key(
            Table({name: Key(VALUE, limit.sentence, None) for name, limit in LIMITS.items()}), "Its numbers.", {}
        ),
        "redress": Key(Items(REDRESS), "Ways to object elsewhere that letters must name.", ()),
    }
)
"""The shape of a pack's file."""
