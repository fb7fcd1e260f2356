"""P15: the history is whole, every step in it was allowed, and the newest look can be computed again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings

from fairnotice.cases.case import Case as CaseValue
from fairnotice.cases.clocks import running_clocks
from fairnotice.cases.flow import decide, evolve
from fairnotice.evaluation.choosing import Charge
from fairnotice.evaluation.result import Verdict
from fairnotice.kernel.refusal import Refusal
from fairnotice.ledger.casebook import events_of
from fairnotice.ledger.dockets import Case, Clock
from fairnotice.ledger.looks import Finding, Look
from fairnotice.ledger.snapshots import missing_snapshots
from fairnotice.queries.chain_check import case_faults, journal_fault
from fairnotice.queries.invariants.breach import Breach
from fairnotice.warehouse.home import Warehouse
from fairnotice.warehouse.look import LookPast
from fairnotice.warehouse.looks import conduct
from fairnotice.warehouse.table_fingerprint import table_fingerprint

PROMISE = "P15"


def breaches() -> Iterator[Breach]:
    """Yield what is not as it was recorded, every stage that its events do not add up to, every look that changed."""
    for fault in case_faults():
        yield Breach(PROMISE, f"{fault.reference}, event {fault.number}", fault.sentence)
    if wrong := journal_fault():
        yield Breach(PROMISE, "journal of all events", wrong)
    for case in Case.objects.iterator():
        for missing in missing_snapshots(case):
            yield Breach(PROMISE, case.reference, missing)
        numbers = list(case.events.order_by("number").values_list("number", flat=True))
        if numbers != list(range(1, len(numbers) + 1)) or not numbers:
            yield Breach(PROMISE, case.reference, f"Its events are numbered {numbers}, with a gap or none at all.")
        else:
            yield from _fold(case)
    newest = Look.objects.order_by("as_of").last()
    for look in Look.objects.order_by("look_on").iterator():
        yield from _table(look, again=newest is not None and look.pk == newest.pk)


def _fold(case: Case) -> Iterator[Breach]:
    """Yield it when a step was not allowed, or the row or its clocks say other things than the events."""
    value: CaseValue | None = None
    for event in events_of(case):
        try:
            decide(value, event)
        except Refusal as refused:
            yield Breach(PROMISE, case.reference, f"{type(event).__name__} was not allowed: {refused.sentence}")
        value = evolve(value, event)
    if value is None:
        return
    kept = (case.stage, case.outcome, case.ended_at, case.reviewer_id)
    if kept != (value.stage.value, value.outcome.value if value.outcome else "", value.ended_at, value.reviewer):
        yield Breach(PROMISE, case.reference, f"Its row says {case.stage}, its events say {value.stage.value}.")
    rows = Clock.objects.filter(case=case, ended_at=None).values_list("kind", "subject", "due_at", "stopped_at")
    clocks = {(clock.kind.value, clock.subject, clock.due_at, clock.stopped_at) for clock in running_clocks(value)}
    if set(rows) != clocks:
        yield Breach(PROMISE, case.reference, "Its running deadlines are not those that its events give.")


def _table(look: Look, *, again: bool) -> Iterator[Breach]:
    """Yield it when the look's table changed, or, *again*, when the same facts now give another."""
    warehouse = Warehouse.of_home(Path(settings.HOME))
    folder = warehouse.root / look.directory
    reference = f"look of {look.look_on}"
    if not folder.is_dir():
        yield Breach(PROMISE, reference, f"Its table is gone from {look.directory}.")
        return
    if table_fingerprint(folder) != look.fingerprint:
        yield Breach(PROMISE, reference, "Its table is not the one that was recorded.")
    if not again:
        return
    with TemporaryDirectory() as scratch:
        conduct(
            warehouse,
            look.policy.rulebook,
            as_of=look.as_of,
            past=_past(look, warehouse),
            into=Path(scratch),
            snapshot=warehouse.snapshot(look.versions["number"]),
        )
        if table_fingerprint(Path(scratch)) != look.fingerprint:
            yield Breach(PROMISE, reference, "The same facts and policy now give another result.")


def _past(look: Look, warehouse: Warehouse) -> LookPast:
    """Return what the looks before this one had left behind when it was taken."""
    looks = Look.objects.filter(policy__policy_id=look.policy.policy_id, look_on__lt=look.look_on)
    previous = looks.order_by("look_on").last()
    if previous is None:
        return LookPast.first()
    charges = tuple(
        Charge(one.account_id, one.provision_id, Verdict(one.verdict), 1 - one.v, one.look.look_on)
        for one in Finding.objects.filter(look__in=looks).select_related("look").order_by("pk")
    )
    return LookPast(previous.as_of, warehouse.root / previous.directory, charges)
