"""The account was right: the decision is undone, and everything is put back."""

from __future__ import annotations

from datetime import datetime

from fairnotice.notices import passages, words
from fairnotice.notices.documents import Document
from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter, Section
from fairnotice.notices.letters.decision_upheld import answered
from fairnotice.notices.objections import Contested, Heard, opened_by, to_object_in_case
from fairnotice.notices.writing import Part, Reasons, shown_to, write


def decision_reversed(
    to: Envelope,
    why: Reasons,
    *,
    contested: Contested,
    heard: Heard,
    restore_by: datetime | None = None,
    days_lost: int = 0,
    part: Part | None = None,
) -> Letter:
    """Return the letter that withdraws a decision: what was wrong, what is put back and by when."""
    about = to.account_name if to.is_agency else "you"
    return write(
        Document.DECISION_REVERSED,
        to,
        why,
        subject=f"You were right. {contested.named[:1].upper()}{contested.named[1:]} about {about} is withdrawn"
        if to.role != "member"
        else f"{contested.named[:1].upper()}{contested.named[1:]} about {about} is withdrawn",
        opening=(
            (
                f"{opened_by(to, heard, contested)} {'It' if to.role == 'member' else 'You were right. It'} "
                "was wrong, and I have withdrawn it."
            ),
            "Nothing of it is in force any more." if contested.since else "Nothing of it was in force today.",
        ),
        sections=(
            passages.the_rule(why.rule),
            *(Section(s.heading.replace("WHY", "WHAT WAS WRONG"), s.paragraphs, s.items) for s in answered(to, heard)),
            put_back(to, contested, restore_by=restore_by, days_lost=days_lost),
            Section("WHAT FOLLOWS", ("Nothing is asked of you. Nobody opens this again on the same facts.",)),
            to_object_in_case(to),
        ),
        records=passages.records(shown_to(to, why, part)),
    )


def put_back(to: Envelope, contested: Contested, *, restore_by: datetime | None, days_lost: int) -> Section:
    """Return what is put back, by when, and what we owe for what cannot be."""
    record = "The record shows it as withdrawn. It counts for nothing, now or later."
    if restore_by is None or not contested.worked:
        return Section("WHAT WE PUT BACK", (record,))
    lost = (
        f"You lost {words.counted(days_lost, 'day')} by it. That stands on record as owed to you."
        if to.role != "member"
        else ""
    )
    return Section(
        "WHAT WE PUT BACK",
        tuple(
            filter(
                None,
                (
                    "The account, its page, its place in search, its open bids, its badges and all ratings.",
                    (
                        f"{to.marketplace} confirms it to us by {to.deadline(restore_by)}. What is not back by then is "
                        "written down as owed too."
                    ),
                    lost,
                    record,
                ),
            )
        ),
    )
