"""P2: too few contracts, too few clients or nothing recent opens nothing and worsens nothing."""

from __future__ import annotations

from collections.abc import Iterator

from fairnotice.cases.events import ReEvaluatedNotImproved
from fairnotice.evaluation.record import explanation_from_json
from fairnotice.evaluation.result import Estimate
from fairnotice.ledger.casebook import events_of
from fairnotice.ledger.dockets import Case
from fairnotice.ledger.grounds import acts_of
from fairnotice.policy.rulebook import VIOLATION, Counts
from fairnotice.queries.invariants.breach import Breach

PROMISE = "P2"


def breaches() -> Iterator[Breach]:
    """Yield every case that rests on too little, and every result "not improved" that does."""
    for case in Case.objects.select_related("finding", "policy").iterator():
        yield from _opening(case)
        for event in events_of(case):
            if isinstance(event, ReEvaluatedNotImproved) and not (event.enough and (event.v_later or 0) >= event.bar):
                yield Breach(PROMISE, case.reference, "The result was made worse by too little later evidence.")


def _opening(case: Case) -> Iterator[Breach]:
    """Yield what is missing under the opening of one case."""
    if case.finding is None:
        acts = acts_of(case)
        if case.matter == VIOLATION and not (acts and all(act.evidence for act in acts)):
            yield Breach(PROMISE, case.reference, "It rests on an act without evidence, or on none.")
        return
    found = explanation_from_json(case.finding.explanation)
    if case.finding.verdict != "finding" or not isinstance(found.estimate, Estimate):
        yield Breach(PROMISE, case.reference, f"It was opened on the answer {case.finding.verdict}, not on a finding.")
        return
    minimum = next(p.minimum for p in case.policy.rulebook.provisions if p.id == case.provision_id)
    rated = [c for c in found.contracts if c.counts in {Counts.SATISFIED, Counts.ADVERSE}]
    clients = {c.client_id for c in rated}
    adverse = {c.client_id for c in rated if c.counts == Counts.ADVERSE}
    for have, need, what in (
        (len(rated), minimum.rated, "rated contracts"),
        (len(clients), minimum.clients, "clients"),
        (len(adverse), minimum.adverse_clients, "unsatisfied clients"),
    ):
        if have < need:
            yield Breach(PROMISE, case.reference, f"It rests on {have} {what}; the policy asks for {need}.")
