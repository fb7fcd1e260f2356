"""A person has withdrawn the notice."""

from __future__ import annotations

from datetime import date

from fairnotice.notices import passages
from fairnotice.notices.documents import Document
from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter, Section
from fairnotice.notices.stated_facts import require
from fairnotice.notices.writing import Part, Reasons, shown_to, write


def withdrawn(
    to: Envelope,
    why: Reasons,
    *,
    reasons: str,
    noticed_on: date | None,
    part: Part | None = None,
) -> Letter:
    """
    Return the letter that ends a case because a person withdrew it, with that person's reasons.

    Raises:
        FactsMissing: the reasons are blank.
    """
    require(reasons=reasons)
    ours = f"our letter of {to.day(noticed_on)}" if noticed_on else "our letter"
    about = to.account_name if to.is_agency else why.about
    said = f'"{" ".join(reasons.split())}" {to.signed_by or to.team}.'
    return write(
        Document.WITHDRAWN,
        to,
        why,
        subject=f"The case about {about} was withdrawn on {to.day(to.written_on)}",
        opening=(f"We have withdrawn {ours} about {about}. Case {to.case} has ended. Nothing is left to do.",),
        sections=(
            passages.the_rule(why.rule),
            Section(
                "WHY",
                (
                    "A person has read the case and ended it. The agency's managers have the reasons."
                    if to.role == "member"
                    else said,
                ),
            ),
            Section(
                "WHAT FOLLOWS",
                ("Nothing. The record shows the case as withdrawn. It leaves no trace on later letters.",),
            ),
            passages.to_object_after(to),
        ),
        records=passages.records(shown_to(to, why, part)),
    )
