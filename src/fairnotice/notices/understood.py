"""
What somebody confirms when they sign that a rule is understood, word for word.

The text admits nothing and gives up nothing: it says that a text was read, and which one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from fairnotice.kernel.fingerprint import fingerprint
from fairnotice.notices import words
from fairnotice.notices.letter import Record, Records
from fairnotice.notices.stated_facts import Rule

MEANS_NOT = (
    "It admits nothing, and it does not say that we are right.",
    "It gives up no right: answer, contest, ask and object as before, here or in court.",
    "It covers this text only. A later version needs a new word from you.",
    "Without it nothing changes for you, now or later.",
)
"""What a confirmation does not mean, as page and receipt say it."""


@dataclass(frozen=True, slots=True)
class Understood:
    """The exact text that is shown, and the sentence that is confirmed."""

    rule: Rule
    title: str
    """A few words that name the rule."""
    case: str
    """Reference of the case in which it is asked."""

    @property
    def sentence(self) -> str:
        """Return what is confirmed."""
        return f"I have read rule {self.rule.named}, and I know what it asks."

    @property
    def shown(self) -> str:
        """Return everything that is shown, word for word."""
        since = words.day(self.rule.in_force_since)
        return "\n\n".join(
            (
                f"Rule {self.rule.named}, in force since {since}: {self.title}",
                self.rule.text,
                "\n".join(MEANS_NOT),
                f"Case {self.case}",
                self.sentence,
            )
        )

    def records(self, on: date) -> tuple[Records, ...]:
        """Return the text as the fact that a receipt lists; *on* is the day it was confirmed."""
        record = Record(self.rule.id, on, f"{self.title}. Fingerprint {self.fingerprint}.")
        return (Records("What was read (1)", (record,), ("Rule", "Confirmed", "Text")),)

    @property
    def fingerprint(self) -> str:
        """Return the SHA-256 of what is shown."""
        return fingerprint(self.shown)


def short(digest: str) -> str:
    """Return the first 16 digits of a fingerprint in groups of four, as a receipt prints it."""
    return " ".join(digest[start : start + 4] for start in range(0, 16, 4))


@dataclass(frozen=True, slots=True)
class Change:
    """A part of a text that stayed, came in or went out."""

    kind: str
    """same, new or gone."""
    text: str


def difference(old: str, new: str) -> tuple[Change, ...]:
    """Return how *new* differs from *old*, word by word, in reading order."""
    before, after = old.split(), new.split()
    parts: list[Change] = []
    for verb, i, j, k, n in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if verb == "equal":
            parts.append(Change("same", " ".join(after[k:n])))
            continue
        if j > i:
            parts.append(Change("gone", " ".join(before[i:j])))
        if n > k:
            parts.append(Change("new", " ".join(after[k:n])))
    return tuple(parts)
