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
    plan_holds_from: datetime | None = None,
    question_days: int = 14,
) -> Letter:
    """
    Return the receipt: what was said, when, and by when a person reads it.

    *plan_holds_from* is when silence accepts the plan in the answer; None where it holds no plan.

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
                _follows(to, review_by, plan_holds_from),
            ),
            passages.to_object(to, question_days=question_days),
        ),
    )


def _follows(to: Envelope, review_by: datetime, plan_holds_from: datetime | None) -> tuple[str, ...]:
    """Return what our silence means: the plan holds, or without one the case ends."""
    if plan_holds_from is None:
        return (
            (
                f"A person reads the case by {to.deadline(review_by)}, and writes to you. "
                "If nobody does by then, the case ends and leaves no trace."
            ),
        )
    return (
        (
            f"A person reads your plan. If nobody objects to it by {to.deadline(plan_holds_from)}, it holds as you "
            "proposed it, and your time to improve begins. You then get a letter that says so."
        ),
    )
