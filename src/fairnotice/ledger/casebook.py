"""The case file: events read and folded, one more appended, and its deadlines kept as rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from fairnotice.cases.case import Case as CaseValue
from fairnotice.cases.clocks import running_clocks
from fairnotice.cases.events import CaseOpened, Event, RequestOpened
from fairnotice.cases.flow import decide, evolve, fold
from fairnotice.cases.record import event_from, facts_of
from fairnotice.kernel.refusal import Refusal
from fairnotice.ledger.chain import BEFORE_THE_FIRST, CaseKey, Recorded, commitment, event_digest, new_salt
from fairnotice.ledger.dockets import Case, CaseEvent, Clock, EventText
from fairnotice.ledger.journal import enter
from fairnotice.ledger.policies import PolicyVersion
from fairnotice.ledger.snapshots import ON_THE_SAME, Record, keep, record_of_finding, records_by_then, records_of


class NoSuchCase(Refusal):
    """Refuse to speak of a case that does not exist."""

    code = "no_such_case"

    def __init__(self, case: str) -> None:
        super().__init__(f"There is no case {case}.")
        self.case = case


@dataclass(slots=True)
class Docket:
    """A case locked for one step: its row, and the value its events add up to."""

    row: Case
    case: CaseValue

    def append(
        self,
        step: Event,
        *,
        actor: int | None,
        now: datetime,
        policy: PolicyVersion,
        words: str = "",
        relied_on: Mapping[str, Any] | None = None,
    ) -> CaseEvent:
        """
        Allow *step*, or refuse; then put it on record, with what was said beside it and the records it relies on.

        *words* are everything personal about it: what somebody wrote, signed or called a file. *relied_on* is JSON
        by what it is, such as ``later`` or the id of a violation.

        The case's row and its clocks follow the events in the same transaction.
        """
        decide(self.case, step)
        self.case = evolve(self.case, step)
        records = records_of(relied_on or {})
        if not records and type(step).__name__ in ON_THE_SAME:
            records = records_by_then(self.row)
        written = _write(
            self.row, step, number=self.case.events, actor=actor, now=now, policy=policy, words=words, records=records
        )
        follow(self.row, self.case)
        keep_clocks(self.row, self.case, now=now)
        return written


def open_docket(
    row: Case,
    step: CaseOpened | RequestOpened,
    *,
    now: datetime,
    policy: PolicyVersion,
    relied_on: Mapping[str, Any] | None = None,
    actor: int | None = None,
    words: str = "",
) -> tuple[Docket, CaseEvent]:
    """Save the new case *row* with its first event and the records it relies on, its finding among them; or refuse."""
    decide(None, step)
    case = evolve(None, step)
    row.stage = case.stage.value
    row.save(force_insert=True)
    records = records_of(relied_on or {})
    if row.finding is not None:
        records = (record_of_finding(row.finding), *records)
    written = _write(row, step, number=1, actor=actor, now=now, policy=policy, words=words, records=records)
    keep_clocks(row, case, now=now)
    return Docket(row, case), written


def lock_docket(case_id: UUID) -> Docket:
    """
    Return the case with its row locked until the transaction ends.

    Raises:
        NoSuchCase: nothing was ever opened under this id.
    """
    row = Case.objects.select_for_update().filter(pk=case_id).first()
    if row is None:
        raise NoSuchCase(str(case_id))
    return Docket(row, case_value(row))


def events_of(row: Case) -> list[Event]:
    """Return the events of a case, oldest first."""
    kept = row.events.order_by("number")
    return [event_from(e.name, e.facts, at=e.occurred_at, by=e.actor_kind) for e in kept]


def case_value(row: Case) -> CaseValue:
    """Return what the events of a case add up to."""
    return fold(events_of(row))


def follow(row: Case, case: CaseValue) -> None:
    """Bring the columns by which a case is found up to date with its events."""
    row.stage = case.stage.value
    row.outcome = case.outcome.value if case.outcome else ""
    row.ended_at = case.ended_at
    row.reviewer_id = case.reviewer
    row.save(update_fields=["stage", "outcome", "ended_at", "reviewer"])


def keep_clocks(row: Case, case: CaseValue, *, now: datetime) -> None:
    """Make the rows of running deadlines equal to those of the case: begin, move, stop and end them."""
    due = {(clock.kind.value, clock.subject): clock for clock in running_clocks(case)}
    for kept in Clock.objects.filter(case=row, ended_at=None):
        clock = due.pop((kept.kind, kept.subject), None)
        if clock is None:
            kept.ended_at = now
            kept.save(update_fields=["ended_at"])
        elif (kept.due_at, kept.stopped_at) != (clock.due_at, clock.stopped_at):
            kept.due_at, kept.stopped_at = clock.due_at, clock.stopped_at
            kept.rule = _rule(row, kept.kind, clock.due_at)
            kept.save(update_fields=["due_at", "stopped_at", "rule"])
    for (kind, subject), clock in due.items():
        Clock.objects.create(
            case=row,
            kind=kind,
            subject=subject,
            rule=_rule(row, kind, clock.due_at),
            started_at=now,
            due_at=clock.due_at,
            stopped_at=clock.stopped_at,
        )


def _rule(row: Case, kind: str, due_at: datetime) -> str:
    """Return the rule behind a deadline, in words."""
    return f"{kind} by {due_at.isoformat()} under {row.provision_id} of policy {row.policy_id[:12]}"


def _write(
    row: Case,
    step: Event,
    *,
    number: int,
    actor: int | None,
    now: datetime,
    policy: PolicyVersion,
    words: str,
    records: tuple[Record, ...],
) -> CaseEvent:
    """Put one event on record with what was said beside it, chained to the one before and entered in the journal."""
    text_salt = new_salt()
    written = CaseEvent(
        case=row,
        number=number,
        name=type(step).__name__,
        facts=facts_of(step),
        actor_id=actor,
        actor_kind=step.by.value,
        occurred_at=step.at,
        recorded_at=now,
        policy=policy,
        words_digest=commitment(words, text_salt) if words else "",
        salt=new_salt(),
    )
    bound = tuple(record.bound for record in records)
    written.digest = event_digest(recorded(written, row, bound), previous=digest_before(written))
    written.save(force_insert=True)
    keep(written, records, now=now)
    if words:
        EventText.objects.create(event=written, text=words, salt=text_salt)
    enter(written)
    return written


def recorded(event: CaseEvent, case: Case, evidence: tuple[str, ...] = ()) -> Recorded:
    """Return everything of *event* that its digest binds; *evidence* as :attr:`ReliedOn` says it."""
    return Recorded(
        case=CaseKey(str(case.pk), case.reference, case.account_id, case.provision_id),
        number=event.number,
        name=event.name,
        facts=event.facts,
        actor=event.actor_id,
        actor_kind=event.actor_kind,
        occurred_at=event.occurred_at,
        recorded_at=event.recorded_at,
        policy=event.policy_id,
        words=event.words_digest,
        evidence=tuple(sorted(evidence)),
        salt=event.salt,
    )


def digest_before(event: CaseEvent) -> str:
    """Return the digest of the event before this one in its case."""
    before = CaseEvent.objects.filter(case_id=event.case_id, number=event.number - 1)
    return before.values_list("digest", flat=True).first() or BEFORE_THE_FIRST
