"""P7: a named person who opened its facts decides each restriction, two people what is grave, and no program any."""

from __future__ import annotations

from collections.abc import Iterator

from fairnotice.ledger.dockets import Case, CaseEvent
from fairnotice.ledger.hearing import EvidenceLook
from fairnotice.queries.invariants.breach import Breach

PROMISE = "P7"
BY_PEOPLE = ("MeasureProposed", "Seconded", "DecisionMade", "EffectGiven", "InterimHoldImposed", "Lifted")
WRITTEN = frozenset({"MeasureProposed", "Seconded", "DecisionMade", "Lifted"})
BY_PROGRAM = frozenset({"clock", "engine", "world"})
ORDER = ("advice", "warning", "work_hold", "full_hold", "suspension", "closure")
BY_TWO = frozenset({"suspension", "closure"})


def breaches() -> Iterator[Breach]:
    """Yield every step towards a restriction that no named person took, or took without what it needs."""
    steps = CaseEvent.objects.filter(name__in=BY_PEOPLE).select_related("case", "actor").order_by("case_id", "number")
    for event in steps.iterator():
        yield from _named(event)
        if event.name == "MeasureProposed":
            yield from _opened(event)
        if event.name == "DecisionMade":
            yield from _as_seen(event)
    decided = CaseEvent.objects.filter(name="DecisionMade").values("case_id")
    for case in Case.objects.filter(stage="in_effect").exclude(pk__in=decided).iterator():
        yield Breach(PROMISE, case.reference, "It restricts somebody, and no person decided it.")


def _named(event: CaseEvent) -> Iterator[Breach]:
    """Yield it when a program took the step, nobody of the staff stands for it, or nothing was written."""
    reference = event.case.reference
    if event.actor_kind in BY_PROGRAM or event.actor is None:
        yield Breach(PROMISE, reference, f"{event.name} ({event.number}) was taken by no person.")
        return
    if not event.actor.role or event.facts.get("person", event.actor_id) != event.actor_id:
        yield Breach(PROMISE, reference, f"{event.name} ({event.number}) does not stand under its own author's name.")
    if event.name in WRITTEN and not event.words_digest:
        yield Breach(PROMISE, reference, f"{event.name} ({event.number}) has no written reasons.")


def _opened(event: CaseEvent) -> Iterator[Breach]:
    """Yield each fact that the proposer had not opened by then."""
    looks = EvidenceLook.objects.filter(
        case_id=event.case_id, person_id=event.actor_id or 0, looked_at__lte=event.occurred_at
    )
    opened = set(looks.values_list("subject", flat=True))
    for fact in event.facts["facts"]:
        if fact not in opened:
            yield Breach(PROMISE, event.case.reference, f"It rests on {fact}, which its proposer had not opened.")


def _as_seen(event: CaseEvent) -> Iterator[Breach]:
    """Yield it when the decision is more than either view, is somebody else's, or lacks its second person."""
    reference, measure = event.case.reference, event.facts["measure"]
    before = CaseEvent.objects.filter(case_id=event.case_id, number__lt=event.number)
    first = before.filter(name="MeasureProposed").order_by("number").last()
    if first is None:
        yield Breach(PROMISE, reference, "A measure was decided that nobody proposed.")
        return
    if first.actor_id != event.actor_id:
        yield Breach(PROMISE, reference, "A measure was decided by somebody who had not proposed it.")
    second = before.filter(name="Seconded", number__gt=first.number).order_by("number").last()
    views = [first.facts["measure"], *([second.facts["measure"]] if second else [])]
    if any(view is None or ORDER.index(measure) > ORDER.index(view) for view in views):
        yield Breach(PROMISE, reference, f"{measure} was decided, which is more than a view that stands.")
    if measure in BY_TWO and (second is None or second.actor_id == first.actor_id):
        yield Breach(PROMISE, reference, f"{measure} was decided without the view of a second person.")
    if second is not None and not second.facts["blind"]:
        yield Breach(PROMISE, reference, "A second view was written after the first was shown.")
