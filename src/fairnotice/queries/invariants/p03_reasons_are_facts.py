"""P3: every notice names its rule, its contracts and its numbers; every reply cites a fact of its case."""

from __future__ import annotations

from collections.abc import Iterator

from fairnotice.cases.events import ReplySent, Withdrawn
from fairnotice.ledger.casebook import case_value, events_of
from fairnotice.ledger.dockets import Case
from fairnotice.ledger.letters import Notice
from fairnotice.queries.invariants.breach import Breach

PROMISE = "P3"


def breaches() -> Iterator[Breach]:
    """Yield every letter and reply without its facts."""
    for notice in Notice.objects.select_related("case", "finding", "promise").iterator():
        about = notice.case or notice.finding or notice.promise
        clause = about.provision_id if about else ""
        if not clause or clause not in notice.text:
            yield Breach(PROMISE, notice.reference, f"The letter of {notice.created_at:%F} does not name its rule.")
        by_event = notice.document == "reply"  # may say what would change the result instead; judged below
        if not by_event and not any(group["records"] for group in notice.letter.get("records", ())):
            yield Breach(PROMISE, notice.reference, f"The letter of {notice.created_at:%F} lists no contract.")
    for case in Case.objects.iterator():
        facts = set(case_value(case).facts)
        for event in events_of(case):
            named = isinstance(event, ReplySent) and (event.cites or event.what_would_change)
            if isinstance(event, ReplySent) and not (named and set(event.cites) <= facts):
                yield Breach(PROMISE, case.reference, f"Reply {event.thread} cites no fact of the case.")
            if isinstance(event, Withdrawn) and not event.reasoned:
                yield Breach(PROMISE, case.reference, "It was withdrawn without reasons.")
