"""The account gets what it asked for."""

from __future__ import annotations

from datetime import date

from fairnotice.notices import passages
from fairnotice.notices.documents import Document
from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter, Section
from fairnotice.notices.objections import Heard, paragraphs, to_object_in_case
from fairnotice.notices.requests import Asked
from fairnotice.notices.stated_facts import Rule
from fairnotice.notices.writing import write_about_rule


def request_granted(to: Envelope, rule: Rule, *, asked: Asked, asked_on: date, heard: Heard | None) -> Letter:
    """Return the letter that grants a request; *heard* is None where we were late and our silence grants it."""
    asked_for = f"You asked us on {to.day(asked_on)} {asked.said}."
    late = "We did not answer in time, so you get what you asked for."
    why = (
        (
            Section("WHAT IT RESTS ON", ("The answer names these facts.",), items=heard.facts),
            Section("WHY", paragraphs(heard.reasons)),
        )
        if heard
        else (Section("WHY", ("Our silence is never held against anybody.",)),)
    )
    return write_about_rule(
        Document.REQUEST_GRANTED,
        to,
        rule,
        subject=f"Granted: your request of {to.day(asked_on)}",
        opening=(f"{asked_for} {'It is granted.' if heard else late}", asked.done),
        sections=(
            passages.the_rule(rule),
            *why,
            Section("WHAT FOLLOWS", ("Nothing is asked of you.",)),
            to_object_in_case(to),
        ),
    )
