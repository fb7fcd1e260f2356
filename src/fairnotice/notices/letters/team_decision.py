"""Word to a team member about a decision on the agency: their own part of it, and nobody else's."""

from __future__ import annotations

from fairnotice.cases.measures import Measure
from fairnotice.notices import passages, words
from fairnotice.notices.documents import Document
from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter, Section
from fairnotice.notices.measures_said import means, named
from fairnotice.notices.writing import Part, Reasons, write


def team_decision(
    to: Envelope, why: Reasons, *, measure: Measure, days: int, own_facts: tuple[str, ...], part: Part | None
) -> Letter:
    """
    Return the letter to a member: what was decided about the agency, what it means for them, and their own facts.

    *own_facts* are those of the decision that this member worked; it may be none.
    """
    agency = to.account_name
    own = (
        f"It rests on contracts that you worked as well: {words.some_of(own_facts)}."
        if own_facts
        else "It rests on no contract that you worked."
    )
    today = (
        "It has not begun, and a letter comes before it does."
        if measure.restricts
        else "It limits nothing, neither for the agency nor for you."
    )
    return write(
        Document.TEAM_DECISION,
        to,
        why,
        subject=f"{agency}: what was decided on {to.day(to.written_on)}, and your part",
        opening=(
            (
                f"This letter decides nothing about you. {agency} got {named(measure, days=days)} from us, and its "
                "managers have the reasons. You should hear it from us too."
            ),
            f"{today} Your own account, your bids and your pay are not touched.",
        ),
        sections=(
            passages.the_rule(why.rule),
            Section("WHAT CONCERNS YOU", (own, "What other members did is not shown to you, nor yours to them.")),
            Section("WHAT IT MEANS", (means(measure, to),)),
            Section(
                "WHAT FOLLOWS",
                (
                    (
                        "You need do nothing. You may leave the agency at any time, and you keep your own contracts, "
                        "ratings and pay."
                    ),
                ),
            ),
            passages.to_object_part(to),
        ),
        records=passages.records(part) if part is not None else (),
    )
