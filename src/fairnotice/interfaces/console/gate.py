"""What a document still lacks before it may be sent, said while it is written."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import Protocol

from fairnotice.notices import words
from fairnotice.queries.case_record import CaseRecord


class Draft(Protocol):
    """What a reviewer has written so far."""

    @property
    def text(self) -> str:
        """The words."""

    @property
    def times(self) -> tuple[str, ...]:
        """When we can call somebody who asked to be called."""

    @property
    def answers(self) -> tuple[str, ...]:
        """One for each part of a question that asks several things."""

    @property
    def cites(self) -> tuple[str, ...]:
        """Contracts of this case that it names."""

    @property
    def what_would_change(self) -> bool:
        """Whether it says what would change the result."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing the gate looks at."""

    holds: bool
    sentence: str


def checks_of(record: CaseRecord, kind: str, draft: Draft, *, parts: tuple[str, ...] = ()) -> tuple[Check, ...]:
    """Return what the gate looks at for a document of this *kind*, and whether it is there."""
    if len(parts) > 1:
        found = [_part(n, part, answer) for n, (part, answer) in enumerate(_answered(parts, draft.answers), 1)]
        return (*found, _facts(draft))
    written = bool(draft.text.strip())
    found = [Check(written, "Something is written" if written else "Write it down: the account reads it word for word")]
    if kind == "reply" and not draft.times:
        found.append(_facts(draft))
    if kind == "improvement" and record.state.questions:
        found.append(Check(False, "A question waits for its reply. Reply first"))
    return tuple(found)


def _answered(parts: tuple[str, ...], answers: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return each part of the question with its answer."""
    return list(zip_longest(parts, answers[: len(parts)], fillvalue=""))


def _part(number: int, part: str, answer: str) -> Check:
    quoted = f"“{part}”"
    return Check(True, f"Answers {quoted}") if answer.strip() else Check(False, f"Answer question {number}: {quoted}")


def _facts(draft: Draft) -> Check:
    if draft.cites:
        return Check(True, f"Names {words.counted(len(draft.cites), 'contract')}: {words.some_of(draft.cites)}")
    if draft.what_would_change:
        return Check(True, "Says what would change the result; the letter lists it")
    return Check(False, "Name at least one contract of this case, or say what would change the result")


def missing(checks: tuple[Check, ...]) -> tuple[Check, ...]:
    """Return what is not there yet."""
    return tuple(check for check in checks if not check.holds)
