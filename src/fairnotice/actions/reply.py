"""Answer a question with a fact of the case; an answer without one cannot be sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from django.db import transaction

from fairnotice.actions.case_letters import Said
from fairnotice.actions.own_words import ensure_own_words
from fairnotice.actions.taking_steps import goes_on_until, locked, take
from fairnotice.cases.events import ReplySent
from fairnotice.cases.flow import decide
from fairnotice.cases.stages import Who
from fairnotice.kernel.refusal import Refusal
from fairnotice.ledger.casebook import Docket
from fairnotice.notices.question_parts import composed, parts_of


class PartUnanswered(Refusal):
    """Who asks three things is told three things."""

    code: ClassVar[str] = "part_unanswered"

    def __init__(self, *, part: str, number: int) -> None:
        super().__init__(f"Question {number} is not answered yet: “{part}”")
        self.part = part
        self.number = number


@dataclass(frozen=True, slots=True)
class Reply:
    """A reviewer's answer, and the facts it names."""

    case_id: UUID
    reviewer_id: int
    thread: int
    text: str
    cites: tuple[str, ...] = ()
    """Contract ids of this case."""
    what_would_change: bool = False
    """Whether it says what would change the result; the letter then lists it."""
    call_times: tuple[str, ...] = ()
    """When we offer to call, to somebody who asked to be called: at least two, so that they can choose."""
    answers: tuple[str, ...] = ()
    """One for each part, where the question asks several things; *text* is then what is said besides."""


@transaction.atomic
def reply(command: Reply, *, now: datetime) -> None:
    """
    Send the answer; the account's time goes on with it.

    Raises:
        StatesFacts: it names no contract of this case and not what would change the result.
        NoSuchQuestion: that question is not open.
        PartUnanswered: the question asks several things, and one of them has no answer.
        OwnWordsNeeded, NearCopy: it was not written for this account.
    """
    docket, policy = locked(command.case_id)
    text = worded(docket, command)
    step = ReplySent(
        at=now,
        by=Who.REVIEWER,
        thread=command.thread,
        cites=command.cites,
        what_would_change=command.what_would_change,
        call_times=command.call_times,
        goes_on_until=goes_on_until(docket, policy, now=now),
    )
    decide(docket.case, step)
    ensure_own_words(docket, text, policy=policy)
    take(docket, step, actor=command.reviewer_id, now=now, said=Said(text=text))


def worded(docket: Docket, command: Reply) -> str:
    """
    Return the reply as it is sent: each answer under its question, where several were asked.

    Raises:
        PartUnanswered: a part has no answer.
    """
    parts = () if command.call_times else parts_of(question_of(docket, command.thread))
    if len(parts) < 2:  # noqa: PLR2004  a single question is answered by the text as a whole
        return "\n\n".join(filter(None, (*(a.strip() for a in command.answers), command.text.strip())))
    answers = (*command.answers, *("" for _ in parts))[: len(parts)]
    for number, (part, answer) in enumerate(zip(parts, answers, strict=True), 1):
        if not answer.strip():
            raise PartUnanswered(part=part, number=number)
    return composed(parts, answers, command.text)


def question_of(docket: Docket, thread: int) -> str:
    """Return the words of the question that opened *thread*; empty where they were shredded or never were."""
    asked = docket.row.events.filter(name="QuestionAsked", facts__thread=thread).select_related("words").first()
    return asked.words.text if asked and hasattr(asked, "words") else ""
