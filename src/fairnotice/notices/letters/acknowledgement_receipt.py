"""A receipt for somebody who confirmed that they read a rule; it comes as a letter and on paper."""

from __future__ import annotations

from datetime import datetime

from fairnotice.notices import passages, words
from fairnotice.notices.documents import Document
from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter, Link, Section
from fairnotice.notices.stated_facts import require
from fairnotice.notices.understood import MEANS_NOT, Understood, short
from fairnotice.notices.writing import write_about_rule

SESSIONS = {
    "code": "with a code sent by e-mail",
    "passkey": "with a passkey",
    "single_sign_on": "through your own organisation",
    "session": "on this site",
    "demonstration": "in a demonstration, without proof of who you are",
}
"""How somebody was signed in, as a receipt says it."""


def acknowledgement_receipt(
    to: Envelope,
    text: Understood,
    *,
    name: str,
    signed_at: datetime,
    session_kind: str,
    question_days: int = 14,
) -> Letter:
    """
    Return the receipt: the sentence word for word, when, how signed in, which text, and what it does not mean.

    Raises:
        FactsMissing: no name was typed.
    """
    require(name=name)
    rule = text.rule
    return write_about_rule(
        Document.ACKNOWLEDGEMENT_RECEIPT,
        to,
        rule,
        subject=f"Receipt: you read rule {rule.id} on {to.day(to.written_on)}",
        opening=(
            f"We have your word that you read rule {rule.id} of the {rule.policy}. This receipt is for you to keep.",
            passages.nothing_decided_by_it(to),
        ),
        sections=(
            passages.the_rule(rule),
            Section("YOUR WORDS, exactly", (f'"{text.sentence}"', f"Signed: {name}")),
            Section("WHEN AND HOW", (f"{to.moment(signed_at)}, signed in {SESSIONS[session_kind]}.",)),
            Section(
                "WHICH TEXT",
                (
                    (
                        f"Version {rule.version}, as it is printed above. The fingerprint of all you were shown is "
                        f"{short(text.fingerprint)}."
                    ),
                ),
            ),
            Section("WHAT IT DOES NOT MEAN", (), items=MEANS_NOT),
            Section(
                "NOT YOU, OR NO LONGER?",
                ("Take it back whenever you want. Both then stand on record, each with its date.",),
                link=Link(f"Take this back in case {to.case}", f"{to.case_url}sign/"),
            ),
            Section("WHAT FOLLOWS", ("Nothing follows from this. The case goes on as it would have without it.",)),
            passages.to_object(to, question_days=question_days, what="what was reported"),
        ),
        records=text.records(words.local_date(signed_at, to.zone)),
    )
