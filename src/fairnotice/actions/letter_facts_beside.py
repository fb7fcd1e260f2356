"""What the letters about interim holds, paused rules and moot cases say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from fairnotice.actions.letter_matter import Matter
from fairnotice.cases import events as e
from fairnotice.ledger.people import Person
from fairnotice.notices import letters
from fairnotice.notices.documents import Document
from fairnotice.notices.envelope import Envelope
from fairnotice.notices.interim import InterimFacts
from fairnotice.notices.letter import Letter
from fairnotice.notices.letters import InterimEnd
from fairnotice.notices.stated_facts import FactsMissing
from fairnotice.notices.writing import Part


def _interim_hold(m: Matter, to: Envelope, _: Person, part: Any) -> Letter:  # noqa: ANN401  a member's part
    event: Any = m.event
    rule = next((x for x in m.policy.exceptions if x.code == event.exception), None)
    names = dict(Person.objects.filter(pk__in=(event.person, event.approver)).values_list("pk", "name"))
    facts = InterimFacts(
        kind=event.kind.value,
        title=rule.title if rule else "",
        text=rule.text if rule else "",
        evidence=event.evidence,
        reasons=m.said.text,
        decided_by=names.get(event.person, ""),
        approved_by=names.get(event.approver, ""),
        begun_at=event.at,
        review_by=event.review_by,
        ends_at=event.ends_at,
    )
    return letters.interim_hold(to, m.reasons, facts, part=part)


def _interim_kept(m: Matter, to: Envelope, _: Person, part: Any) -> Letter:  # noqa: ANN401  a member's part
    interim = m.docket.case.interim
    if interim is None:
        raise FactsMissing("an interim hold")
    return letters.interim_kept(to, m.reasons, reasons=m.said.text, ends=to.deadline(interim.ends_at), part=part)


def _interim_over(m: Matter, to: Envelope, _: Person, part: Any) -> Letter:  # noqa: ANN401  a member's part
    how = {
        e.InterimHoldReviewed: InterimEnd.ENDED_BY_PERSON,
        e.InterimLapsed: InterimEnd.NOT_REVIEWED,
        e.InterimEnded: InterimEnd.TIME_OVER,
    }[type(m.event)]
    return letters.interim_over(to, m.reasons, how=how, reasons=m.said.text, part=part)


def _rule_paused(m: Matter, to: Envelope, _: Person, part: Any) -> Letter:  # noqa: ANN401  a member's part
    event: Any = m.event
    fresh = m.docket.case.fresh_review
    looked_at = fresh.answer_by if fresh else None
    return letters.rule_paused(to, m.reasons, retire_by=event.retire_by, looked_at_by=looked_at, part=part)


def _rule_resumed(m: Matter, to: Envelope, _: Person, part: Any) -> Letter:  # noqa: ANN401  a member's part
    due = m.docket.case.account_due
    return letters.rule_resumed(to, m.reasons, reasons=m.said.text, goes_on_until=due, part=part)


def _moot(m: Matter, to: Envelope, _: Person, part: Any) -> Letter:  # noqa: ANN401  a member's part
    return letters.moot(to, m.reasons, left=isinstance(m.event, e.AccountLeft), part=part)


LETTERS: Mapping[Document, Callable[[Matter, Envelope, Person, Part | None], Letter]] = {
    Document.INTERIM_HOLD: _interim_hold,
    Document.INTERIM_KEPT: _interim_kept,
    Document.INTERIM_OVER: _interim_over,
    Document.RULE_PAUSED: _rule_paused,
    Document.RULE_RESUMED: _rule_resumed,
    Document.MOOT: _moot,
}
