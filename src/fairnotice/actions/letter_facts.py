"""What each letter of a case says: the facts gathered for it; the words stand in ``notices``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from fairnotice.actions import letter_facts_beside
from fairnotice.actions.calendars import days_off
from fairnotice.actions.goals import goals_of, own_goals
from fairnotice.actions.letter_facts_appeals import ABOUT_APPEALS
from fairnotice.actions.letter_facts_breaches import ABOUT_BREACHES
from fairnotice.actions.letter_matter import Matter
from fairnotice.cases import events as e
from fairnotice.evaluation.result import Explanation, InsufficientEvidence
from fairnotice.kernel.deadlines import account_deadline, zone_named
from fairnotice.ledger.casebook import events_of
from fairnotice.ledger.people import Person
from fairnotice.notices import letters, words
from fairnotice.notices.breach import BreachReasons, DatedAct
from fairnotice.notices.documents import Document
from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter
from fairnotice.notices.stated_facts import DatedContract, FactsMissing, Numbers, Rule, dated
from fairnotice.notices.statement import MemberPart, Remeasurement
from fairnotice.notices.threads import AnswerTime, Cites, Lapse, Measured, Question
from fairnotice.notices.writing import Part
from fairnotice.policy.rulebook import Counts


def _first_notice(m: Matter, to: Envelope, person: Person, _: MemberPart | None) -> Letter:
    example = _answer_by_if_opened_then(m, to, person)
    return letters.first_notice(to, m.why, deadlines=m.policy.deadlines, example_due_at=example)


def _not_improved(m: Matter, to: Envelope, person: Person, _: MemberPart | None) -> Letter:
    return letters.not_improved(
        to,
        m.why,
        after=_later(m),
        deadlines=m.policy.deadlines,
        example_due_at=_answer_by_if_opened_then(m, to, person),
    )


def _team_notice(m: Matter, to: Envelope, _: Person, part: Part | None) -> Letter:
    event: Any = m.event
    served = m.docket.case.served
    manager = Person.objects.get(pk=served[0])
    told_at = next(x.at for x in events_of(m.docket.row)[::-1] if isinstance(x, e.NoticeServed) and x.person in served)
    if not isinstance(part, MemberPart):
        raise FactsMissing("own contracts")
    return letters.team_notice(
        to,
        m.why,
        part=part,
        manager_name=manager.name,
        manager_told_on=words.local_date(told_at, to.zone),
        speak_until=event.speak_until,
    )


def _extension(m: Matter, to: Envelope, _: Person, part: Part | None) -> Letter:
    before, after = m.before, m.docket.case.respond_by
    if before is None or before.respond_by is None or after is None:
        raise FactsMissing("a running time to answer")
    days = m.policy.deadlines.question
    return letters.extension(to, m.reasons, was=before.respond_by, due_at=after, part=part, question_days=days)


def _reply(m: Matter, to: Envelope, _: Person, __: MemberPart | None) -> Letter:
    event: Any = m.event
    asked = next(row for row in m.docket.row.events.filter(name="QuestionAsked") if row.facts["thread"] == event.thread)
    cited, acts = _cited(m, event.cites)
    due = m.docket.case.account_due
    return letters.reply(
        to,
        m.reasons,
        question=Question(f"{to.case}-Q{event.thread}", words.local_date(asked.occurred_at, to.zone), asked.words.text),
        answer=m.said.text,
        cites=Cites(cited, event.what_would_change, acts, event.call_times),
        time=AnswerTime(m.policy.deadlines.response, due) if event.goes_on_until else None,
        question_days=m.policy.deadlines.question,
    )


def _cited(m: Matter, cites: tuple[str, ...]) -> tuple[tuple[DatedContract, ...], tuple[DatedAct, ...]]:
    """Return the contracts, or the acts, that a reply names; an act is named by its id or by what supports it."""
    if isinstance(m.reasons, BreachReasons):
        named = set(cites)
        acts = (act for act in m.reasons.acts if named & {act.id, *(reference for _, reference in act.evidence)})
        return (), tuple(acts)
    every = (*m.why.unsatisfied, *m.why.satisfied, *m.why.left_out)
    return tuple(c for c in every if c.id in cites), ()


def _answer_receipt(m: Matter, to: Envelope, _: Person, __: MemberPart | None) -> Letter:
    event: Any = m.event
    return letters.answer_receipt(
        to,
        m.reasons,
        answered_at=event.at,
        answer=m.said.text,
        review_by=event.review_by,
        plan_holds_from=getattr(event, "accepted_by", None),
        question_days=m.policy.deadlines.question,
    )


def _withdrawn(m: Matter, to: Envelope, _: Person, part: Part | None) -> Letter:
    return letters.withdrawn(to, m.reasons, reasons=m.said.text, noticed_on=_noticed_on(m, to), part=part)


def _lapsed(m: Matter, to: Envelope, _: Person, part: Part | None) -> Letter:
    because = {
        e.QuestionUnanswered: Lapse.NOT_ANSWERED,
        e.ReviewLapsed: Lapse.NOT_REVIEWED,
        e.ImprovementLapsed: Lapse.NO_LATER_WORK,
        e.FindingLapsed: Lapse.NOTHING_NEW,
        e.ProposalLapsed: Lapse.NOT_DECIDED,
        e.DeliveryLapsed: Lapse.DECISION_NOT_DELIVERED,
        e.EffectLapsed: Lapse.NO_EFFECT,
    }[type(m.event)]
    return letters.lapsed(to, m.reasons, because=because, noticed_on=_noticed_on(m, to), part=part)


def _improvement_started(m: Matter, to: Envelope, _: Person, __: MemberPart | None) -> Letter:
    event: Any = m.event
    warned_on = _noticed_on(m, to)
    if warned_on is None:
        raise FactsMissing("the day the first letter arrived")
    by_silence = isinstance(event, e.PlanAccepted)
    return letters.improvement_started(
        to,
        m.why,
        goals=goals_of(m.found) if by_silence else event.goals,
        guidance="" if by_silence else m.said.text,
        plan=own_goals(m.docket),
        warned_on=warned_on,
        ends_at=event.improve_by,
        deadlines=m.policy.deadlines,
    )


def _reminder(m: Matter, to: Envelope, _: Person, __: MemberPart | None) -> Letter:
    begun = next(x for x in events_of(m.docket.row)[::-1] if isinstance(x, e.ImprovementStarted | e.PlanAccepted))
    ends = m.docket.case.improve_by
    if ends is None:
        raise FactsMissing("a running time to improve")
    bad, good, _rest = dated(m.said.later.contracts) if m.said.later else ((), (), ())
    return letters.reminder(
        to,
        m.why,
        goals=begun.goals if isinstance(begun, e.ImprovementStarted) else goals_of(m.found),
        ends_at=ends,
        later_rated=len(bad) + len(good),
        later_satisfied=len(good),
        question_days=m.policy.deadlines.question,
    )


def _prolonged(m: Matter, to: Envelope, _: Person, __: MemberPart | None) -> Letter:
    event: Any = m.event
    if m.before is None or m.before.improve_by is None:
        raise FactsMissing("a running time to improve")
    bad, good, _rest = dated(m.said.later.contracts) if m.said.later else ((), (), ())
    return letters.prolonged(
        to,
        m.why,
        was=m.before.improve_by,
        ends_at=event.improve_by,
        later_rated=len(bad) + len(good),
        question_days=m.policy.deadlines.question,
    )


def _improved(m: Matter, to: Envelope, _: Person, part: MemberPart | None) -> Letter:
    return letters.improved(to, m.why, after=_later(m), part=part)


def _re_review(m: Matter, to: Envelope, _: Person, part: MemberPart | None) -> Letter:
    whole, later = m.said.whole, m.said.later
    if whole is None or later is None:
        raise FactsMissing("a new measurement")
    bad, good, _rest = dated(later.contracts)
    ended = f"Case {to.case} has ended." if isinstance(m.event, e.ReEvaluatedImproved) else ""
    return letters.re_review_answer(
        to,
        Rule.of_policy(m.policy, m.docket.row.provision_id),
        promised_on=words.local_date(m.docket.case.improve_from or m.now, to.zone),
        new=tuple(sorted((*bad, *good), key=lambda c: (-c.ended_on.toordinal(), c.id))),
        history=(measured(m.found), measured(whole)),
        snapshot=whole.provenance.snapshot,
        next_look_on=whole.provenance.next_look_on,
        ended=ended,
        part=part,
    )


def measured(explanation: Explanation) -> Measured:
    """Return one column of a history of numbers."""
    rated = [c for c in explanation.contracts if c.counts in {Counts.SATISFIED, Counts.ADVERSE}]
    unknown = isinstance(explanation.estimate, InsufficientEvidence)
    return Measured(
        on=explanation.provenance.as_of.date(),
        rated=len(rated),
        clients=len({c.client_id for c in rated}),
        numbers=None if unknown else Numbers.of(explanation),
    )


def _later(m: Matter) -> Remeasurement:
    """Return what came after the warning."""
    if m.said.later is None or m.docket.case.warned_at is None:
        raise FactsMissing("later contracts")
    return Remeasurement.of(m.said.later, since=m.docket.case.warned_at.date())


def _noticed_on(m: Matter, to: Envelope) -> date | None:
    """Return the day the notice is proven to have arrived, where the reader lives."""
    warned = m.docket.case.warned_at
    return words.local_date(warned, to.zone) if warned else None


def _answer_by_if_opened_then(m: Matter, to: Envelope, person: Person) -> datetime:
    """Return when the time to answer would end were the letter opened on its day."""
    return account_deadline(
        to.written_at,
        days=m.policy.deadlines.response,
        zone=zone_named(person.timezone),
        day_off=days_off(person.country),
    )


def _representative(m: Matter, to: Envelope, _: Person, part: MemberPart | None) -> Letter:
    event: Any = m.event
    return letters.representative(
        to,
        m.reasons,
        name=str(Person.objects.get(pk=event.person)),
        admitted=isinstance(m.event, e.RepresentativeAdmitted),
        part=part,
        question_days=m.policy.deadlines.question,
    )


LETTERS: Mapping[Document, Callable[[Matter, Envelope, Person, Any], Letter]] = {
    Document.FIRST_NOTICE: _first_notice,
    Document.NOT_IMPROVED: _not_improved,
    Document.TEAM_NOTICE: _team_notice,
    Document.EXTENSION: _extension,
    Document.REPLY: _reply,
    Document.ANSWER_RECEIPT: _answer_receipt,
    Document.WITHDRAWN: _withdrawn,
    Document.LAPSED: _lapsed,
    Document.IMPROVEMENT_STARTED: _improvement_started,
    Document.REMINDER: _reminder,
    Document.PROLONGED: _prolonged,
    Document.IMPROVED: _improved,
    Document.RE_REVIEW_ANSWER: _re_review,
    Document.REPRESENTATIVE: _representative,
    **ABOUT_APPEALS,
    **ABOUT_BREACHES,
    **letter_facts_beside.LETTERS,
}
"""How each document of a case is written."""
