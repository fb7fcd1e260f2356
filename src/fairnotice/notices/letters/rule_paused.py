"""The rule behind a case was paused because its decisions did not hold often enough, or goes on again."""

from __future__ import annotations

from datetime import datetime

from fairnotice.notices import passages
from fairnotice.notices.documents import Document
from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter, Section
from fairnotice.notices.stated_facts import require
from fairnotice.notices.writing import Part, Reasons, shown_to, write


def rule_paused(
    to: Envelope, why: Reasons, *, retire_by: datetime, looked_at_by: datetime | None, part: Part | None = None
) -> Letter:
    """Return the letter that says that the rule is paused; *looked_at_by* where a decision of the case works."""
    fresh = (
        (
            (
                f"What was decided in this case works, so somebody new looks at it by {to.deadline(looked_at_by)}. "
                "If nobody does, it is undone."
            ),
        )
        if looked_at_by
        else ()
    )
    return write(
        Document.RULE_PAUSED,
        to,
        why,
        subject=f"The rule of case {to.case} is paused",
        opening=(
            f"We have paused rule {why.rule.id}. Nothing goes on against you under it. Your own time stands still.",
        ),
        sections=(
            passages.the_rule(why.rule),
            Section("WHY", ("Too many decisions under this rule were undone when somebody new looked at them.",)),
            Section(
                "WHAT FOLLOWS",
                (
                    (
                        f"The person who answers for the rule has until {to.deadline(retire_by)} to take it up again, "
                        "with reasons. Else it is given up, and a case under it that has not taken effect ends."
                    ),
                    *fresh,
                ),
            ),
            passages.to_object(to, question_days=14),
        ),
        records=passages.records(shown_to(to, why, part)),
    )


def rule_resumed(
    to: Envelope, why: Reasons, *, reasons: str, goes_on_until: datetime | None, part: Part | None = None
) -> Letter:
    """
    Return the letter that says that the rule goes on, and until when the account's time runs now.

    Raises:
        FactsMissing: the reasons are blank.
    """
    require(reasons=reasons)
    said = f'"{" ".join(reasons.split())}" {to.signed_by or to.team}.'
    time = (
        f"Your time goes on. It ends on {to.deadline(goes_on_until)}: all the time you had left."
        if goes_on_until
        else "No time of yours runs at the moment."
    )
    return write(
        Document.RULE_RESUMED,
        to,
        why,
        subject=f"The rule of case {to.case} is in force again",
        opening=(f"Rule {why.rule.id} is in force again, and case {to.case} goes on. {time}",),
        sections=(
            passages.the_rule(why.rule),
            Section("WHY", (said,)),
            passages.to_object(to, question_days=14),
        ),
        records=passages.records(shown_to(to, why, part)),
    )
