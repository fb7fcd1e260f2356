"""A receipt for the account's answer."""

from __future__ import annotations

from datetime import datetime

from fairnotice.notices import passages
from fairnotice.notices.documents import Document
from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter, Section
from fairnotice.notices.stated_facts import require
from fairnotice.notices.writing import Reasons, write


def answer_receipt(
    to: Envelope,
    why: Reasons,
    *,
    answered_at: datetime,
    answer: str,
    review_by: datetime,
    question_days: int = 14,
) -> Letter:
    """
    Return the receipt: what was said, when, and by when a person reads it.

    Raises:
        FactsMissing: the answer is blank.
    """
    require(answer=answer)
    return write(
        Document.ANSWER_RECEIPT,
        to,
        why,
        subject=f"Receipt: your answer of {to.day(to.written_on)} has arrived",
        opening=(
            f"Your answer in case {to.case} has arrived. This receipt is yours to keep.",
            passages.nothing_restricted(to),
        ),
        sections=(
            Section("WHEN", (f"{to.moment(answered_at)}.",)),
            Section("WHAT YOU SAID, word for word", tuple(p.strip() for p in answer.split("\n\n") if p.strip())),
            Section(
                "WHAT IT DOES NOT MEAN",
                ("You did not admit anything. You gave up no right: you can still add to it, contest and ask.",),
            ),
            passages.the_rule(why.rule),
            Section(
                "WHAT FOLLOWS",
                (
                    (
                        f"A person reads the case by {to.deadline(review_by)}, and writes to you. "
                        "If nobody does by then, the case ends and leaves no trace."
                    ),
                ),
            ),
            passages.to_object(to, question_days=question_days),
        ),
    )
