"""Somebody new has looked, and the decision stands."""

from __future__ import annotations

from datetime import datetime

from fairnotice.notices import passages
from fairnotice.notices.documents import Document
from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter, Section
from fairnotice.notices.objections import Contested, Heard, opened_by, paragraphs, to_go_elsewhere
from fairnotice.notices.writing import Part, Reasons, shown_to, write


def decision_upheld(
    to: Envelope,
    why: Reasons,
    *,
    contested: Contested,
    heard: Heard,
    effect_by: datetime | None = None,
    part: Part | None = None,
) -> Letter:
    """Return the answer that the decision stands, with the facts it rests on and every way to go further."""
    return write(
        Document.DECISION_UPHELD,
        to,
        why,
        subject=f"Our answer of {to.day(to.written_on)}: the decision stands",
        opening=(f"{opened_by(to, heard, contested)} It stands.", now_then(to, contested, effect_by)),
        sections=(
            passages.the_rule(why.rule),
            *answered(to, heard),
            Section("WHAT FOLLOWS", (*_follows(to, contested),)),
            to_go_elsewhere(to),
        ),
        records=passages.records(shown_to(to, why, part)),
    )


def answered(to: Envelope, heard: Heard) -> tuple[Section, ...]:
    """Return the hearer's own words and facts; a member hears that the managers have them."""
    if to.role == "member":
        return (Section("WHY", ("The agency's managers have the written reasons.",)),)
    return (
        Section("WHAT IT RESTS ON", ("The answer names these facts of your case.",), items=heard.facts),
        Section("WHY", paragraphs(heard.reasons)),
    )


def now_then(to: Envelope, contested: Contested, effect_by: datetime | None) -> str:
    """Return what stands today."""
    what = f"It is {contested.said}" if not contested.interim else "It holds new work"
    if contested.since is not None and contested.ends_at is not None:
        return f"{what}. It works since {to.moment(contested.since)}, and ends on {to.deadline(contested.ends_at)}."
    if contested.since is not None:
        return f"{what}. It works since {to.moment(contested.since)}."
    if contested.measure.restricts and not contested.worked:
        by = f" If we have not begun it by {to.deadline(effect_by)}, it falls." if effect_by else ""
        return f"{what}. It has not begun. We tell you in a letter of its own when it does.{by}"
    return f"{what}. Nothing is restricted now."


def _follows(to: Envelope, contested: Contested) -> tuple[str, ...]:
    """Return what comes next."""
    money = "Money that was earned is paid as always."
    if contested.since is not None and contested.ends_at is not None:
        return ("Nothing is asked of you. It ends by itself on its day. That day does not move.", money)
    return ("Nothing is asked of you by this letter.", money) if to.role != "member" else (money,)
