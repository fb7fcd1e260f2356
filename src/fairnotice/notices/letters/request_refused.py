"""The account does not get what it asked for, for reasons that are facts."""

from __future__ import annotations

from datetime import date

from fairnotice.notices import passages
from fairnotice.notices.documents import Document
from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter, Section
from fairnotice.notices.objections import Heard, paragraphs, to_go_elsewhere
from fairnotice.notices.requests import Asked
from fairnotice.notices.stated_facts import Rule
from fairnotice.notices.writing import write_about_rule


def request_refused(to: Envelope, rule: Rule, *, asked: Asked, asked_on: date, heard: Heard) -> Letter:
    """Return the letter that says no to a request, with the facts, and how to go on."""
    signed = f" I am {to.signed_by}, and I took no part in it before." if to.signed_by else ""
    return write_about_rule(
        Document.REQUEST_REFUSED,
        to,
        rule,
        subject=f"Our answer to your request of {to.day(asked_on)}",
        opening=(
            f"You asked us on {to.day(asked_on)} {asked.said}.{signed} The answer is no.",
            "Nothing else changes. All is as it was before you asked.",
        ),
        sections=(
            passages.the_rule(rule),
            Section("WHAT IT RESTS ON", ("The answer names these facts.",), items=heard.facts),
            Section("WHY", paragraphs(heard.reasons)),
            Section("WHAT FOLLOWS", ("Nothing is asked of you. You can ask again with something new.",)),
            to_go_elsewhere(to),
        ),
    )
