"""What carries a letter out, and the three ways in which that can fail."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from fairnotice.ledger.letters import Outgoing


class NothingLeft(Exception):  # noqa: N818  says what is known, like the others
    """The attempt failed before anything left, so it may be made again."""


class Unreachable(NothingLeft):
    """Nobody answers at all; other letters on this channel would fare the same."""


class Refused(Exception):  # noqa: N818  says what is known, like the others
    """The letter was refused for good before anything left; this address will not take it."""


class InDoubt(Exception):  # noqa: N818  says what is known, like the others
    """It failed when the letter may have left; it must not be sent again on this channel."""


class Taken(Exception):  # noqa: N818  says what is known, like the others
    """The row is no longer ours: our lease ran out and somebody else has judged it."""


class Carrier(Protocol):
    """One way out of the house."""

    def arrived(self, row: Outgoing) -> bool | None:
        """Say whether an interrupted attempt went through; None where nobody can know."""

    def carry(self, row: Outgoing, *, about_to_leave: Callable[[], None]) -> None:
        """
        Carry the letter out.

        *about_to_leave* is called once, right before the letter's words leave; when it
        raises, nothing may leave.

        Raises:
            NothingLeft: nothing left; try again later.
            Refused: nothing left, and it never will.
            InDoubt: it may have left.
        """
