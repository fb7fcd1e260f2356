"""What a decision rested on has changed, so somebody new looks at it again."""

from __future__ import annotations

from datetime import datetime

from fairnotice.notices import passages
from fairnotice.notices.documents import Document
from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter, Section
from fairnotice.notices.objections import Contested, to_object_in_case
from fairnotice.notices.writing import Reasons, write

WHY = {
    "finding_corrected": "Facts that it rested on were corrected. With them it might not have been made.",
    "foundation": "It rested on an earlier step, which has been undone or is objected to.",
    "own_initiative": "A reviewer asked for it.",
    "request": "You asked for it.",
}


def fresh_review_owed(to: Envelope, why: Reasons, *, contested: Contested, because: str, answer_by: datetime) -> Letter:
    """Return the letter that says that we look again by ourselves, why, and by when."""
    waits = contested.since is None and contested.measure.restricts and not contested.worked
    return write(
        Document.FRESH_REVIEW_OWED,
        to,
        why,
        subject=f"We look again at the decision of {to.day(contested.decided_on)}",
        opening=(
            (
                f"Somebody who took no part looks again at the decision of {to.day(contested.decided_on)}: "
                f"{contested.said}. You need do nothing."
            ),
            "It cannot begin before that." if waits else "Until then all goes on as it was. No end moves to later.",
        ),
        sections=(
            passages.the_rule(why.rule),
            Section("WHY", (WHY[because],)),
            Section("YOU HEAR FROM US BY", (f"{to.deadline(answer_by)}.",)),
            Section(
                "WHAT FOLLOWS",
                ("It stands, or something lighter takes its place, or it is undone. Our silence undoes it.",),
            ),
            to_object_in_case(to),
        ),
    )
