"""A restriction has ended early: what ends it has happened, or a person lifted it."""

from __future__ import annotations

from datetime import date

from fairnotice.cases.measures import Measure
from fairnotice.notices import passages
from fairnotice.notices.documents import Document
from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter, Records, Section
from fairnotice.notices.letters.restriction_ended import free, stays_on_record
from fairnotice.notices.measures_said import named
from fairnotice.notices.stated_facts import require
from fairnotice.notices.writing import Reasons, write


def lifted(
    to: Envelope,
    why: Reasons,
    *,
    measure: Measure,
    since: date,
    because: str,
    others: tuple[str, ...] = (),
    records: tuple[Records, ...] = (),
) -> Letter:
    """
    Return the letter of the day on which a restriction ended early; *because* names the fact, or a person's reasons.

    Raises:
        FactsMissing: nothing is said of why.
    """
    require(why_it_ended=because)
    reason = "The agency's managers have the reasons." if to.role == "member" else because
    name = to.account_name if to.is_agency else "Your account"
    return write(
        Document.LIFTED,
        to,
        why,
        subject=f"{name}: {named(measure)} ended early, on {to.day(to.written_on)}",
        opening=(f"What began on {to.day(since)} has ended early: {named(measure)}. {free(to, others)}",),
        sections=(
            passages.the_rule(why.rule),
            Section("WHY", (reason,)),
            Section("WHAT FOLLOWS", (stays_on_record(),)),
            passages.to_object_after(to),
        ),
        records=records,
    )
