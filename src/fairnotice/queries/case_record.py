"""Everything on record about one case, read once, as plain values that any page can be cut from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from fairnotice.cases.case import Case as CaseState
from fairnotice.cases.flow import fold
from fairnotice.cases.record import event_from
from fairnotice.evaluation.result import CountedContract, Explanation
from fairnotice.kernel.naming import named_in
from fairnotice.ledger.casebook import NoSuchCase
from fairnotice.ledger.grounds import explanation_behind
from fairnotice.ledger.models import Case, CaseEvent, Clock, EventText
from fairnotice.policy.rulebook import VIOLATION, Counts, Policy, Provision
from fairnotice.queries.case_letters import LetterOnRecord, letters_on_record
from fairnotice.queries.violations import ViolationOnRecord, violations_in


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
class CaseRecord:
    """One case with its events, clocks and letters, and the look it rests on."""

    id: UUID
    reference: str
    matter: str
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
    violations: tuple[ViolationOnRecord, ...] = ()
    """The acts that the case rests on, the newest first; none where it rests on numbers."""

    @property
    def about_acts(self) -> bool:
        """Say whether the case rests on recorded acts, not on numbers."""
        return self.matter == VIOLATION

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
        known = self.state.facts if self.about_acts else tuple(c.contract_id for c in self.explanation.contracts)
        return named_in(words, known)


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
    policy = case.policy.rulebook
    events = _events(case)
    return CaseRecord(
        id=case.id,
        reference=case.reference,
        matter=case.matter,
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
        explanation=explanation_behind(case),
        state=fold(event_from(e.name, dict(e.facts), at=e.at, by=e.actor_kind) for e in events),
        events=events,
        clocks=tuple(
            RunningClock(c.kind, c.subject, c.rule, c.started_at, c.due_at, c.stopped_at)
            for c in Clock.objects.filter(case=case, ended_at=None).order_by("due_at", "id")
        ),
        letters=letters_on_record(case),
        violations=violations_in(case.pk) if case.matter == VIOLATION else (),
    )


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


def reference_of(case_id: UUID) -> str:
    """Return the reference of a case."""
    return Case.objects.values_list("reference", flat=True).get(pk=case_id)


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
