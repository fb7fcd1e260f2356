"""Record that a notice reached somebody; only this starts a clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from django.db import transaction

from fairnotice.actions.calendars import days_off
from fairnotice.actions.taking_steps import locked, take
from fairnotice.cases.events import DecisionServed, ImprovementServed, NoticeServed
from fairnotice.cases.guards import PROOFS
from fairnotice.cases.measures import Measure
from fairnotice.cases.refusals import ProvenDelivery
from fairnotice.cases.stages import Stage, Who
from fairnotice.kernel.deadlines import account_deadline, months_deadline, zone_named
from fairnotice.kernel.refusal import Refusal
from fairnotice.ledger.casebook import Docket
from fairnotice.ledger.letters import DeliveryProof, Notice
from fairnotice.ledger.people import Person
from fairnotice.notices.documents import Document
from fairnotice.policy.rulebook import Policy

START_ANSWER = {Document.FIRST_NOTICE, Document.NOT_IMPROVED, Document.VIOLATION_NOTICE}


class NotYourLetter(Refusal):
    """Refuse a proof by somebody else than the recipient."""

    code: ClassVar[str] = "not_your_letter"

    def __init__(self) -> None:
        super().__init__("Only its recipient, signed in, proves that a letter arrived.")


@dataclass(frozen=True, slots=True)
class ProveDelivery:
    """Which notice reached whom, and how we know."""

    notice_id: UUID
    kind: str
    """opened, seen or signed_post."""
    person_id: int
    """Who opened or confirmed it; for signed post, the member of staff who saw the signature."""


@transaction.atomic
def prove_delivery(command: ProveDelivery, *, now: datetime) -> bool:
    """
    Record the proof and start what it starts; return whether it was the first of its kind.

    Opening a letter again changes nothing.

    Raises:
        ProvenDelivery: this kind of proof proves nothing.
        NotYourLetter: the person is not its recipient.
    """
    if command.kind not in PROOFS:
        raise ProvenDelivery(f"{command.kind} is no proof of delivery.")
    notice = Notice.objects.select_related("recipient").get(pk=command.notice_id)
    if command.kind != "signed_post" and command.person_id != notice.recipient_id:
        raise NotYourLetter
    docket, policy = locked(notice.case_id) if notice.case_id else (None, None)
    proof, fresh = DeliveryProof.objects.get_or_create(
        notice=notice,
        kind=command.kind,
        defaults={"proven_at": now, "actor_id": command.person_id, "recorded_at": now},
    )
    if fresh and docket and policy:
        _start(docket, policy, notice, proof, now=now)
    return fresh


def _start(docket: Docket, policy: Policy, notice: Notice, proof: DeliveryProof, *, now: datetime) -> None:
    """Start the clock that this proof starts, if it starts one."""
    case, person = docket.case, notice.recipient
    zone, off = zone_named(person.timezone), days_off(person.country)
    days = policy.deadlines
    current = notice.event is not None and notice.document in START_ANSWER and _of_this_round(docket, notice)
    waiting = case.stage in {Stage.OPENED, Stage.AWAITING_RESPONSE, Stage.RE_EVALUATED}
    if current and waiting and person.pk in case.managers and person.pk not in case.served:
        step = NoticeServed(
            at=now,
            by=Who.WORLD,
            person=person.pk,
            proof=proof.kind,
            respond_by=account_deadline(now, days=days.response, zone=zone, day_off=off),
            team_after=account_deadline(now, days=days.head_start, zone=zone, day_off=lambda _: False),
        )
        take(docket, step, actor=proof.actor_id, now=now)
    elif Document(notice.document).serves_a_decision and case.stage is Stage.DECIDED:
        if person.pk in case.managers and case.decision and person.pk not in case.decision.served:
            take(docket, _decision_served(docket, policy, person, proof.kind, now=now), actor=proof.actor_id, now=now)
    elif (
        notice.document == Document.IMPROVEMENT_STARTED
        and case.stage is Stage.IMPROVING
        and not case.improvement_served
        and case.improve_by is not None
    ):
        until = account_deadline(now, days=days.improvement, zone=zone, day_off=off)
        served = ImprovementServed(
            at=now, by=Who.WORLD, person=person.pk, proof=proof.kind, improve_by=max(until, case.improve_by)
        )
        take(docket, served, actor=proof.actor_id, now=now)


def _decision_served(docket: Docket, policy: Policy, person: Person, proof: str, *, now: datetime) -> DecisionServed:
    """Return what proof of a decision starts: the notice period, the window to object, the managers' head start."""
    zone, off, days = zone_named(person.timezone), days_off(person.country), policy.deadlines
    measure = docket.case.decision.measure if docket.case.decision else Measure.ADVICE
    until = now
    if measure.restricts:
        period = days.notice_closure if measure is Measure.CLOSURE else days.notice_hold
        until = account_deadline(now, days=period, zone=zone, day_off=off)
    return DecisionServed(
        at=now,
        by=Who.WORLD,
        person=person.pk,
        proof=proof,
        period_until=until,
        appeal_until=months_deadline(now, months=days.appeal_months, zone=zone),
        team_after=account_deadline(now, days=days.head_start, zone=zone, day_off=lambda _: False),
    )


def _of_this_round(docket: Docket, notice: Notice) -> bool:
    """Say whether the notice belongs to the round the case is in; an old letter starts nothing anew."""
    second = notice.document == Document.NOT_IMPROVED
    return second == (docket.case.round > 1)
