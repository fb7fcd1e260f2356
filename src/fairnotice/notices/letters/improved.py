"""The later work is good enough; the case ends."""

from __future__ import annotations

from fairnotice.notices import passages, words
from fairnotice.notices.documents import Document
from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter, Section
from fairnotice.notices.statement import MemberPart, Remeasurement, StatementOfReasons
from fairnotice.notices.writing import shown_to, write


def improved(to: Envelope, why: StatementOfReasons, *, after: Remeasurement, part: MemberPart | None = None) -> Letter:
    """Return the letter that ends a case because the later work is good enough, with the numbers."""
    member = to.role == "member"
    whose = "The agency's" if member else to.whose.capitalize()
    n = after.numbers
    rated = words.counted(n.rated, "contract")
    numbers = (
        f"{rated} that ended after {to.day(after.since)} {passages.were(n.rated)} rated by "
        f"{words.counted(n.clients, 'client')}: {n.satisfied} satisfied, {n.unsatisfied} not. "
        f"{passages.estimate(n)} The case ends when that chance is below {words.of_100(n.keeps)} in 100."
    )
    return write(
        Document.IMPROVED,
        to,
        why,
        subject=f"{to.account_name if to.is_agency else 'Your contracts'}: improved. The case ended on "
        f"{to.day(to.written_on)}",
        opening=(f"{whose} later work is good enough. Case {to.case} has ended. Nothing is left to do.",),
        sections=(
            passages.the_rule(why.rule),
            Section(
                "THE NUMBERS",
                (
                    "A program counted only contracts that ended later. The agency's numbers go to its managers."
                    if member
                    else numbers,
                    f"The program looked on {to.day(after.look_on)}. It may end a case, never make one worse.",
                ),
            ),
            Section("WHAT FOLLOWS", ("The record shows the case as improved. It counts for nothing later.",)),
            passages.to_object_after(to),
        ),
        records=passages.records(shown_to(to, why, part)) if member else passages.later(after),
        snapshot=after.snapshot,
    )
