"""A hold before any decision, for a listed reason: what it means, when it ends, who looks at it and how to object."""

from __future__ import annotations

from fairnotice.notices import passages
from fairnotice.notices.documents import Document
from fairnotice.notices.envelope import Envelope
from fairnotice.notices.interim import InterimFacts
from fairnotice.notices.letter import Letter, Link, Section
from fairnotice.notices.writing import Part, Reasons, shown_to, write


def interim_hold(to: Envelope, why: Reasons, facts: InterimFacts, *, part: Part | None = None) -> Letter:
    """Return the letter that goes out with an interim hold, at once."""
    named = to.account_name if to.is_agency else "Your account"
    return write(
        Document.INTERIM_HOLD,
        to,
        why,
        subject=f"{named}: no new work until {to.deadline(facts.ends_at)} at the latest",
        opening=_opening(to, facts),
        sections=(
            passages.the_rule(why.rule, also=(f'The policy lists this exception: {facts.title}. "{facts.text}"',)),
            _rests_on(to, facts),
            _what_follows(to, facts),
            to_object_now(to),
        ),
        records=passages.records(shown_to(to, why, part)),
    )


def _opening(to: Envelope, facts: InterimFacts) -> tuple[str, ...]:
    """Return what holds now, until when, and what goes on."""
    who = to.account_name if to.is_agency else "you"
    verb = "takes" if to.is_agency else "take"
    running = (
        "Clients of running work choose how it goes on." if facts.takes_running_work else "Work already begun goes on."
    )
    apart = " Your own account and those of the members are not touched." if to.is_agency else ""
    return (
        (
            f"From now on {who} {verb} no new work on {to.marketplace}. "
            f"This ends by itself on {to.deadline(facts.ends_at)}, or sooner."
        ),
        f"{running} What is earned is paid as always.{apart}",
        "Nothing has been decided about the case. This hold buys time to look, and nothing more.",
    )


def _rests_on(to: Envelope, facts: InterimFacts) -> Section:
    """Return why at once, on what evidence, and who decided."""
    if to.role == "member":
        return Section("WHY AT ONCE", ("The agency's managers have the reasons and the evidence.",))
    said = f'"{" ".join(facts.reasons.split())}" {facts.decided_by}.'
    return Section(
        "WHAT IT RESTS ON",
        (said, f"Two people decided this: {facts.decided_by} and {facts.approved_by}. No program did."),
        items=facts.evidence,
    )


def _what_follows(to: Envelope, facts: InterimFacts) -> Section:
    """Return who looks at it by when, and what can never follow from it."""
    return Section(
        "WHAT FOLLOWS",
        (
            (
                f"Somebody who took no part looks at this hold by {to.deadline(facts.review_by)}. "
                "If nobody does, it ends then."
            ),
            (
                f"On {to.deadline(facts.ends_at)} it ends in any case. It cannot be repeated in this case. "
                "It never counts against you later."
            ),
            "The case itself goes on beside it, with all the time you have.",
        ),
    )


def to_object_now(to: Envelope) -> Section:
    """Return how to object to the hold itself."""
    return Section(
        "TO OBJECT",
        (
            (
                "Object to this hold now or in the next six months, free, in the case. The person who looks at the "
                "hold answers you too. If that has been done, somebody new answers within 14 days."
            ),
        ),
        link=Link(f"Object to the hold in case {to.case}", f"{to.case_url}object/?to=interim"),
    )
