"""Time to improve begins, with goals and an end."""

from __future__ import annotations

from datetime import date, datetime

from fairnotice.notices import passages, words
from fairnotice.notices.documents import Document
from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter, Link, Section
from fairnotice.notices.stated_facts import require
from fairnotice.notices.statement import StatementOfReasons
from fairnotice.notices.writing import write
from fairnotice.policy.rulebook import Deadlines


def improvement_started(
    to: Envelope,
    why: StatementOfReasons,
    *,
    goals: tuple[str, ...],
    guidance: str,
    warned_on: date,
    ends_at: datetime,
    deadlines: Deadlines,
) -> Letter:
    """
    Return the letter that starts the time to improve.

    *ends_at* is the earliest end: the days count from when the letter arrives. Only contracts that ended after
    *warned_on*, the day the first letter arrived, are judged.

    Raises:
        FactsMissing: no goal, or no words of the reviewer.
    """
    require(goals=goals, guidance=guidance)
    until = words.weekday(words.deadline_day(ends_at, to.zone))
    named = f"{to.account_name}: time" if to.is_agency else "Time"
    return write(
        Document.IMPROVEMENT_STARTED,
        to,
        why,
        subject=f"{named} to improve, until {until} or later",
        opening=(
            (
                f"{to.signed_by or 'A person of our team'} has read the case. You have "
                f"{words.counted(deadlines.improvement, 'day')} to improve. They count from when this letter reaches "
                f"you, and end at the earliest on {to.deadline(ends_at)}."
            ),
            passages.nothing_restricted(to),
        ),
        sections=(
            passages.the_rule(why.rule),
            Section(
                "WHAT IT RESTS ON",
                (
                    passages.tally(to, why),
                    passages.estimate(why.numbers),
                    f"{why.detection.by_program} {to.signed_by or 'A person'} decided to give you this time.",
                ),
            ),
            Section("OUR REASONS", tuple(p.strip() for p in guidance.split("\n\n") if p.strip())),
            Section("THE GOALS", ("Any one of these ends the case early:",), items=goals),
            Section(
                "HOW IT IS JUDGED",
                (
                    (
                        f"Only contracts that ended after {to.day(warned_on)}, when our first letter arrived, count. "
                        "What came before is not held against you again. New ratings are looked at as they come in; "
                        "you need not ask."
                    ),
                    (
                        "If there is too little later work to be sure, the same time starts once more. If there is too "
                        "little then as well, the case ends."
                    ),
                ),
            ),
            Section(
                "WHAT FOLLOWS",
                (
                    (
                        "If the later work is good enough, the case ends. If it is not, you get the numbers in a new "
                        f"letter, and {words.counted(deadlines.response, 'day')} to answer it."
                    ),
                    passages.no_limit_follows(),
                ),
                link=Link(f"Follow case {to.case}", to.case_url),
            ),
            passages.to_object(to, question_days=deadlines.question),
        ),
    )
