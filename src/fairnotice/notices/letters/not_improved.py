"""The later work is still below the standard; a new right to answer."""

from __future__ import annotations

from datetime import datetime

from fairnotice.notices import passages, words
from fairnotice.notices.documents import Document
from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter, Section
from fairnotice.notices.stated_facts import FactsMissing
from fairnotice.notices.statement import Remeasurement, StatementOfReasons
from fairnotice.notices.writing import write
from fairnotice.policy.rulebook import Deadlines


def not_improved(
    to: Envelope,
    why: StatementOfReasons,
    *,
    after: Remeasurement,
    deadlines: Deadlines,
    example_due_at: datetime | None = None,
) -> Letter:
    """
    Return the result "not improved" with its numbers, and the second right to answer.

    Raises:
        FactsMissing: the later work holds no unsatisfied contract, or nothing is known that would change the result.
    """
    if not after.unsatisfied:
        raise FactsMissing("a later contract that was not satisfied")
    if after.remedy is None:
        raise FactsMissing("what would lift it")
    n = after.numbers
    named = to.account_name if to.is_agency else "Your contracts"
    return write(
        Document.NOT_IMPROVED,
        to,
        why,
        subject=f"{named}: the result of {to.day(after.look_on)}, please answer",
        opening=(
            f"The time to improve is over. {to.whose.capitalize()} later work is still below the standard.",
            passages.nothing_restricted(to),
        ),
        sections=(
            passages.the_rule(why.rule),
            Section(
                "WHAT IT RESTS ON",
                (
                    (
                        f"{words.counted(n.rated, 'contract')} that ended after {to.day(after.since)} "
                        f"{passages.were(n.rated)} rated by {words.counted(n.clients, 'client')}. "
                        f"{n.satisfied} {passages.were(n.satisfied)} satisfied, "
                        f"{n.unsatisfied} {passages.were(n.unsatisfied)} not: "
                        f"{words.some_of([c.id for c in after.unsatisfied])}."
                    ),
                    passages.estimate(n),
                    (
                        f"A program found this in the look of {to.day(after.look_on)}. No person has decided anything. "
                        "Only contracts that ended after our first letter were counted."
                    ),
                ),
            ),
            passages.answer_time(to, deadlines, example_due_at),
            Section(
                "WHAT HELPS",
                (
                    "Tell us what you did, and what stood in the way.",
                    " ".join(passages.ways_out(to, after.remedy)),
                ),
            ),
            Section(
                "WHAT FOLLOWS",
                (
                    (
                        "When you have answered, or your time is over, a person reads the case within "
                        f"{words.counted(deadlines.review, 'day')}. If nobody acts in time, the case ends."
                    ),
                    passages.no_limit_follows(),
                ),
            ),
            passages.to_object(to, question_days=deadlines.question),
        ),
        records=passages.later(after),
        snapshot=after.snapshot,
    )
