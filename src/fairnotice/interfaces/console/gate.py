"""What a document still lacks before it may be sent, said while it is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from fairnotice.notices import words
from fairnotice.queries.case_record import CaseRecord


class Draft(Protocol):
    """What a reviewer has written so far."""

    @property
    def text(self) -> str:
        """The words."""

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


def checks_of(record: CaseRecord, kind: str, draft: Draft) -> tuple[Check, ...]:
    """Return what the gate looks at for a document of this *kind*, and whether it is there."""
    written = bool(draft.text.strip())
    found = [Check(written, "Something is written" if written else "Write it down: the account reads it word for word")]
    if kind == "reply":
        found.append(_facts(draft))
    if kind == "improvement" and record.state.questions:
        found.append(Check(False, "A question waits for its reply. Reply first"))
    return tuple(found)


def _facts(draft: Draft) -> Check:
    if draft.cites:
        return Check(True, f"Names {words.counted(len(draft.cites), 'contract')}: {words.some_of(draft.cites)}")
    if draft.what_would_change:
        return Check(True, "Says what would change the result; the letter lists it")
    return Check(False, "Name at least one contract of this case, or say what would change the result")


def missing(checks: tuple[Check, ...]) -> tuple[Check, ...]:
    """Return what is not there yet."""
    return tuple(check for check in checks if not check.holds)
