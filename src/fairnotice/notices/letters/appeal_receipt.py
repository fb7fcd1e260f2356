"""A receipt for an objection: by when somebody new answers, and what happens if nobody does."""

from __future__ import annotations

from datetime import datetime

from fairnotice.notices import passages
from fairnotice.notices.documents import Document
from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter, Link, Section
from fairnotice.notices.objections import Contested, paragraphs
from fairnotice.notices.stated_facts import require
from fairnotice.notices.writing import Reasons, write


def appeal_receipt(
    to: Envelope,
    why: Reasons,
    *,
    contested: Contested,
    filed_at: datetime,
    text: str,
    answer_by: datetime,
) -> Letter:
    """
    Return the receipt: what was written, when, who answers, and by when.

    Raises:
        FactsMissing: nothing was written.
    """
    require(objection=text)
    return write(
        Document.APPEAL_RECEIPT,
        to,
        why,
        subject=f"We have your objection of {to.day(to.written_on)}",
        opening=(
            (
                f"You objected to {contested.named} of {to.day(contested.decided_on)}: {contested.said}. "
                "Somebody who took no part in it answers you in writing."
            ),
            meanwhile(to, contested),
        ),
        sections=(
            Section("WHEN", (f"We got it on {to.moment(filed_at)}.",)),
            Section("WHAT YOU WROTE, word for word", paragraphs(text)),
            passages.the_rule(why.rule),
            Section("THE ANSWER COMES BY", (f"{to.deadline(answer_by)}. It goes through each point you made.",)),
            Section(
                "WHAT FOLLOWS",
                (
                    f"If no answer has come by then, {contested.named} is undone by itself.",
                    "Whoever answers writes down a view of their own first. Only then do they see ours.",
                    "Nothing gets worse for you by it. A lighter step can come of it, or none. A harder one cannot.",
                ),
            ),
            Section(
                "TO OBJECT TO MORE, OR TO ADD TO IT",
                ("You can send more words and files until the answer comes. It is free.",),
                link=Link(f"Add to your objection in case {to.case}", f"{to.case_url}ask/"),
            ),
        ),
    )


def meanwhile(to: Envelope, contested: Contested) -> str:
    """Return what the objection changes until it is answered."""
    if contested.since is None and contested.measure.restricts and not contested.worked:
        return "It cannot begin while your objection waits."
    if contested.since is None:
        return "Nothing is restricted now. It does not count while your objection waits."
    if contested.ends_at is None:
        return "Until the answer it goes on."
    return f"Until the answer it goes on. It still ends on {to.deadline(contested.ends_at)}, and not a day later."
