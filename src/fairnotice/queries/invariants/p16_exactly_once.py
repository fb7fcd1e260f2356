"""P16: each letter and each effect that is owed exists, is on its way, and no letter goes twice over one channel."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from fairnotice.cases.case import Case as CaseValue
from fairnotice.cases.duties import OWED, recipients
from fairnotice.cases.flow import evolve
from fairnotice.cases.stages import Matter
from fairnotice.ledger.casebook import events_of
from fairnotice.ledger.dockets import Case
from fairnotice.ledger.letters import Notice, Outgoing
from fairnotice.ledger.looks import FindingFate
from fairnotice.ledger.promises import ReviewPromise
from fairnotice.queries.invariants import effects_once
from fairnotice.queries.invariants.breach import Breach

PROMISE = "P16"


def breaches() -> Iterator[Breach]:
    """Yield every letter that is owed and missing, and every one that exists twice."""
    for case in Case.objects.iterator():
        yield from _owed(case)
    for promise in ReviewPromise.objects.exclude(answered_at=None).filter(notices=None).iterator():
        yield Breach(PROMISE, promise.reference, "A promised review was answered without a letter.")
    for fate in FindingFate.objects.filter(fate="told", finding__notices=None).iterator():
        yield Breach(PROMISE, f"finding {fate.pk}", "An early word is on record as told, but there is no letter.")
    for notice in Notice.objects.filter(outgoing=None).iterator():
        yield Breach(PROMISE, notice.reference, f"Nothing carries word of the letter {notice.document}.")
    yield from effects_once.breaches()
    rows = Outgoing.objects.values_list("notice_id", "channel", "kind")
    for (notice_id, channel, _kind), count in Counter(rows).items():
        if count > 1:
            yield Breach(PROMISE, str(notice_id), f"There are {count} rows for one letter over {channel}.")


def _owed(case: Case) -> Iterator[Breach]:
    """Yield what the events of one case owe and did not get."""
    before: CaseValue | None = None
    written = {(n.event.number, n.recipient_id): n.document for n in case.notices.select_related("event") if n.event}
    twice = Counter((n.event_id, n.document, n.recipient_id) for n in case.notices.all())
    for (_event, document, _person), count in twice.items():
        if count > 1:
            yield Breach(PROMISE, case.reference, f"The letter {document} exists {count} times for one person.")
    for number, event in enumerate(events_of(case), start=1):
        owed = OWED.get(type(event))
        for person in recipients(before, event):
            have = written.get((number, person))
            due = owed.of(Matter(case.matter)) if owed else ""
            if owed is not None and have not in {due, owed.instead or due}:
                name = type(event).__name__
                yield Breach(PROMISE, case.reference, f"{name} ({number}) owes person {person} a {due}.")
        before = evolve(before, event)
