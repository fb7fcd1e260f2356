"""The case has ended because time ran out, in the account's favor."""

from __future__ import annotations

from datetime import date

from fairnotice.notices import passages
from fairnotice.notices.documents import Document
from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter, Section
from fairnotice.notices.threads import Lapse
from fairnotice.notices.writing import Part, Reasons, shown_to, write

WHY = {
    Lapse.NOT_DELIVERED: "We have no proof that our letter reached anybody in time.",
    Lapse.NOT_REVIEWED: "We did not act in time. Our silence is not held against you.",
    Lapse.NOT_ANSWERED: "We did not answer a question in time. Our silence is not held against you.",
    Lapse.NO_LATER_WORK: "Twice there was too little later work to be sure. That does not count against you.",
    Lapse.NOT_DECIDED: "We did not decide in time. Our silence is not held against you.",
    Lapse.DECISION_NOT_DELIVERED: "We have no proof that our decision reached anybody in time, so it falls.",
    Lapse.NO_EFFECT: "We did not let our decision begin in time, so it falls. It counts as if never made.",
    Lapse.NOTHING_NEW: "Nothing new was rated for so long that the finding no longer stands.",
}


def lapsed(
    to: Envelope,
    why: Reasons,
    *,
    because: Lapse,
    noticed_on: date | None,
    part: Part | None = None,
) -> Letter:
    """Return the letter that says that a case has ended by itself, and why."""
    about = to.account_name if to.is_agency else why.about
    ours = f" Our letter of {to.day(noticed_on)} no longer stands." if noticed_on else ""
    return write(
        Document.LAPSED,
        to,
        why,
        subject=f"The case about {about} ended on {to.day(to.written_on)}",
        opening=(f"Case {to.case} about {about} has ended by itself.{ours} Nothing is left to do.",),
        sections=(
            Section("WHY", (WHY[because],)),
            passages.the_rule(why.rule),
            Section(
                "WHAT FOLLOWS",
                ("Nothing. The case leaves no trace, and it is not opened again on the same facts.",),
            ),
            passages.to_object_after(to),
        ),
        records=passages.records(shown_to(to, why, part)),
    )
