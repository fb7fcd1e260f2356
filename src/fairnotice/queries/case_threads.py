"""Questions and their replies: each thread has a reference, an answer-by time and the facts it cites."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fairnotice.notices.question_parts import parts_of
from fairnotice.queries.case_record import CaseRecord, Happening

ASKED = "QuestionAsked"
REPLIED = "ReplySent"


@dataclass(frozen=True, slots=True)
class Message:
    """What one person wrote, and the contracts they named."""

    event: int
    """Its number, so that a link can lead to it."""
    by_id: int | None
    by_name: str
    ours: bool
    """Written by the quality team."""
    at: datetime
    words: str
    contracts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Thread:
    """One question, what was replied, and by when a reply is owed."""

    number: int
    """Counts from 1 within the case."""
    reference: str
    question: Message
    replies: tuple[Message, ...]
    answer_by: datetime | None
    """None once it was answered."""
    call: bool = False
    """Asks to be called."""

    @property
    def parts(self) -> tuple[str, ...]:
        """Return what the question asks, one by one."""
        return () if self.call else parts_of(self.question.words)

    @property
    def open(self) -> bool:
        """Say whether the question still waits for its reply."""
        return self.answer_by is not None


def message_of(record: CaseRecord, event: Happening) -> Message:
    """Return the words of *event* as a message."""
    return Message(
        event=event.number,
        by_id=event.actor_id,
        by_name=event.actor_name,
        ours=event.actor_kind == "reviewer",
        at=event.at,
        words=event.words,
        contracts=record.contracts_in(event.words),
    )


def threads_of(record: CaseRecord) -> tuple[Thread, ...]:
    """Return every question of the case with its replies, oldest first."""
    return tuple(_thread(record, asked) for asked in record.named(ASKED))


def _thread(record: CaseRecord, asked: Happening) -> Thread:
    number = int(asked.facts["thread"])
    waiting = record.state.question(number)
    return Thread(
        number=number,
        reference=f"{record.reference}-Q{number}",
        question=message_of(record, asked),
        replies=tuple(message_of(record, r) for r in record.named(REPLIED) if r.facts["thread"] == number),
        answer_by=waiting.answer_by if waiting else None,
        call=bool(asked.facts.get("call")),
    )
