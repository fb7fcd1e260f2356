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
    guidance: str = "",
    plan: tuple[str, ...] = (),
    warned_on: date,
    ends_at: datetime,
    deadlines: Deadlines,
) -> Letter:
    """
    Return the letter that starts the time to improve.

    *ends_at* is the earliest end: the days count from when the letter arrives. Only contracts that ended after
    *warned_on*, the day the first letter arrived, are judged.

    *guidance* is the reviewer's reasons; without it the *plan* that the account proposed holds, because nobody
    objected to it in time.

    Raises:
        FactsMissing: no goal, or neither words of a reviewer nor a plan of the account.
    """
    require(goals=goals, reasons=guidance or plan)
    until = words.weekday(words.deadline_day(ends_at, to.zone))
    named = f"{to.account_name}: time" if to.is_agency else "Time"
    return write(
        Document.IMPROVEMENT_STARTED,
        to,
        why,
        subject=f"{named} to improve, until {until} or later",
        opening=(
            (
                f"{_why_now(to, guidance)} You have "
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
                    f"{why.detection.by_program} {_decided(to, guidance)}",
                ),
            ),
            *_in_words(guidance, plan),
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


def _why_now(to: Envelope, guidance: str) -> str:
    """Return why the time begins now."""
    if guidance:
        return f"{to.signed_by or 'A person of our team'} has read the case."
    return "You proposed a plan, and nobody objected to it in time. It holds as you proposed it."


def _decided(to: Envelope, guidance: str) -> str:
    """Return who decided to give this time; nobody did where our silence accepted a plan."""
    return f"{to.signed_by or 'A person'} decided to give you this time." if guidance else "No person decided this."


def _in_words(guidance: str, plan: tuple[str, ...]) -> tuple[Section, ...]:
    """Return the reviewer's reasons and the account's plan, whichever there are."""
    reasons = Section("OUR REASONS", tuple(p.strip() for p in guidance.split("\n\n") if p.strip()))
    yours = Section("YOUR PLAN", ("In your own words. What is counted is below:",), items=plan)
    return (*((reasons,) if guidance else ()), *((yours,) if plan else ()))
