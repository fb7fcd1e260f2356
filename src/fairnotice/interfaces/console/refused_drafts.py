"""Drafts that the gate sends back are counted: how often, and why."""

from __future__ import annotations

from itertools import zip_longest
from typing import Protocol

from django.http import HttpRequest

from fairnotice.actions.record_refused_draft import RecordRefusedDraft, record_refused_draft
from fairnotice.actions.reply import PartUnanswered
from fairnotice.cases.refusals import StatesFacts
from fairnotice.interfaces.clock import now
from fairnotice.interfaces.console.gate import Draft
from fairnotice.interfaces.portal.viewing import person_id_of
from fairnotice.kernel.refusal import Refusal
from fairnotice.queries.case_record import CaseRecord
from fairnotice.queries.case_threads import Thread


class Written(Draft, Protocol):
    """A draft with all its fields together."""

    @property
    def everything(self) -> str:
        """All that was written."""


def count_missing(
    request: HttpRequest, record: CaseRecord, kind: str, question: Thread | None, written: Written
) -> None:
    """Count what the gate saw before the deed was tried; an empty form is no draft."""
    parts = question.parts if question else ()
    open_parts = [
        PartUnanswered(part=part, number=number)
        for number, (part, answer) in enumerate(zip_longest(parts, written.answers[: len(parts)], fillvalue=""), 1)
        if len(parts) > 1 and not answer.strip()
    ]
    refusal: Refusal | None = open_parts[0] if open_parts else None
    if refusal is None and kind == "reply" and not (written.cites or written.what_would_change or written.times):
        refusal = StatesFacts()
    if refusal is not None and written.everything.strip():
        count_refused(request, record, kind, question, written.everything, refusal)


def count_refused(
    request: HttpRequest, record: CaseRecord, kind: str, question: Thread | None, text: str, refusal: Refusal
) -> None:
    """Put one refusal on record."""
    wish = RecordRefusedDraft(
        case_id=record.id,
        person_id=person_id_of(request),
        document=kind,
        text=text,
        thread=question.number if question else 0,
    )
    record_refused_draft(wish, refusal, now=now())
