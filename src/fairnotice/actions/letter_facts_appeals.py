"""What the letters about objections, fresh reviews and reversals say: the facts gathered for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from fairnotice.actions.letter_matter import Matter
from fairnotice.cases import events as e
from fairnotice.cases.case import Case as CaseValue
from fairnotice.evaluation.result import CountedContract
from fairnotice.ledger.casebook import events_of
from fairnotice.ledger.people import Person
from fairnotice.notices import letters, words
from fairnotice.notices.breach import BreachReasons, DatedAct, sentence
from fairnotice.notices.documents import Document
from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter
from fairnotice.notices.objections import Contested, Heard
from fairnotice.notices.stated_facts import FactsMissing
from fairnotice.notices.writing import Part

Writer = Callable[[Matter, Envelope, Person, Part | None], Letter]


def contested_in(case: CaseValue, history: list[e.Event], against: str, zone: str) -> Contested:
    """
    Return what an objection is about, as *case* stands.

    Raises:
        FactsMissing: nothing of the kind was ever decided.
    """
    if against == "interim":
        imposed = next((x for x in reversed(history) if isinstance(x, e.InterimHoldImposed)), None)
        if imposed is None:
            raise FactsMissing("a hold without notice")
        held = case.interim
        return Contested(
            imposed.kind,
            words.local_date(imposed.at, zone),
            since=held.since if held else None,
            ends_at=held.ends_at if held else None,
            worked=True,
            interim=True,
        )
    decided, works = case.decision, case.restriction
    if decided is None:
        raise FactsMissing("a decision")
    return Contested(
        decided.measure,
        words.local_date(decided.made_at, zone),
        since=works.since if works else None,
        ends_at=works.ends_at if works else None,
        worked=case.worked,
    )


def _contested(m: Matter, to: Envelope) -> Contested:
    """Return what this letter's event is about, as it stood before."""
    if m.before is None:
        raise FactsMissing("a decision")
    return contested_in(m.before, events_of(m.docket.row), getattr(m.event, "against", "decision"), to.zone)


def _asked_on(m: Matter, to: Envelope) -> date | None:
    """Return when the account objected; None for a look of our own."""
    appeal = m.before.appeal(getattr(m.event, "against", "fresh_review")) if m.before else None
    return words.local_date(appeal.filed_at, to.zone) if appeal else None


def _heard(m: Matter, to: Envelope) -> Heard:
    """Return the hearer's own words and the facts they name."""
    event: Any = m.event
    return Heard(_asked_on(m, to), m.said.text, tuple(fact_said(m, each, to) for each in event.facts))


def fact_said(m: Matter, named: str, to: Envelope) -> str:
    """Return a fact of the case as a sentence: an act, a contract, or its name alone."""
    acts = m.behind.acts if isinstance(m.behind, BreachReasons) else ()
    act = next((each for each in acts if each.id == named), None)
    if act is not None:
        return _act(act, to)
    return _fact(named, next((c for c in m.found.contracts if c.contract_id == named), None), to)


def _fact(named: str, contract: CountedContract | None, to: Envelope) -> str:
    """Return one fact of the case as a sentence."""
    if contract is None:
        return f"{named}."
    ended = f", ended {to.day(contract.ended_on)}" if contract.ended_on else ""
    return f"{named}, {contract.client_name or contract.client_id}{ended}. {contract.sentence}"


def _act(act: DatedAct, to: Envelope) -> str:
    """Return one recorded act as a sentence."""
    return f"{act.id}, {to.day(act.on)}. {sentence(act.description)}"


def days_lost(history: list[e.Event], *, now: datetime) -> int:
    """Return for how many days, begun ones included, the decision restricted the account."""
    given = next((x for x in history if isinstance(x, e.EffectGiven)), None)
    if given is None:
        return 0
    ends = (e.RestrictionEnded, e.ExitMet, e.Lifted)
    until = next((x.at for x in history if isinstance(x, ends)), now)
    return max(1, -((given.at - until) // timedelta(days=1)))


def _appeal_receipt(m: Matter, to: Envelope, _: Person, __: Part | None) -> Letter:
    event: Any = m.event
    return letters.appeal_receipt(
        to,
        m.reasons,
        contested=_contested(m, to),
        filed_at=event.at,
        text=m.said.text,
        answer_by=event.answer_by,
    )


def _decision_upheld(m: Matter, to: Envelope, _: Person, part: Part | None) -> Letter:
    event: Any = m.event
    return letters.decision_upheld(
        to, m.reasons, contested=_contested(m, to), heard=_heard(m, to), effect_by=event.effect_by, part=part
    )


def _decision_varied(m: Matter, to: Envelope, _: Person, part: Part | None) -> Letter:
    event: Any = m.event
    return letters.decision_varied(
        to,
        m.reasons,
        contested=_contested(m, to),
        measure=event.measure,
        ends_at=event.ends_at,
        heard=_heard(m, to),
        part=part,
    )


def _decision_reversed(m: Matter, to: Envelope, _: Person, part: Part | None) -> Letter:
    event: Any = m.event
    return letters.decision_reversed(
        to,
        m.reasons,
        contested=_contested(m, to),
        heard=_heard(m, to),
        restore_by=event.restore_by,
        days_lost=days_lost(events_of(m.docket.row), now=m.now),
        part=part,
    )


def _appeal_unanswered(m: Matter, to: Envelope, _: Person, part: Part | None) -> Letter:
    event: Any = m.event
    waited = None
    if m.before is not None:
        appeal = m.before.appeal(getattr(event, "against", "fresh_review"))
        waited = appeal.answer_by if appeal else (m.before.fresh_review.answer_by if m.before.fresh_review else None)
    return letters.appeal_unanswered(
        to,
        m.reasons,
        contested=_contested(m, to),
        asked_on=_asked_on(m, to),
        answer_by=waited or event.at,
        restore_by=event.restore_by,
        days_lost=days_lost(events_of(m.docket.row), now=m.now),
        part=part,
    )


ABOUT_APPEALS: Mapping[Document, Writer] = {
    Document.APPEAL_RECEIPT: _appeal_receipt,
    Document.DECISION_UPHELD: _decision_upheld,
    Document.DECISION_VARIED: _decision_varied,
    Document.DECISION_REVERSED: _decision_reversed,
    Document.APPEAL_UNANSWERED: _appeal_unanswered,
}
"""How each document about an objection is written."""
