"""We were late with an answer or a look: what was contested is undone by itself."""

from __future__ import annotations

from datetime import date, datetime

from fairnotice.notices import passages
from fairnotice.notices.documents import Document
from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter, Section
from fairnotice.notices.letters.decision_reversed import put_back
from fairnotice.notices.objections import Contested, to_object_in_case
from fairnotice.notices.writing import Part, Reasons, shown_to, write


def appeal_unanswered(
    to: Envelope,
    why: Reasons,
    *,
    contested: Contested,
    asked_on: date | None,
    answer_by: datetime,
    restore_by: datetime | None = None,
    days_lost: int = 0,
    part: Part | None = None,
) -> Letter:
    """Return the letter that says that we were late, and that the decision is undone."""
    promised = (
        f"An objection of {to.day(asked_on)} should have had an answer by {to.deadline(answer_by)}."
        if asked_on
        else f"Somebody new should have looked at it again by {to.deadline(answer_by)}."
    )
    about = to.account_name if to.is_agency else "you"
    return write(
        Document.APPEAL_UNANSWERED,
        to,
        why,
        subject=f"We were late. {contested.named[:1].upper()}{contested.named[1:]} about {about} is undone",
        opening=(
            (
                f"We did not keep our word. {promised} None came. So {contested.named} of "
                f"{to.day(contested.decided_on)} is undone by itself."
            ),
            "Nothing of it is in force any more." if contested.since else "Nothing of it is in force.",
        ),
        sections=(
            passages.the_rule(why.rule),
            Section("WHY", ("Nobody judged the objection. Our silence is never held against anybody.",)),
            put_back(to, contested, restore_by=restore_by, days_lost=days_lost),
            Section("WHAT FOLLOWS", ("Nothing is asked of you. Nobody opens this again on the same facts.",)),
            to_object_in_case(to),
        ),
        records=passages.records(shown_to(to, why, part)),
    )
