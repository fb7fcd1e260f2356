"""A word on the way through the time to improve."""

from __future__ import annotations

from datetime import datetime

from fairnotice.notices import passages, words
from fairnotice.notices.documents import Document
from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter, Link, Section
from fairnotice.notices.stated_facts import require
from fairnotice.notices.statement import StatementOfReasons
from fairnotice.notices.writing import write


def reminder(
    to: Envelope,
    why: StatementOfReasons,
    *,
    goals: tuple[str, ...],
    ends_at: datetime,
    later_rated: int,
    later_satisfied: int,
    question_days: int = 14,
) -> Letter:
    """
    Return the reminder: how long the time to improve still runs and what has been counted since.

    Raises:
        FactsMissing: no goal.
    """
    require(goals=goals)
    until = words.weekday(words.deadline_day(ends_at, to.zone))
    since = (
        f"{words.counted(later_rated, 'later contract')} {passages.were(later_rated)} rated so far, "
        f"{later_satisfied} of them satisfied."
        if later_rated
        else "No later contract has been rated so far. That does no harm."
    )
    return write(
        Document.REMINDER,
        to,
        why,
        subject=f"A reminder: {to.whose} time to improve ends on {until}",
        opening=(
            f"The time to improve in case {to.case} ends on {to.deadline(ends_at)}. {since}",
            passages.nothing_restricted(to),
        ),
        sections=(
            passages.the_rule(why.rule),
            Section("WHAT IT RESTS ON", (passages.tally(to, why), passages.estimate(why.numbers))),
            Section("THE GOALS", ("Any one of these ends the case early:",), items=goals),
            Section(
                "WHAT FOLLOWS",
                (
                    (
                        "If the later work is good enough, the case ends. If it is not, you get the numbers and a new "
                        "right to answer. Too little later work to be sure never counts against you."
                    ),
                    passages.no_limit_follows(),
                ),
                link=Link(f"Follow case {to.case}", to.case_url),
            ),
            passages.to_object(to, question_days=question_days),
        ),
    )
