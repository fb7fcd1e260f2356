"""No later work to judge, so the time to improve starts once more."""

from __future__ import annotations

from datetime import datetime

from fairnotice.notices import passages, words
from fairnotice.notices.documents import Document
from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter, Link, Section
from fairnotice.notices.statement import StatementOfReasons
from fairnotice.notices.writing import write


def prolonged(
    to: Envelope,
    why: StatementOfReasons,
    *,
    was: datetime,
    ends_at: datetime,
    later_rated: int,
    question_days: int = 14,
) -> Letter:
    """Return the letter that says there was too little later work, and when the time ends now."""
    until = words.weekday(words.deadline_day(ends_at, to.zone))
    seen = (
        f"{words.counted(later_rated, 'later contract')} {passages.were(later_rated)} rated, not enough to be sure."
        if later_rated
        else "No later contract was rated."
    )
    return write(
        Document.PROLONGED,
        to,
        why,
        subject=f"More time to improve: until {until}",
        opening=(
            (
                f"The time to improve in case {to.case} was to end on {to.deadline(was)}. {seen} "
                "That does not count against you. So the same time starts once more."
            ),
            passages.nothing_restricted(to),
        ),
        sections=(
            passages.the_rule(why.rule),
            Section("WHAT IT RESTS ON", (passages.tally(to, why), passages.estimate(why.numbers))),
            Section("IT NOW ENDS ON", (f"{to.deadline(ends_at)}.",)),
            Section("WHAT HELPS", (" ".join(passages.ways_out(to, why.remedy)), "You need not close open contracts.")),
            Section(
                "WHAT FOLLOWS",
                (
                    (
                        "We look as soon as a later contract is rated. If we cannot be sure by the new date either, "
                        "the case ends and leaves no trace."
                    ),
                    passages.no_limit_follows(),
                ),
                link=Link(f"Follow case {to.case}", to.case_url),
            ),
            passages.to_object(to, question_days=question_days),
        ),
    )
