"""Put the parts of a letter together in the one order that all letters keep."""

from __future__ import annotations

from dataclasses import replace

from fairnotice.notices import passages
from fairnotice.notices.breach import BreachPart, BreachReasons
from fairnotice.notices.documents import Document
from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter, Records, Section
from fairnotice.notices.stated_facts import Rule, require
from fairnotice.notices.statement import MemberPart, StatementOfReasons

Reasons = StatementOfReasons | BreachReasons
"""What a letter of a case rests on: a look's numbers, or recorded acts."""
Part = MemberPart | BreachPart
"""What of it concerns one member."""


def write(
    document: Document,
    to: Envelope,
    why: Reasons,
    *,
    subject: str,
    opening: tuple[str, ...],
    sections: tuple[Section, ...],
    records: tuple[Records, ...] | None = None,
    snapshot: str = "",
) -> Letter:
    """
    Return the letter: greeting, what it is, the sections, a name, the full list of facts, other redress.

    *records* and *snapshot* are those of the reasons unless the letter rests on others.
    """
    return Letter(
        document=document,
        language=to.language,
        subject=subject,
        salutation=passages.salutation(to),
        opening=opening,
        sections=sections,
        signature=to.signature,
        reference=to.reference,
        records=passages.records(why) if records is None else records,
        footer=passages.footer(
            to, starts_time=document.starts_a_time, snapshot=snapshot or why.snapshot, clause=why.rule
        ),
        written_on=to.written_on,
    )


def write_about_breach(
    document: Document,
    to: Envelope,
    why: BreachReasons,
    *,
    subject: str,
    opening: tuple[str, ...],
    sections: tuple[Section, ...],
    records: tuple[Records, ...] | None = None,
) -> Letter:
    """Return a letter that rests on acts: below the name each act and each earlier measure, then other redress."""
    return replace(
        write_about_rule(document, to, why.rule, subject=subject, opening=opening, sections=sections),
        records=why.records() if records is None else records,
    )


def write_about_rule(
    document: Document,
    to: Envelope,
    rule: Rule,
    *,
    subject: str,
    opening: tuple[str, ...],
    sections: tuple[Section, ...],
    records: tuple[Records, ...] = (),
) -> Letter:
    """Return a letter that rests on no look: greeting, what it is, the sections, a name, other redress."""
    return Letter(
        document=document,
        language=to.language,
        subject=subject,
        salutation=passages.salutation(to),
        opening=opening,
        sections=sections,
        signature=to.signature,
        reference=to.reference,
        records=records,
        footer=passages.footer(to, starts_time=document.starts_a_time, snapshot="", clause=rule),
        written_on=to.written_on,
    )


def shown_to(to: Envelope, why: Reasons, part: Part | None) -> Reasons | Part:
    """
    Return what this reader may see: members only their own part, the others everything.

    Raises:
        FactsMissing: a member's letter without their part.
    """
    if to.role != "member":
        return why
    require(own_part=part)
    return part or why
