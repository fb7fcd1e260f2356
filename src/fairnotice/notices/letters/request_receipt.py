"""A receipt for a request: by when somebody new answers, and that our silence grants it."""

from __future__ import annotations

from datetime import datetime

from fairnotice.notices import passages
from fairnotice.notices.documents import Document
from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter, Link, Section
from fairnotice.notices.objections import paragraphs
from fairnotice.notices.requests import Asked
from fairnotice.notices.stated_facts import Rule, require
from fairnotice.notices.writing import write_about_rule


def request_receipt(
    to: Envelope, rule: Rule, *, asked: Asked, asked_at: datetime, text: str, answer_by: datetime
) -> Letter:
    """
    Return the receipt.

    Raises:
        FactsMissing: nothing was written.
    """
    require(request=text)
    about = f" It is about case {asked.about}." if asked.about else ""
    return write_about_rule(
        Document.REQUEST_RECEIPT,
        to,
        rule,
        subject=f"We have your request of {to.day(to.written_on)}",
        opening=(
            f"You asked us {asked.said}.{about} Somebody who took no part answers you in writing.",
            "Nothing gets worse for you by it, whatever the answer is.",
        ),
        sections=(
            Section("WHEN", (f"We got it on {to.moment(asked_at)}.",)),
            Section("WHAT YOU WROTE, word for word", paragraphs(text)),
            passages.the_rule(rule),
            Section("THE ANSWER COMES BY", (f"{to.deadline(answer_by)}.",)),
            Section("WHAT FOLLOWS", ("If no answer has come by then, you get what you asked for.",)),
            Section(
                "TO OBJECT, OR TO ADD TO IT",
                ("You can add files, or take the request back, until the answer comes. It is free.",),
                link=Link(f"Open request {to.case}", to.case_url),
            ),
        ),
    )
