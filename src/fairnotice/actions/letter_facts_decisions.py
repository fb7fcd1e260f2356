"""What the letters about a decision say: the facts gathered for the whole statement of reasons."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from fairnotice.actions.calendars import days_off
from fairnotice.actions.letter_matter import Matter
from fairnotice.cases import events as e
from fairnotice.cases.measures import Measure
from fairnotice.cases.record import event_from
from fairnotice.cases.stages import Matter as Kind
from fairnotice.cases.standing import Standing
from fairnotice.kernel.deadlines import account_deadline, zone_named
from fairnotice.ledger.casebook import case_value
from fairnotice.ledger.dockets import Case, CaseEvent
from fairnotice.ledger.people import Person
from fairnotice.ledger.stated_records import later_work, stated_records
from fairnotice.ledger.weighing import LesserReason, Weighing
from fairnotice.notices import letters, passages, words
from fairnotice.notices.breach import BreachPart, BreachReasons
from fairnotice.notices.decided import PERMANENT, Complaint, DecisionReasons, View
from fairnotice.notices.decision_passages import facts_relied_on
from fairnotice.notices.documents import Document
from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter, Records
from fairnotice.notices.measures_said import others_untouched
from fairnotice.notices.stated_facts import FactsMissing, Numbers, Rule
from fairnotice.notices.statement import MemberPart
from fairnotice.notices.writing import Part, Reasons
from fairnotice.policy.rulebook import Policy

GRAVITY: Mapping[str, str] = {
    "slight": "What it meant for others is slight.",
    "serious": "What it meant for others is serious.",
    "grave": "What it meant for others is grave.",
}
INTENT: Mapping[str, str] = {
    "not_shown": "No intent is shown.",
    "careless": "It came from a lack of care.",
    "knowing": "It was done knowingly.",
}


def decision_reasons(m: Matter, to: Envelope) -> DecisionReasons:
    """
    Return the statement of reasons of the case's decision.

    Raises:
        FactsMissing: something that the law lists is not there; then nothing is decided.
    """
    row, made = m.docket.row, _made(m)
    why = m.reasons
    proposed = row.events.filter(name="MeasureProposed").order_by("number").last()
    if proposed is None:
        raise FactsMissing("the proposal")
    known = stated_records(row)
    if unknown := tuple(f"what {fact} is" for fact in made.facts if fact not in known):
        raise FactsMissing(*unknown)
    weighing = Weighing.objects.get(event=proposed)
    deadlines, telling = m.policy.deadlines, m.policy.telling
    views = _views(m)
    return DecisionReasons(
        measure=made.measure,
        scope=others_untouched(to),
        territory=f"It holds everywhere on {to.marketplace}.",
        begins=_begins(made.measure, m.policy),
        ends=_ends(made, m.policy, row.provision_id),
        days=made.days,
        rule=Rule.of_policy(m.policy, row.provision_id),
        facts=tuple(known[fact] for fact in made.facts),
        views=views,
        source=_source(why),
        detection=_detection(why),
        deciding=f"No program decided. {words.listed([view.name for view in views])} did, after opening each fact.",
        lesser=tuple((Measure(each.measure), each.text) for each in _lesser(weighing)),
        weighed=_weighed(weighing, m),
        remedy=made.exit,
        contact=telling.contact_email,
        complaint=Complaint(deadlines.appeal_months, deadlines.appeal_answer),
        out_of_court=telling.redress_body,
        court=telling.redress_court,
        office=telling.redress_office,
        numbers=_numbers(row),
        decided_on=words.local_date(made.at, to.zone),
    )


def _made(m: Matter) -> e.DecisionMade:
    """Return the decision of the case, which may be the very event."""
    if isinstance(m.event, e.DecisionMade):
        return m.event
    kept = m.docket.row.events.filter(name="DecisionMade").order_by("number").last()
    if kept is None:
        raise FactsMissing("the decision")
    made = event_from(kept.name, kept.facts, at=kept.occurred_at, by=kept.actor_kind)
    if not isinstance(made, e.DecisionMade):
        raise FactsMissing("the decision")
    return made


def _views(m: Matter) -> tuple[View, ...]:
    """Return who decided and, where there is one, the second person, each with their own reasons."""
    decided = m.docket.row.events.filter(name="DecisionMade").order_by("number").last() or m.written
    seconds = m.docket.row.events.filter(name="Seconded").order_by("number")
    return tuple(View(_name(event), _words(event, m)) for event in (decided, *seconds))


def _name(event: CaseEvent) -> str:
    return event.actor.name if event.actor else ""


def _words(event: CaseEvent, m: Matter) -> str:
    """Return what somebody wrote with an event; of the very event, what was just said."""
    if event.pk == m.written.pk and m.said.text:
        return m.said.text
    return event.words.text if hasattr(event, "words") else ""


def _lesser(weighing: Weighing) -> list[Any]:
    order = tuple(measure.value for measure in Measure)
    kept = LesserReason.objects.filter(weighing=weighing)
    return sorted(kept, key=lambda each: order.index(each.measure))


def _begins(measure: Measure, policy: Policy) -> str:
    if not measure.restricts:
        return "It stands from the day this letter reaches you."
    days = policy.deadlines.notice_closure if measure is Measure.CLOSURE else policy.deadlines.notice_hold
    return f"It begins {words.counted(days, 'day')} after this letter reaches you, at the earliest."


def _ends(made: e.DecisionMade, policy: Policy, provision_id: str) -> str:
    if made.measure is Measure.CLOSURE:
        return PERMANENT
    if made.measure.has_end:
        return f"{words.counted(made.days, 'day')} after it began, at the end of the day"
    provision = policy.provision(provision_id)
    months = provision.rung_months if provision else 24
    return f"it stops counting {words.counted(months, 'month')} after it reaches you"


def _source(why: Reasons) -> str:
    return why.how_found if isinstance(why, BreachReasons) else "Nobody reported you."


def _detection(why: Reasons) -> str:
    if not isinstance(why, BreachReasons):
        return why.how_found
    return "A program took part in finding it." if why.acts[0].by_program else "No program took part in finding it."


def _weighed(weighing: Weighing, m: Matter) -> str:
    """Return number, share, gravity and intent in words."""
    quality = m.docket.case.matter is Kind.QUALITY
    kind = "contracts that were rated since our first letter" if quality else "facts in this case"
    share = f"It rests on {weighing.number} of {weighing.of} {kind}."
    return f"{share} {GRAVITY[weighing.gravity]} {INTENT[weighing.intent]}"


def _numbers(row: Case) -> str:
    """Return the numbers of the later work, where a look stands behind the case."""
    later = later_work(row)
    if later is None:
        return ""
    n = Numbers.of(later)
    return (
        f"{words.counted(n.rated, 'contract')} that ended after our first letter {passages.were(n.rated)} rated by "
        f"{words.counted(n.clients, 'client')}. {passages.estimate(n)}"
    )


def _decision(m: Matter, to: Envelope, person: Person, _: Part | None) -> Letter:
    reasons = decision_reasons(m, to)
    if reasons.measure is Measure.ADVICE:
        return letters.advice(to, m.reasons, reasons)
    days = m.policy.deadlines.notice_hold
    if reasons.measure is Measure.CLOSURE:
        days = m.policy.deadlines.notice_closure
    example = account_deadline(
        to.written_at, days=days, zone=zone_named(person.timezone), day_off=days_off(person.country)
    )
    return letters.decision(to, m.reasons, reasons, example_begins_at=example)


def _team_decision(m: Matter, to: Envelope, _: Person, part: Part | None) -> Letter:
    made = _made(m)
    own = set(part.contracts) if isinstance(part, BreachPart) else set()
    if isinstance(part, MemberPart):
        own = {c.id for c in (*part.unsatisfied, *part.satisfied)}
    facts = tuple(fact for fact in made.facts if fact in own)
    return letters.team_decision(to, m.reasons, measure=made.measure, days=made.days, own_facts=facts, part=part)


def _effect(m: Matter, to: Envelope, _: Person, part: Part | None) -> Letter:
    case, made = m.docket.case, _made(m)
    works, decision = case.restriction, case.decision
    if works is None or decision is None:
        raise FactsMissing("a restriction")
    return letters.effect(
        to,
        m.reasons,
        measure=works.kind,
        decided_on=words.local_date(made.at, to.zone),
        ends_at=works.ends_at,
        exit_words=made.exit,
        given_by=_name(m.written),
        appeal_until=decision.appeal_until,
        records=_records(m, to, part),
    )


def _restriction_ended(m: Matter, to: Envelope, _: Person, part: Part | None) -> Letter:
    measure, since = _worked(m, to)
    records = _records(m, to, part)
    return letters.restriction_ended(to, m.reasons, measure=measure, since=since, others=_others(m), records=records)


def _lifted(m: Matter, to: Envelope, _: Person, part: Part | None) -> Letter:
    measure, since = _worked(m, to)
    because = f'"{" ".join(m.said.text.split())}" {_name(m.written)}.' if m.said.text else _exit_met(m)
    records = _records(m, to, part)
    return letters.lifted(
        to, m.reasons, measure=measure, since=since, because=because, others=_others(m), records=records
    )


def _exit_met(m: Matter) -> str:
    """Return what was measured when the exit was met, with its number where there is one."""
    keeps = words.of_100(m.found.keeps)
    whole = m.said.whole
    told = f"What ends it earlier has happened: the chance of being below the standard is under {keeps} in 100."
    if whole is not None and hasattr(whole.estimate, "v"):
        return (
            f"{told} {passages.chance(Numbers.of(whole))} A program measured it. It may end a measure, never begin one."
        )
    return f"{told} There is too little recent work to say more. A program measured it."


def _records(m: Matter, to: Envelope, part: Part | None) -> tuple[Records, ...]:
    """Return the facts of the decision as they were stated; to a member their own part, and nobody else's."""
    if to.role == "member":
        return passages.records(part) if part is not None else ()
    known = stated_records(m.docket.row)
    return facts_relied_on(tuple(known[fact] for fact in _made(m).facts if fact in known))


def _worked(m: Matter, to: Envelope) -> tuple[Measure, date]:
    """Return what has just ended, and since when it worked."""
    works = m.before.restriction if m.before else None
    if works is None:
        raise FactsMissing("a restriction")
    return works.kind, words.local_date(works.since, to.zone)


def _others(m: Matter) -> tuple[str, ...]:
    """Return the references of the account's other cases that still limit it."""
    row = m.docket.row
    rows = Case.objects.filter(account_id=row.account_id, outcome="").exclude(pk=row.pk).order_by("opened_at")
    return tuple(other.reference for other in rows if case_value(other).standing is not Standing.GOOD)


LETTERS: Mapping[Document, Callable[[Matter, Envelope, Person, Any], Letter]] = {
    Document.DECISION: _decision,
    Document.ADVICE: _decision,
    Document.TEAM_DECISION: _team_decision,
    Document.EFFECT: _effect,
    Document.RESTRICTION_ENDED: _restriction_ended,
    Document.LIFTED: _lifted,
}
"""How each document about a decision is written."""
