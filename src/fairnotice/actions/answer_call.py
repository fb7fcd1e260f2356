"""Offer times for a call to somebody who asked to be called."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from fairnotice.actions.reply import Reply, reply
from fairnotice.kernel.refusal import Refusal

LEAST_TIMES = 2


class TimesNeeded(Refusal):
    """Whoever asked to be called can choose when."""

    code: ClassVar[str] = "times_needed"

    def __init__(self) -> None:
        super().__init__("Offer at least two times for the call, one a line.")


@dataclass(frozen=True, slots=True)
class AnswerCall:
    """Who offers which times for which wish."""

    case_id: UUID
    reviewer_id: int
    thread: int
    text: str
    times: tuple[str, ...]
    cites: tuple[str, ...] = ()


def answer_call(command: AnswerCall, *, now: datetime) -> None:
    """
    Send the times; the account's own time goes on with it.

    Raises:
        TimesNeeded: fewer than two times are offered.
        NoSuchQuestion: that wish is not open.
        OwnWordsNeeded, NearCopy: the words were not written for this account.
    """
    if len(command.times) < LEAST_TIMES:
        raise TimesNeeded
    wish = Reply(
        case_id=command.case_id,
        reviewer_id=command.reviewer_id,
        thread=command.thread,
        text=command.text,
        cites=command.cites,
        call_times=command.times,
    )
    reply(wish, now=now)
