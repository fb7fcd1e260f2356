"""Why an account was not found, or was: one stable word and one sentence each."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum


class Reason(Enum):
    """
    A reason of a verdict. The code is stored and never renamed; the sentence is for people.

    Members keep their place: it is their bit in ``Choice.reasons``. New ones go to the end.
    """

    TOO_FEW_RATED = ("too_few_rated", "Too few contracts were rated to say anything.")
    TOO_FEW_CLIENTS = ("too_few_clients", "Too few different clients rated a contract to say anything.")
    NOTHING_RECENT = ("nothing_recent", "No contract was rated recently enough to say anything about today.")
    NO_RECENT_ADVERSE = ("no_recent_adverse", "No client was unsatisfied recently.")
    NO_NEW_ADVERSE = ("no_new_adverse", "No client was unsatisfied since the last look.")
    TOO_FEW_ADVERSE_CLIENTS = (
        "too_few_adverse_clients",
        "Too few of the unsatisfied clients are known from work with others as well.",
    )
    NOT_SURE_ENOUGH = ("not_sure_enough", "The chance of being below the standard is under the bar.")
    RESTS_ON_ONE_CLIENT = ("rests_on_one_client", "Without a single client we would no longer be sure.")
    RESTS_ON_TWO_CLIENTS = ("rests_on_two_clients", "Without two of the clients we would no longer be sure.")
    LEDGER_FULL = (
        "ledger_full",
        "Sure enough by itself, but too many of all who were ever told would then be expected to be told wrongly.",
    )
    YEAR_FULL = ("year_full", "The wrong findings expected in a year have reached their limit.")
    SHARE_FULL = ("share_full", "The share of accounts that one look may find has been reached.")
    SURE_ENOUGH = ("sure_enough", "All conditions hold.")
    TOLD_BEFORE = ("told_before", "The account was told before; this adds nothing to the ledger.")

    @property
    def code(self) -> str:
        """Return the stable word."""
        return self.value[0]

    @property
    def sentence(self) -> str:
        """Return the sentence a person reads."""
        return self.value[1]

    @property
    def bit(self) -> int:
        """Return the reason's bit in a mask."""
        return _BITS[self]


_BITS = {reason: 1 << place for place, reason in enumerate(Reason)}
SENTENCES = {reason.code: reason.sentence for reason in Reason}
"""Sentence of each code."""


def reason_codes(masks: Sequence[int]) -> list[tuple[str, ...]]:
    """Return the codes of each mask, in the order of the table."""
    known: dict[int, tuple[str, ...]] = {}
    for mask in masks:
        if mask not in known:
            known[mask] = tuple(reason.code for reason in Reason if mask & reason.bit)
    return [known[mask] for mask in masks]
