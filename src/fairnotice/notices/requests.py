"""What an account asks for, and what it was told: the facts of the letters about requests."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from fairnotice.notices import words


class Wish(StrEnum):
    """What can be asked for; stored values, never renamed."""

    EXIT = "exit"
    """End a hold or suspension early."""
    CORRECTION = "correction"
    """Leave contracts out of what counts."""
    REINSTATEMENT = "reinstatement"
    """Open a closed account again."""
    REVIEW = "review"
    """Look at a decision again."""
    FRESH_START = "fresh_start"
    """Begin anew some time after a closure."""


ASKED = {
    Wish.EXIT: "to end the restriction early",
    Wish.CORRECTION: "to leave out {items}",
    Wish.REINSTATEMENT: "to open the account again",
    Wish.REVIEW: "to look again",
    Wish.FRESH_START: "for a fresh start",
}
DONE = {
    Wish.EXIT: "The restriction has ended today.",
    Wish.CORRECTION: "No look counts {items} from now on. The next look is made without {them}.",
    Wish.REINSTATEMENT: "The account is open again from today.",
    Wish.REVIEW: "Somebody new looks at it again. You hear from them within 14 days.",
    Wish.FRESH_START: "The account is open again from today. What was before does not count.",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, in words."""

    wish: Wish
    items: tuple[str, ...] = ()
    """Contracts that should be left out."""
    about: str = ""
    """Reference of the case it is about; empty where it is about what counts alone."""

    @property
    def said(self) -> str:
        """Return what was asked for, after ``you asked us``."""
        return ASKED[self.wish].format(items=self.named)

    @property
    def done(self) -> str:
        """Return what a grant brings."""
        return DONE[self.wish].format(items=self.named, them="it" if len(self.items) == 1 else "them")

    @property
    def named(self) -> str:
        """Return the contracts in words."""
        return words.listed(self.items) or "some contracts"
