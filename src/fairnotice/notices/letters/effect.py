"""A restriction begins today: with its end, and how it ends earlier."""

from __future__ import annotations

from datetime import date, datetime

from fairnotice.cases.measures import Measure
from fairnotice.notices import passages
from fairnotice.notices.documents import Document
from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter, Link, Records, Section
from fairnotice.notices.measures_said import means, named, stays
from fairnotice.notices.stated_facts import require
from fairnotice.notices.writing import Reasons, write


def effect(
    to: Envelope,
    why: Reasons,
    *,
    measure: Measure,
    decided_on: date,
    ends_at: datetime | None,
    exit_words: str,
    given_by: str,
    appeal_until: datetime | None,
    records: tuple[Records, ...] = (),
) -> Letter:
    """
    Return the letter of the day on which a restriction begins.

    Raises:
        FactsMissing: nobody's name stands under it, or nothing is said that would end it earlier.
    """
    member = to.role == "member"
    require(who_gave_effect=given_by, what_ends_it_earlier=exit_words)
    if not member:
        require(facts=records)
    name = to.account_name if to.is_agency else "Your account"
    end = (
        f"It ends by itself: {to.deadline(ends_at)}. Nothing makes it longer."
        if ends_at
        else "It is permanent. You can ask us at any time to look again."
    )
    until = f", until {to.deadline(appeal_until)}" if appeal_until else ""
    object_to = (
        passages.to_object_part(to)
        if member
        else Section(
            "TO OBJECT",
            (
                (
                    f"You can still object{until}. It is free. Somebody who took no part answers. If we are late, the "
                    "decision is undone by itself."
                ),
            ),
            link=Link(f"Object to the decision in case {to.case}", f"{to.case_url}object/"),
        )
    )
    untouched = " Your own account, your bids and your pay are not touched." if member else ""
    return write(
        Document.EFFECT,
        to,
        why,
        subject=f"{name}: {named(measure)} begins on {to.day(to.written_on)}",
        opening=(
            f"The decision of {to.day(decided_on)} begins today: {named(measure)}. {means(measure, to)}{untouched}",
            end,
        ),
        sections=(
            passages.the_rule(why.rule),
            Section(
                "WHY NOW",
                (f"The time before it is over, and {given_by} read the facts again today. No program lets it begin.",),
            ),
            Section("WHAT STAYS", (stays(to),)),
            *(() if member else (Section("WHAT ENDS IT EARLIER", (exit_words,)),)),
            Section(
                "WHAT FOLLOWS", ("You hear from us on the day it ends.",) if ends_at else ("You can ask at any time.",)
            ),
            object_to,
        ),
        records=records,
    )
