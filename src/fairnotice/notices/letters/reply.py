"""A person's answer to a question, with the facts it rests on."""

from __future__ import annotations

from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter
from fairnotice.notices.statement import StatementOfReasons
from fairnotice.notices.threads import AnswerTime, Cites, Question


def reply(
    to: Envelope,
    why: StatementOfReasons,
    *,
    question: Question,
    answer: str,
    cites: Cites,
    time: AnswerTime | None = None,
) -> Letter:
    """Return the letter."""
    raise NotImplementedError
