"""The first notice of a case: to the people who answer for the account."""

from __future__ import annotations

from datetime import datetime

from fairnotice.notices import passages, words
from fairnotice.notices.documents import Document
from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter, Section
from fairnotice.notices.statement import StatementOfReasons
from fairnotice.notices.writing import write
from fairnotice.policy.rulebook import Deadlines


def first_notice(
    to: Envelope, why: StatementOfReasons, *, deadlines: Deadlines, example_due_at: datetime | None = None
) -> Letter:
    """
    Return the letter that opens a case, to a manager, an owner or a freelancer.

    *example_due_at* is when the time to answer would end were the letter opened on the day it is dated.
    """
    named = to.account_name if to.is_agency else "Your contracts"
    return write(
        Document.FIRST_NOTICE,
        to,
        why,
        subject=f"{named}: please answer our letter of {words.weekday(to.written_on)}",
        opening=(_opening(to), passages.nothing_restricted(to)),
        sections=(
            passages.the_rule(why.rule),
            passages.rests_on(to, why),
            passages.answer_time(to, deadlines, example_due_at),
            _what_helps(to, why),
            _what_follows(to, deadlines),
            passages.to_object(to, question_days=deadlines.question),
        ),
    )


def _opening(to: Envelope) -> str:
    """Return where this comes from and what it is, without a buffer."""
    if not to.is_agency:
        return (
            f"You work on {to.marketplace}. Too many of your clients were unhappy, "
            "and we are now sure enough to tell you."
        )
    stands = "own" if to.role == "owner" else "manage"
    return (
        f"You {stands} {to.account_name} on {to.marketplace}. Too many of its clients were unhappy, "
        "and we are now sure enough to tell you."
    )


def _what_helps(to: Envelope, why: StatementOfReasons) -> Section:
    """Return what would end it, easiest first."""
    member = passages.one_member(why) if to.is_agency else ()
    first = " ".join(("Tell us what will change; a few sentences are enough.", *member))
    return Section("WHAT HELPS", (first, " ".join(passages.ways_out(to, why.remedy)), "A pause does no harm."))


def _what_follows(to: Envelope, deadlines: Deadlines) -> Section:
    """Return what comes next by when, and what cannot come."""
    steps = []
    if to.is_agency:
        steps.append(
            f"Your members hear about their own contracts {words.counted(deadlines.head_start, 'day')} "
            "after this letter reaches you."
        )
    steps.append(
        "When you have answered, or your time is over, a person reads the case within "
        f"{words.counted(deadlines.review, 'day')}. That person may end it, or give "
        f"{words.counted(deadlines.improvement, 'day')} to improve. Then only contracts that ended after this letter "
        "count. If nobody acts in time, the case ends. Not answering is no admission."
    )
    return Section("WHAT FOLLOWS", (" ".join(steps), passages.no_limit_follows()))
