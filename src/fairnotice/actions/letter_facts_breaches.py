"""What the letters about a breach, and about a rule that was confirmed as read, say; the words stand in ``notices``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from fairnotice.actions.calendars import days_off
from fairnotice.actions.letter_matter import Matter
from fairnotice.cases import events as e
from fairnotice.kernel.deadlines import account_deadline, zone_named
from fairnotice.ledger.casebook import events_of
from fairnotice.ledger.dockets import Case
from fairnotice.ledger.people import Person
from fairnotice.notices import letters, words
from fairnotice.notices.breach import BreachPart
from fairnotice.notices.documents import Document
from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter
from fairnotice.notices.stated_facts import FactsMissing, Rule
from fairnotice.notices.understood import Understood
from fairnotice.notices.writing import Part
from fairnotice.policy.rulebook import Policy


def text_to_confirm(row: Case, policy: Policy) -> Understood:
    """Return the very text that somebody is asked to confirm in a case."""
    provision = policy.provision(row.provision_id)
    if provision is None:
        raise FactsMissing(f"clause {row.provision_id} of {policy.title}")
    return Understood(Rule.of_policy(policy, provision.id), provision.title, row.reference)


def _violation_notice(m: Matter, to: Envelope, person: Person, _: Part | None) -> Letter:
    provision = m.policy.provision(m.docket.row.provision_id)
    return letters.violation_notice(
        to,
        m.breach,
        deadlines=m.policy.deadlines,
        example_due_at=account_deadline(
            to.written_at,
            days=m.policy.deadlines.response,
            zone=zone_named(person.timezone),
            day_off=days_off(person.country),
        ),
        asks_to_sign=bool(provision and provision.acknowledge),
    )


def _violation_member(m: Matter, to: Envelope, _: Person, part: Part | None) -> Letter:
    event: Any = m.event
    served = m.docket.case.served
    if not isinstance(part, BreachPart):
        raise FactsMissing("own contracts")
    told_at = next(x.at for x in events_of(m.docket.row)[::-1] if isinstance(x, e.NoticeServed) and x.person in served)
    return letters.violation_member(
        to,
        m.breach,
        part=part,
        manager_name=Person.objects.get(pk=served[0]).name,
        manager_told_on=words.local_date(told_at, to.zone),
        speak_until=event.speak_until,
    )


def _acknowledgement_receipt(m: Matter, to: Envelope, _: Person, __: Part | None) -> Letter:
    event: Any = m.event
    return letters.acknowledgement_receipt(
        to,
        text_to_confirm(m.docket.row, m.policy),
        name=m.said.text,
        signed_at=event.at,
        session_kind=m.said.session_kind,
        question_days=m.policy.deadlines.question,
    )


def _acknowledgement_taken_back(m: Matter, to: Envelope, _: Person, __: Part | None) -> Letter:
    event: Any = m.event
    return letters.acknowledgement_taken_back(
        to,
        text_to_confirm(m.docket.row, m.policy),
        signed_at=_signed_at(m, event.person),
        taken_back_at=event.at,
        question_days=m.policy.deadlines.question,
    )


def _signed_at(m: Matter, person: int) -> datetime:
    """Return when the confirmation that is taken back was given."""
    given = [x.at for x in events_of(m.docket.row) if isinstance(x, e.Acknowledged) and x.person == person]
    if not given:
        raise FactsMissing("a confirmation")
    return given[-1]


ABOUT_BREACHES: Mapping[Document, Callable[[Matter, Envelope, Person, Part | None], Letter]] = {
    Document.VIOLATION_NOTICE: _violation_notice,
    Document.VIOLATION_MEMBER: _violation_member,
    Document.ACKNOWLEDGEMENT_RECEIPT: _acknowledgement_receipt,
    Document.ACKNOWLEDGEMENT_TAKEN_BACK: _acknowledgement_taken_back,
}
"""How each letter of this topic is written."""
