"""What the pages of a case say about objecting: until when, what waits, what was answered."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from fairnotice.cases.ladder import SAID
from fairnotice.notices import words
from fairnotice.queries.case_page import CasePage, Deed
from fairnotice.queries.hearings import Objection

ANSWERED = {
    "DecisionUpheld": "The decision stands.",
    "DecisionVaried": "Something lighter takes its place.",
    "DecisionReversed": "You were right. It is withdrawn.",
    "AppealUnanswered": "We were late, so it is undone.",
    "InterimHoldReviewed": "It was answered by the review of the hold.",
}


@dataclass(frozen=True, slots=True)
class ShownObjection:
    """One objection as the case page shows it."""

    about: str
    when: str
    outcome: str
    words: str
    """The hearer's answer."""
    by: str


def named(page: CasePage, against: str) -> str:
    """Return what is objected to."""
    if against == "interim":
        return "the hold without notice"
    return f"the decision ({SAID[page.decided]})" if page.decided else "the decision"


def meanwhile(page: CasePage, zone: str) -> str:
    """Return what an objection changes until it is answered, and what it does not."""
    if page.ends_at is not None:
        return f"Until the answer all goes on as it was. The end on {words.deadline(page.ends_at, zone)} does not move."
    if page.stage == "decided":
        return "Nothing of the decision can begin while your objection waits."
    return "Until the answer all goes on as it was."


def panel_of(page: CasePage, *, zone: str) -> dict[str, object]:
    """Return what the panel about objecting says."""
    until = page.object_until
    return {
        "may_object": Deed.OBJECT in page.may,
        "object_url": reverse("case-object", args=[page.reference]),
        "object_about": [named(page, against) for against in page.objectable],
        "object_until": words.deadline(until, zone) if until else "",
        "objections": [_shown(page, each, zone) for each in page.objections],
    }


def _shown(page: CasePage, objection: Objection, zone: str) -> ShownObjection:
    filed = words.day(words.local_date(objection.filed.at, zone))
    answer = objection.answer
    outcome = f"Somebody new answers by {words.deadline(objection.answer_by, zone)}. If not, it is undone by itself."
    if answer is not None:
        outcome = f"{ANSWERED[answer.name]} Answered on {words.day(words.local_date(answer.at, zone))}."
    return ShownObjection(
        about=named(page, objection.against),
        when=filed,
        outcome=outcome,
        words=answer.words if answer else "",
        by=answer.actor_name if answer else "",
    )
