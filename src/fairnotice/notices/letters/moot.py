"""A case has ended because the account left, or changed hands again."""

from __future__ import annotations

from fairnotice.notices import passages
from fairnotice.notices.documents import Document
from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter, Section
from fairnotice.notices.writing import Part, Reasons, shown_to, write


def moot(to: Envelope, why: Reasons, *, left: bool, part: Part | None = None) -> Letter:
    """Return the letter that says that nothing is decided any more; *left*: the account left by itself."""
    about = to.account_name if to.is_agency else why.about
    because = "The account has left the marketplace." if left else "The account has changed hands a second time."
    return write(
        Document.MOOT,
        to,
        why,
        subject=f"The case about {about} ended on {to.day(to.written_on)}",
        opening=(f"Case {to.case} about {about} has ended. Nothing was decided, and nothing is left to do.",),
        sections=(
            Section("WHY", (because,)),
            passages.the_rule(why.rule),
            Section("WHAT FOLLOWS", ("Nothing. The case leaves no trace. What is earned is paid as always.",)),
            passages.to_object_after(to),
        ),
        records=passages.records(shown_to(to, why, part)),
    )
