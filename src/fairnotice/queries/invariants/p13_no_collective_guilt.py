"""P13: a case is about one account, on its own facts, and what follows from it touches nobody else."""

from __future__ import annotations

import json
from collections.abc import Iterator

from django.db.models import F

from fairnotice.ledger.dockets import Case, CaseEvent
from fairnotice.ledger.effects import Effect
from fairnotice.ledger.violations import ViolationInCase
from fairnotice.queries.invariants.breach import Breach

PROMISE = "P13"


def breaches() -> Iterator[Breach]:
    """Yield every case on somebody else's conduct, and every effect on somebody else's account."""
    for case in Case.objects.filter(finding__isnull=False).exclude(finding__account_id=F("account_id")).iterator():
        yield Breach(PROMISE, case.reference, "It rests on a finding about another account.")
    brought = ViolationInCase.objects.exclude(violation__account_id=F("case__account_id")).select_related("case")
    for each in brought.iterator():
        yield Breach(PROMISE, each.case.reference, f"It rests on {each.violation_id}, another account's act.")
    for effect in Effect.objects.select_related("case").iterator():
        told = json.loads(effect.body)["data"]["account"]["id"]
        if {effect.account_id, told} != {effect.case.account_id}:
            yield Breach(PROMISE, effect.case.reference, f"It had an effect on {told}, another account.")
    proposals = CaseEvent.objects.filter(name__in=("MeasureProposed", "DecisionMade")).select_related("case")
    for event in proposals.iterator():
        yield from _own_facts(event)


def _own_facts(event: CaseEvent) -> Iterator[Breach]:
    """Yield it when a measure rests on others' deeds, or on facts that never were in its case."""
    if event.facts.get("others_conduct"):
        yield Breach(PROMISE, event.case.reference, "A measure rests on what somebody else did.")
    known: set[str] = set()
    for facts in CaseEvent.objects.filter(case_id=event.case_id, number__lt=event.number).values_list(
        "facts", flat=True
    ):
        known |= {*facts.get("facts", ()), *facts.get("contracts", ())}
    if foreign := set(event.facts["facts"]) - known:
        yield Breach(PROMISE, event.case.reference, f"A measure rests on {min(foreign)}, which is no fact of its case.")
