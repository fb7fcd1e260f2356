"""Somebody speaks for the account in a case, or no longer does."""

from __future__ import annotations

from fairnotice.notices import passages
from fairnotice.notices.documents import Document
from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter, Link, Section
from fairnotice.notices.writing import Part, Reasons, shown_to, write


def representative(
    to: Envelope,
    why: Reasons,
    *,
    name: str,
    admitted: bool,
    part: Part | None = None,
    question_days: int = 14,
) -> Letter:
    """Return the letter that says who speaks for the account from now on, or does so no longer."""
    member, themselves = to.role == "member", to.role == "representative"
    verb = "speaks" if admitted else "no longer speaks"
    subject = f"{name} {verb} for {to.account_name} in case {to.case}"
    if themselves:
        subject = f"You {'can speak' if admitted else 'no longer speak'} for {to.account_name} in case {to.case}"
    return write(
        Document.REPRESENTATIVE,
        to,
        why,
        subject=subject,
        opening=(f"{subject}. The account decided this, and nobody else.", passages.nothing_restricted(to)),
        sections=(
            passages.the_rule(why.rule),
            Section(
                "WHAT IT RESTS ON", ("The facts of the case have not changed. They stand below. " + why.how_found,)
            ),
            Section("WHAT IT MEANS", (MEANS[admitted],)),
            Section(
                "NOTHING TO DO",
                ("No date of the case moves by this.",),
                link=Link(f"Open case {to.case}", to.case_url) if admitted or not themselves else None,
            ),
            passages.to_object_part(to) if member else passages.to_object(to, question_days=question_days),
        ),
        records=passages.records(shown_to(to, why, part)),
    )


MEANS = {
    True: (
        "They see this case alone, with both sides' record. The account said what they may do there. It can end this "
        "at any time, on the page of the case."
    ),
    False: "They do not see the case any more. What they sent stays on record.",
}
