"""A restriction has come to its end on its day."""

from __future__ import annotations

from datetime import date

from fairnotice.cases.measures import Measure
from fairnotice.notices import passages
from fairnotice.notices.documents import Document
from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter, Records, Section
from fairnotice.notices.measures_said import named, of_whom
from fairnotice.notices.writing import Reasons, write


def restriction_ended(
    to: Envelope,
    why: Reasons,
    *,
    measure: Measure,
    since: date,
    others: tuple[str, ...] = (),
    records: tuple[Records, ...] = (),
) -> Letter:
    """Return the letter of the day on which a restriction ended by itself; *others* are cases that still limit."""
    return write(
        Document.RESTRICTION_ENDED,
        to,
        why,
        subject=f"{_name(to)}: {named(measure)} ended on {to.day(to.written_on)}",
        opening=(f"What began on {to.day(since)} has ended by itself: {named(measure)}. {free(to, others)}",),
        sections=(
            passages.the_rule(why.rule),
            Section("WHY", ("Its last day is over. Nobody had to approve that, and nothing could make it longer.",)),
            Section("WHAT FOLLOWS", (stays_on_record(),)),
            passages.to_object_after(to),
        ),
        records=records,
    )


def free(to: Envelope, others: tuple[str, ...]) -> str:
    """Return what the account may do again; what another case limits is said."""
    if others:
        return f"Another case still sets a limit: {', '.join(others)}. Its own letter says which, and until when."
    who = of_whom(to)
    return f"Nothing is restricted any more. {who[:1].upper()}{who[1:]} can take new contracts again as before."


def stays_on_record() -> str:
    """Return what is left of a decision that has done its time."""
    return "Nothing is asked of you. The decision stays on record for a time, and then it stops counting."


def _name(to: Envelope) -> str:
    return to.account_name if to.is_agency else "Your account"
