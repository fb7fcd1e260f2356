"""What the letters about requests and looks of our own say: the facts gathered for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from fairnotice.actions.letter_facts_appeals import contested_in, fact_said
from fairnotice.actions.letter_matter import Matter
from fairnotice.cases import events as e
from fairnotice.ledger.casebook import events_of
from fairnotice.ledger.hearings import Request
from fairnotice.ledger.people import Person
from fairnotice.notices import letters, words
from fairnotice.notices.documents import Document
from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter
from fairnotice.notices.objections import Heard
from fairnotice.notices.requests import Asked, Wish
from fairnotice.notices.stated_facts import Rule
from fairnotice.notices.writing import Part


def asked_in(request: Request) -> Asked:
    """Return a request in words."""
    about = request.about.reference if request.about else ""
    return Asked(Wish(request.wish), tuple(request.items), about)


def _asked(m: Matter) -> Asked:
    return asked_in(Request.objects.select_related("about").get(case=m.docket.row))


def _rule(m: Matter) -> Rule:
    return Rule.of_policy(m.policy, m.docket.row.provision_id)


def _receipt(m: Matter, to: Envelope, _: Person, __: Part | None) -> Letter:
    event: Any = m.event
    return letters.request_receipt(
        to, _rule(m), asked=_asked(m), asked_at=event.at, text=m.said.text, answer_by=event.answer_by
    )


def _heard(m: Matter, to: Envelope) -> Heard:
    event: Any = m.event
    return Heard(None, m.said.text, tuple(fact_said(m, each, to) for each in event.facts))


def _granted(m: Matter, to: Envelope, _: Person, __: Part | None) -> Letter:
    heard = _heard(m, to) if isinstance(m.event, e.RequestGranted) else None
    asked_on = words.local_date(m.docket.row.opened_at, to.zone)
    return letters.request_granted(to, _rule(m), asked=_asked(m), asked_on=asked_on, heard=heard)


def _refused(m: Matter, to: Envelope, _: Person, __: Part | None) -> Letter:
    asked_on = words.local_date(m.docket.row.opened_at, to.zone)
    return letters.request_refused(to, _rule(m), asked=_asked(m), asked_on=asked_on, heard=_heard(m, to))


def _fresh_review(m: Matter, to: Envelope, _: Person, __: Part | None) -> Letter:
    event: Any = m.event
    contested = contested_in(m.docket.case, events_of(m.docket.row), "decision", to.zone)
    return letters.fresh_review_owed(to, m.reasons, contested=contested, because=event.why, answer_by=event.answer_by)


ABOUT_REQUESTS: Mapping[Document, Callable[[Matter, Envelope, Person, Part | None], Letter]] = {
    Document.REQUEST_RECEIPT: _receipt,
    Document.REQUEST_GRANTED: _granted,
    Document.REQUEST_REFUSED: _refused,
    Document.FRESH_REVIEW_OWED: _fresh_review,
}
"""How each of these documents is written."""
