"""P1: nothing is restricted without an earlier delivered notice whose period has run out; read from rows alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from fairnotice.ledger.dockets import Case, CaseEvent
from fairnotice.ledger.effects import Effect
from fairnotice.ledger.letters import DeliveryProof
from fairnotice.queries.invariants.breach import Breach

PROMISE = "P1"
FIRST_LETTERS = ("first_notice", "violation_notice")
CLOSURE = "closure"


def breaches() -> Iterator[Breach]:
    """Yield every restriction that began unannounced, too early, or without a warning before it."""
    begun = CaseEvent.objects.filter(name="EffectGiven").select_related("case__policy").order_by("case_id", "number")
    for event in begun.iterator():
        yield from _announced(event)
        yield from _warned(event)
    started = Effect.objects.filter(what="restriction_started").exclude(event__name="EffectGiven")
    for effect in started.select_related("case", "event").iterator():
        sentence = f"A restriction was told of that {effect.event.name} does not begin."
        yield Breach(PROMISE, effect.case.reference, sentence)


def _announced(event: CaseEvent) -> Iterator[Breach]:
    """Yield it when the decision was not proven delivered, or its notice period was not over."""
    case, at = event.case, event.occurred_at
    made = _before(event, "DecisionMade")
    if made is None:
        yield Breach(PROMISE, case.reference, "A restriction began that nobody decided.")
        return
    days = case.policy.rulebook.deadlines
    period = timedelta(days=days.notice_closure if made.facts["measure"] == CLOSURE else days.notice_hold)
    proofs = DeliveryProof.objects.filter(notice__case=case, notice__document="decision", proven_at__lte=at)
    proven = proofs.exclude(notice__recipient_role="member").order_by("proven_at").first()
    if proven is None:
        yield Breach(PROMISE, case.reference, "A restriction began without proof that its decision was delivered.")
    elif at < proven.proven_at + period:
        yield Breach(PROMISE, case.reference, f"A restriction began less than {period.days} days after its delivery.")
    for served in CaseEvent.objects.filter(case=case, name="DecisionServed", number__lt=event.number):
        if at < datetime.fromisoformat(served.facts["period_until"]):
            yield Breach(PROMISE, case.reference, "A restriction began before the end of somebody's notice period.")


def _warned(event: CaseEvent) -> Iterator[Breach]:
    """Yield it when no warning came before: for quality this case's own first letter, for a breach an earlier case."""
    case = event.case
    proposed = _before(event, "MeasureProposed")
    if proposed is None:
        yield Breach(PROMISE, case.reference, "A restriction began that nobody proposed.")
        return
    first = DeliveryProof.objects.filter(
        notice__case=case, notice__document__in=FIRST_LETTERS, proven_at__lte=proposed.occurred_at
    )
    if not first.exists():
        yield Breach(PROMISE, case.reference, "A measure was proposed before the first letter was proven delivered.")
    if case.matter != "violation":
        return
    rungs = Case.objects.filter(reference__in=proposed.facts["rungs"], account_id=case.account_id).exclude(pk=case.pk)
    if not any(_delivered_before(rung, case.opened_at) for rung in rungs):
        yield Breach(PROMISE, case.reference, "A breach was restricted without an earlier warning that was delivered.")


def _delivered_before(rung: Case, at: datetime) -> bool:
    """Say whether the earlier case's decision is proven to have arrived before *at*."""
    proofs = DeliveryProof.objects.filter(notice__case=rung, notice__document="decision", proven_at__lt=at)
    return proofs.exists()


def _before(event: CaseEvent, name: str) -> CaseEvent | None:
    earlier = CaseEvent.objects.filter(case_id=event.case_id, name=name, number__lt=event.number)
    return earlier.order_by("number").last()
