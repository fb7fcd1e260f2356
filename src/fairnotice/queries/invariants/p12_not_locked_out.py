"""P12: a restricted account keeps its voice, its pay and its door; read from what was told and from who may sign in."""

from __future__ import annotations

import json
from collections.abc import Iterator

from fairnotice.ledger.dockets import Case
from fairnotice.ledger.effects import Effect
from fairnotice.ledger.letters import Notice
from fairnotice.ledger.people import Person
from fairnotice.queries.invariants.breach import Breach

PROMISE = "P12"
NEVER_TAKEN = ("be_heard", "be_paid", "settle")
"""As the marketplace is told them; no measure touches these."""


def breaches() -> Iterator[Breach]:
    """Yield every effect that takes a voice away, and everybody who was written to and can no longer sign in."""
    for effect in Effect.objects.select_related("case").iterator():
        cells = json.loads(effect.body)["data"]["capabilities"]
        for capability in NEVER_TAKEN:
            if cells.get(capability) != "yes":
                said = cells.get(capability, "nothing")
                sentence = f"The marketplace was told {said} for {capability}, which no measure touches."
                yield Breach(PROMISE, effect.case.reference, sentence)
    waiting = Case.objects.filter(outcome="").values("pk")
    written_to = Notice.objects.filter(case__in=waiting).values("recipient_id")
    for person in Person.objects.filter(pk__in=written_to, is_active=False, role="").iterator():
        yield Breach(PROMISE, f"person {person.pk}", "Somebody with an open case cannot sign in.")
