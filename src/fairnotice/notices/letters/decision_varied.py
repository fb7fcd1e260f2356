"""Somebody new has looked, and something lighter takes the decision's place."""

from __future__ import annotations

from datetime import datetime

from fairnotice.cases.ladder import SAID
from fairnotice.cases.measures import Measure
from fairnotice.notices import passages
from fairnotice.notices.documents import Document
from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter, Section
from fairnotice.notices.letters.decision_upheld import answered
from fairnotice.notices.objections import Contested, Heard, opened_by, to_go_elsewhere
from fairnotice.notices.writing import Part, Reasons, shown_to, write


def decision_varied(
    to: Envelope,
    why: Reasons,
    *,
    contested: Contested,
    measure: Measure,
    ends_at: datetime | None,
    heard: Heard,
    part: Part | None = None,
) -> Letter:
    """Return the answer that puts *measure* in the place of what was contested; *ends_at* where it works already."""
    return write(
        Document.DECISION_VARIED,
        to,
        why,
        subject=f"You were partly right: {SAID[measure]} instead of {SAID[contested.measure]}",
        opening=(
            (
                f"{opened_by(to, heard, contested)} It was too hard. "
                f"In the place of {SAID[contested.measure]} comes {SAID[measure]}."
            ),
            _now_then(to, contested, measure, ends_at),
        ),
        sections=(
            passages.the_rule(why.rule),
            *answered(to, heard),
            Section(
                "WHAT FOLLOWS",
                (
                    "Nothing is asked of you by this letter. Money that was earned is paid as always.",
                    "The record shows the lighter step, and that we changed it. Only the lighter one can count later.",
                ),
            ),
            to_go_elsewhere(to),
        ),
        records=passages.records(shown_to(to, why, part)),
    )


def _now_then(to: Envelope, contested: Contested, measure: Measure, ends_at: datetime | None) -> str:
    """Return what stands today."""
    if not measure.restricts:
        return "Nothing is restricted any more." if contested.since else "Nothing is restricted."
    if ends_at is not None:
        return f"The lighter one works from now on, and ends on {to.deadline(ends_at)}."
    return "It has not begun. We tell you in a letter of its own when it does."
