"""Everything on record about one case, read once, as plain values that any page can be cut from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from fairnotice.cases.case import Case as CaseState
from fairnotice.cases.flow import fold
from fairnotice.cases.record import event_from
from fairnotice.evaluation.record import explanation_from_json
from fairnotice.evaluation.result import CountedContract, Explanation
from fairnotice.ledger.casebook import NoSuchCase
from fairnotice.ledger.models import Case, CaseEvent, Clock, EventText, Notice, Outgoing, Person
from fairnotice.policy.reading import read_policy
from fairnotice.policy.rulebook import Counts, Policy, Provision


@dataclass(frozen=True, slots=True)
class Happening:
    """One event of the case: what, when, by whom, and their words."""

    number: int
    name: str
    facts: Mapping[str, Any]
    actor_id: int | None
    actor_name: str
    actor_kind: str
    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class RunningClock:
    """A deadline that still runs, or stands still."""

    kind: str
    subject: str
    rule: str
    started_at: datetime
    due_at: datetime
    stopped_at: datetime | None


@dataclass(frozen=True, slots=True)
class Carriage:
    """How word of one letter travelled on one channel."""

    outgoing_id: int
    channel: str
    kind: str
    state: str
    address: str
    due_at: datetime
    finished_at: datetime | None
    attempts: int
    last_error: str


@dataclass(frozen=True, slots=True)
class LetterOnRecord:
    """One letter as served, to whom, and whether it arrived."""

    id: UUID
    document: str
    subject: str
    reference: str
    text: str
    event_number: int | None
    recipient_id: int
    recipient_name: str
    recipient_role: str
    recipient_zone: str
    created_at: datetime
    not_before: datetime
    proof_kind: str
    """opened, seen or signed_post; empty while nothing is proven."""
    proven_at: datetime | None
    carriages: tuple[Carriage, ...]

    @property
    def undeliverable(self) -> bool:
        """Say whether no channel is left on which it may still arrive by itself."""
        return self.proven_at is None and any(c.channel == "post" for c in self.carriages)


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """One case with its events, clocks and letters, and the look it rests on."""

    id: UUID
    reference: str
    account_id: str
    account_kind: str
    account_name: str
    stage: str
    outcome: str
    opened_at: datetime
    ended_at: datetime | None
    reviewer_id: int | None
    reviewer_name: str
    policy: Policy
    provision: Provision
    explanation: Explanation
    state: CaseState
    """What the events add up to."""
    events: tuple[Happening, ...]
    clocks: tuple[RunningClock, ...]
    letters: tuple[LetterOnRecord, ...]

    @property
    def is_agency(self) -> bool:
        """Say whether the case is about an organisation."""
        return self.account_kind == "agency"

    @property
    def ended(self) -> bool:
        """Say whether nothing more can happen in the case."""
        return bool(self.outcome)

    @property
    def adverse(self) -> tuple[CountedContract, ...]:
        """Return the contracts the case rests on, newest first."""
        return tuple(c for c in self.explanation.contracts if c.counts == Counts.ADVERSE)

    def clock(self, kind: str) -> RunningClock | None:
        """Return the running clock of this kind, the earliest where there are several, or None."""
        return next((clock for clock in self.clocks if clock.kind == kind), None)

    def named(self, *names: str) -> tuple[Happening, ...]:
        """Return the events with one of these names, oldest first."""
        return tuple(event for event in self.events if event.name in names)

    def contracts_in(self, words: str) -> tuple[str, ...]:
        """Return the contracts of the look that *words* name."""
        known = (c.contract_id for c in self.explanation.contracts)
        return tuple(each for each in known if each in words and _stands_alone(each, words))


def case_record(reference: str) -> CaseRecord:
    """
    Return all that is on record about the case with this reference.

    Raises:
        NoSuchCase: there is none.
    """
    try:
        case = Case.objects.select_related("policy", "finding", "reviewer").get(reference=reference)
    except Case.DoesNotExist:
        raise NoSuchCase(reference) from None
    policy = policy_of(case.policy.fingerprint, case.policy.text)
    events = _events(case)
    return CaseRecord(
        id=case.id,
        reference=case.reference,
        account_id=case.account_id,
        account_kind=case.account_kind,
        account_name=case.account_name,
        stage=case.stage,
        outcome=case.outcome,
        opened_at=case.opened_at,
        ended_at=case.ended_at,
        reviewer_id=case.reviewer_id,
        reviewer_name=str(case.reviewer) if case.reviewer else "",
        policy=policy,
        provision=next(p for p in policy.provisions if p.id == case.provision_id),
        explanation=explanation_from_json(case.finding.explanation),
        state=fold(event_from(e.name, dict(e.facts), at=e.at, by=e.actor_kind) for e in events),
        events=events,
        clocks=tuple(
            RunningClock(c.kind, c.subject, c.rule, c.started_at, c.due_at, c.stopped_at)
            for c in Clock.objects.filter(case=case, ended_at=None).order_by("due_at", "id")
        ),
        letters=_letters(case),
    )


def _stands_alone(name: str, words: str) -> bool:
    """Say whether *name* stands in *words* as a word of its own, not within a longer one."""
    return re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", words) is not None


@lru_cache(maxsize=32)
def policy_of(fingerprint: str, text: str) -> Policy:
    """Return the policy that was published under *fingerprint*; texts never change, so it is read once."""
    return read_policy(text, source=fingerprint)


def _events(case: Case) -> tuple[Happening, ...]:
    words = dict(EventText.objects.filter(event__case=case).values_list("event_id", "text"))
    return tuple(
        Happening(
            number=e.number,
            name=e.name,
            facts=e.facts,
            actor_id=e.actor_id,
            actor_name=str(e.actor) if e.actor else "",
            actor_kind=e.actor_kind,
            at=e.occurred_at,
            words=words.get(e.pk, ""),
        )
        for e in CaseEvent.objects.filter(case=case).select_related("actor").order_by("number")
    )


def _letters(case: Case) -> tuple[LetterOnRecord, ...]:
    notices = (
        Notice.objects.filter(case=case)
        .select_related("recipient", "event")
        .prefetch_related("proofs", "outgoing")
        .order_by("created_at", "recipient_id", "document")
    )
    return tuple(_letter(notice) for notice in notices)


def _letter(notice: Notice) -> LetterOnRecord:
    proofs = sorted(notice.proofs.all(), key=lambda proof: proof.proven_at)
    recipient: Person = notice.recipient
    return LetterOnRecord(
        id=notice.id,
        document=notice.document,
        subject=notice.subject,
        reference=notice.reference,
        text=notice.text,
        event_number=notice.event.number if notice.event else None,
        recipient_id=recipient.pk,
        recipient_name=str(recipient),
        recipient_role=notice.recipient_role,
        recipient_zone=recipient.timezone,
        created_at=notice.created_at,
        not_before=notice.not_before,
        proof_kind=proofs[0].kind if proofs else "",
        proven_at=proofs[0].proven_at if proofs else None,
        carriages=tuple(_carriage(row) for row in sorted(notice.outgoing.all(), key=lambda row: row.pk)),
    )


def _carriage(row: Outgoing) -> Carriage:
    return Carriage(
        outgoing_id=row.pk,
        channel=row.channel,
        kind=row.kind,
        state=row.state,
        address=row.address,
        due_at=row.due_at,
        finished_at=row.finished_at,
        attempts=row.attempts,
        last_error=row.last_error,
    )


def case_id_of(reference: str) -> UUID:
    """
    Return the id behind a reference.

    Raises:
        NoSuchCase: there is none.
    """
    found = Case.objects.filter(reference=reference).values_list("id", flat=True).first()
    if found is None:
        raise NoSuchCase(reference)
    return found
