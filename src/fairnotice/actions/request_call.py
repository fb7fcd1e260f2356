"""Ask to be called; it is never refused, and the account's time stands still until times are offered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from fairnotice.actions.ask import Ask, Asked, ask


@dataclass(frozen=True, slots=True)
class RequestCall:
    """Who wants to be called, about what, and when they can be reached."""

    case_id: UUID
    person_id: int
    text: str


def request_call(command: RequestCall, *, now: datetime) -> Asked:
    """
    Open a thread, with the limit and the default of a question: a person answers, or the case ends.

    Raises:
        NotAParty: the case does not concern this person.
    """
    return ask(Ask(command.case_id, command.person_id, command.text, call=True), now=now)
