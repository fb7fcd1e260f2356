"""An interim hold was looked at by somebody new, or has ended."""

from __future__ import annotations

from enum import StrEnum

from fairnotice.notices import passages
from fairnotice.notices.documents import Document
from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter, Section
from fairnotice.notices.letters.interim_hold import to_object_now
from fairnotice.notices.stated_facts import require
from fairnotice.notices.writing import Part, Reasons, shown_to, write


class InterimEnd(StrEnum):
    """How an interim hold ended."""

    ENDED_BY_PERSON = "ended_by_person"
    NOT_REVIEWED = "not_reviewed"
    TIME_OVER = "time_over"


WHY_OVER = {
    InterimEnd.NOT_REVIEWED: "Nobody new looked at the hold in time, so it fell by itself.",
    InterimEnd.TIME_OVER: "A hold like this lasts some days and no longer. Its time is over.",
}


def interim_kept(to: Envelope, why: Reasons, *, reasons: str, ends: str, part: Part | None = None) -> Letter:
    """Return the letter that says that somebody new kept an interim hold, and why; *ends* is its last moment."""
    require(reasons=reasons, end=ends)
    said = f'"{" ".join(reasons.split())}" {to.signed_by or to.team}.'
    return write(
        Document.INTERIM_KEPT,
        to,
        why,
        subject=f"The hold in case {to.case} was looked at and stays until {ends} at the latest",
        opening=(
            f"Somebody who took no part has looked at the hold of new work. It stays, until {ends} at the latest.",
            "Nothing has been decided about the case.",
        ),
        sections=(
            passages.the_rule(why.rule),
            Section("WHY", ("The agency's managers have the reasons.",) if to.role == "member" else (said,)),
            Section("WHAT FOLLOWS", (f"The hold ends by itself on {ends}. It never counts against you later.",)),
            to_object_now(to),
        ),
        records=passages.records(shown_to(to, why, part)),
    )


def interim_over(to: Envelope, why: Reasons, *, how: InterimEnd, reasons: str = "", part: Part | None = None) -> Letter:
    """
    Return the letter that says that an interim hold has ended.

    Raises:
        FactsMissing: a person ended it and wrote no reasons.
    """
    if how is InterimEnd.ENDED_BY_PERSON:
        require(reasons=reasons)
    said = WHY_OVER.get(how) or f'"{" ".join(reasons.split())}" {to.signed_by or to.team}.'
    who = to.account_name if to.is_agency else "You"
    verb = "takes" if to.is_agency else "take"
    return write(
        Document.INTERIM_OVER,
        to,
        why,
        subject=f"The hold in case {to.case} is over",
        opening=(f"{who} {verb} new work again from now on. The hold in case {to.case} is over.",),
        sections=(
            Section("WHY", (said,)),
            passages.the_rule(why.rule),
            Section(
                "WHAT FOLLOWS",
                (
                    (
                        "The case itself goes on as before, with the same dates. The hold never counts against you, "
                        "and there is no second one in this case."
                    ),
                ),
            ),
            passages.to_object(to, question_days=14),
        ),
        records=passages.records(shown_to(to, why, part)),
    )
