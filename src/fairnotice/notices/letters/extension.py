"""More time to answer."""

from __future__ import annotations

from datetime import datetime

from fairnotice.notices import passages, words
from fairnotice.notices.documents import Document
from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter, Link, Section
from fairnotice.notices.writing import Part, Reasons, shown_to, write


def extension(
    to: Envelope,
    why: Reasons,
    *,
    was: datetime,
    due_at: datetime,
    part: Part | None = None,
    question_days: int = 14,
) -> Letter:
    """Return the letter that gives more time, with the old and the new date."""
    new = to.deadline(due_at)
    member = to.role == "member"
    who = "The agency's manager has" if member else "You now have"
    return write(
        Document.EXTENSION,
        to,
        why,
        subject=f"More time to answer: until {words.weekday(words.deadline_day(due_at, to.zone))}",
        opening=(
            f"{who} more time to answer in case {to.case}. The new date is {new}. It was {to.deadline(was)}.",
            passages.nothing_restricted(to),
        ),
        sections=(
            passages.the_rule(why.rule),
            Section(
                "WHAT IT RESTS ON",
                ("The facts of the case have not changed. They stand below. " + why.how_found,),
            ),
            Section(
                "NOTHING TO DO" if member else "PLEASE ANSWER by then",
                (
                    "This changes nothing for you. You can still add your own word to the case."
                    if member
                    else "A date of yours is only ever moved to later. You can answer before it, too.",
                ),
                link=Link(f"Open case {to.case}", to.case_url)
                if member
                else Link(f"Answer case {to.case}", f"{to.case_url}answer/"),
            ),
            Section(
                "WHAT FOLLOWS",
                ("When that time is over, a person reads the case. Not answering is no admission.",),
            ),
            passages.to_object_part(to) if member else passages.to_object(to, question_days=question_days),
        ),
        records=passages.records(shown_to(to, why, part)),
    )
