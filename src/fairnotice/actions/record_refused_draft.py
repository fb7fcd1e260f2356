"""Count a draft that the gate sent back, so that it is known how often replies are boilerplate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from fairnotice.actions.own_words import NearCopy, OwnWordsNeeded
from fairnotice.actions.reply import PartUnanswered
from fairnotice.cases.refusals import StatesFacts
from fairnotice.kernel.fingerprint import fingerprint
from fairnotice.kernel.refusal import Refusal
from fairnotice.ledger.hearing import RefusedDraft

COUNTED = (NearCopy, OwnWordsNeeded, PartUnanswered, StatesFacts)
"""Refusals that say something of the words; a case that has moved on says nothing of them."""


@dataclass(frozen=True, slots=True)
class RecordRefusedDraft:
    """Who wrote what, and where."""

    case_id: UUID
    person_id: int
    document: str
    text: str
    thread: int = 0


def record_refused_draft(command: RecordRefusedDraft, refusal: Refusal, *, now: datetime) -> None:
    """Put the refusal on record, once for the same words; the words themselves are not kept."""
    if not isinstance(refusal, COUNTED):
        return
    RefusedDraft.objects.get_or_create(
        case_id=command.case_id,
        person_id=command.person_id,
        document=command.document,
        thread=command.thread,
        code=refusal.code,
        fingerprint=fingerprint(command.text.strip()),
        defaults={
            "refused_at": now,
            "likeness": int(100 * refusal.likeness.share) if isinstance(refusal, NearCopy) else None,
        },
    )
