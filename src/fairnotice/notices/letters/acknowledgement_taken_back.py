"""Word that a confirmation was taken back: both stay on record, and nothing follows."""

from __future__ import annotations

from datetime import datetime

from fairnotice.notices import passages, words
from fairnotice.notices.documents import Document
from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter, Section
from fairnotice.notices.understood import Understood
from fairnotice.notices.writing import write_about_rule


def acknowledgement_taken_back(
    to: Envelope, text: Understood, *, signed_at: datetime, taken_back_at: datetime, question_days: int = 14
) -> Letter:
    """Return the receipt of a confirmation that was taken back."""
    rule = text.rule
    return write_about_rule(
        Document.ACKNOWLEDGEMENT_TAKEN_BACK,
        to,
        rule,
        subject=f"Receipt: you took back your word on rule {rule.id}, {to.day(to.written_on)}",
        opening=(
            f"You took back that you had read rule {rule.id} of the {rule.policy}. This receipt is yours to keep.",
            passages.nothing_decided_by_it(to),
        ),
        sections=(
            passages.the_rule(rule),
            Section("WHAT YOU TOOK BACK", (f'"{text.sentence}"',)),
            Section("WHEN", (f"Given {to.moment(signed_at)}.", f"Taken back {to.moment(taken_back_at)}.")),
            Section(
                "WHAT FOLLOWS",
                ("Nothing follows from this. Both dates stand on record. You can confirm again at any time.",),
            ),
            passages.to_object(to, question_days=question_days, what="what was reported"),
        ),
        records=text.records(words.local_date(signed_at, to.zone)),
    )
