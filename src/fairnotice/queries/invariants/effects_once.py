"""P16 of effects: what a step changes for an account is on record, once, numbered, and on its way to everybody told."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, F, Max, OuterRef, Subquery

from fairnotice.cases.case import Case as CaseValue
from fairnotice.cases.flow import evolve
from fairnotice.ledger.casebook import events_of
from fairnotice.ledger.dockets import Case
from fairnotice.ledger.effects import Effect, EffectCounter, EffectDelivery, WebhookEndpoint
from fairnotice.queries.invariants.breach import Breach

PROMISE = "P16"
State = EffectDelivery.State


def breaches() -> Iterator[Breach]:
    """Yield every change that nobody is told of, and everything that is told twice or out of order."""
    for case in Case.objects.iterator():
        yield from _owed(case)
    yield from _numbers()
    yield from _rows()


def _owed(case: Case) -> Iterator[Breach]:
    """Yield the events that changed what works in a case and have no effect, or several."""
    kept = dict(case.effects.values_list("event__number").annotate(count=Count("pk")))
    before: CaseValue | None = None
    for number, event in enumerate(events_of(case), start=1):
        after = evolve(before, event)
        count = kept.get(number, 0)
        name = f"{type(event).__name__} ({number})"
        if _at_work(before) != _at_work(after) and not count:
            yield Breach(PROMISE, case.reference, f"{name} changed what the account may do, and nobody is told.")
        if count > 1:
            yield Breach(PROMISE, case.reference, f"{name} has {count} effects.")
        before = after


def _at_work(case: CaseValue | None) -> tuple[object, ...]:
    """Return what works in a case, and until when."""
    threads = (case.restriction, case.interim) if case else ()
    return tuple((thread.kind, thread.ends_at) for thread in threads if thread is not None)


def _numbers() -> Iterator[Breach]:
    """Yield the accounts whose effects are not numbered from 1 without gaps."""
    last = EffectCounter.objects.filter(account_id=OuterRef("account_id")).values("last")
    counted = Effect.objects.values("account_id").annotate(count=Count("pk"), top=Max("sequence"), last=Subquery(last))
    for row in counted.exclude(count=F("top"), top=F("last")):
        sentence = f"{row['count']} effects are numbered to {row['top']}, and {row['last']} were given out."
        yield Breach(PROMISE, row["account_id"], sentence)


def _rows() -> Iterator[Breach]:
    """Yield what an active endpoint was never told, and what is called acknowledged without anybody's word."""
    last = EffectCounter.objects.filter(account_id=OuterRef("account_id")).values("last")
    newest = Effect.objects.filter(sequence=Subquery(last)).select_related("case")
    for endpoint in WebhookEndpoint.objects.filter(active=True):
        for effect in newest.exclude(deliveries__endpoint=endpoint).iterator():
            yield Breach(PROMISE, effect.case.reference, f"{endpoint.url} is never told of {effect.webhook_id}.")
    said = EffectDelivery.objects.filter(state=State.ACKNOWLEDGED).select_related("effect__case")
    for row in said.filter(effect__acknowledgements=None).iterator():
        sentence = f"{row.effect.webhook_id} is called acknowledged, and nobody said so."
        yield Breach(PROMISE, row.effect.case.reference, sentence)
