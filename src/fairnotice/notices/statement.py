"""The statement of reasons: rule, dated contracts, numbers, what would lift it; without these no letter is built."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from fairnotice.evaluation.result import CountedContract, Explanation, InsufficientEvidence
from fairnotice.kernel.refusal import Refusal
from fairnotice.notices import words
from fairnotice.policy.rulebook import Counts, Policy


class FactsMissing(Refusal):
    """Refuse to state reasons that name no facts."""

    code: ClassVar[str] = "states_facts"

    def __init__(self, *missing: str) -> None:
        super().__init__(f"A letter states its facts. Missing: {', '.join(missing)}.")
        self.missing = missing


def require(**facts: object) -> None:
    """
    Refuse unless every one of *facts* is there.

    Raises:
        FactsMissing: one of them is None, blank or empty.
    """
    missing = [
        name.replace("_", " ")
        for name, fact in facts.items()
        if fact is None or (isinstance(fact, str) and not fact.strip()) or (isinstance(fact, tuple) and not fact)
    ]
    if missing:
        raise FactsMissing(*missing)


@dataclass(frozen=True, slots=True)
class Rule:
    """The clause a letter rests on, word for word."""

    id: str
    text: str
    policy: str
    """Title of the policy."""
    version: int
    in_force_since: date

    def __post_init__(self) -> None:
        require(rule_id=self.id, rule_text=self.text, policy=self.policy)

    @property
    def named(self) -> str:
        """Return ``Q2.1 of the Quality policy, version 4``."""
        return f"{self.id} of the {self.policy}, version {self.version}"

    @classmethod
    def of_policy(cls, policy: Policy, provision_id: str) -> Rule:
        """
        Return the clause *provision_id* of *policy*.

        Raises:
            FactsMissing: the policy has no such clause.
        """
        clause = next((p for p in policy.provisions if p.id == provision_id), None)
        if clause is None:
            raise FactsMissing(f"clause {provision_id} of {policy.title}")
        return cls(clause.id, clause.text.strip(), policy.title, policy.version, policy.binds_from)


@dataclass(frozen=True, slots=True)
class DatedContract:
    """One contract, when it ended, and how it counts and why."""

    id: str
    client_name: str
    worker_id: str
    worker_name: str
    ended_on: date
    counts: Counts
    why: str
    """The outcome rule's own sentence."""
    stars: int | None
    comment: str
    weight: float

    def __post_init__(self) -> None:
        require(contract=self.id, reason=self.why, end=self.ended_on)

    @classmethod
    def of(cls, contract: CountedContract) -> DatedContract | None:
        """Return the contract as a letter names it; None while it is open."""
        if contract.ended_on is None:
            return None
        return cls(
            contract.contract_id,
            contract.client_name or contract.client_id,
            contract.worker_id,
            contract.worker_name or contract.worker_id,
            contract.ended_on,
            Counts(contract.counts),
            contract.sentence,
            contract.stars,
            contract.comment,
            contract.weight,
        )


@dataclass(frozen=True, slots=True)
class Numbers:
    """What was counted and what follows from it; shares in [0, 1]."""

    rated: int
    clients: int
    satisfied: int
    unsatisfied: int
    left_out: int
    mean: float
    low: float
    high: float
    """*low* to *high*: very likely (95 %)."""
    likely_low: float
    likely_high: float
    """*likely_low* to *likely_high*: most likely."""
    chance_below: float
    standard: float
    bar: float
    """A notice needs at least this chance."""
    keeps: float
    """Below this chance a finding ends."""

    def __post_init__(self) -> None:
        if self.rated < 1 or self.clients < 1 or self.satisfied + self.unsatisfied != self.rated:
            raise FactsMissing("rated contracts that add up")

    @property
    def limits(self) -> tuple[float, ...]:
        """Return the limits that a shown number may not cross by rounding."""
        return (self.standard, self.bar, self.keeps)

    @classmethod
    def of(cls, explanation: Explanation) -> Numbers:
        """
        Return the numbers of a look about one account.

        Raises:
            FactsMissing: the look found not enough evidence for an estimate.
        """
        found = explanation.estimate
        if isinstance(found, InsufficientEvidence):
            raise FactsMissing("an estimate")
        rated = [c for c in explanation.contracts if c.counts in {Counts.SATISFIED, Counts.ADVERSE}]
        return cls(
            rated=len(rated),
            clients=len({c.client_id for c in rated}),
            satisfied=sum(c.counts == Counts.SATISFIED for c in rated),
            unsatisfied=sum(c.counts == Counts.ADVERSE for c in rated),
            left_out=len(explanation.contracts) - len(rated),
            mean=found.mean,
            low=found.low,
            high=found.high,
            likely_low=found.likely_low,
            likely_high=found.likely_high,
            chance_below=found.v,
            standard=explanation.standard,
            bar=explanation.bar,
            keeps=explanation.keeps,
        )


@dataclass(frozen=True, slots=True)
class Remedy:
    """What would give another result; at least one way, each evaluated again before it is told."""

    satisfied_needed: int | None = None
    """Fewest satisfied contracts with new clients that end the finding."""
    halves: int | None = None
    """Fewest such contracts that halve the chance of being below the standard."""
    without: tuple[str, ...] = ()
    """Contracts without which it ends."""
    lapses_on: date | None = None
    """The day it ends by itself when nothing new is rated."""

    def __post_init__(self) -> None:
        if self.satisfied_needed is None and not self.without and self.lapses_on is None and self.halves is None:
            raise FactsMissing("what would lift it")

    @classmethod
    def of(cls, explanation: Explanation) -> Remedy:
        """
        Return what would lift the finding of a look.

        Raises:
            FactsMissing: the look knows no way.
        """
        what_if = explanation.what_if
        if what_if is None:
            raise FactsMissing("what would lift it")
        start = what_if.more[0] if what_if.more else 1.0
        halves = next((n for n, chance in enumerate(what_if.more) if n and chance <= start / 2), None)
        return cls(what_if.enough, halves, what_if.removals, what_if.lapses_on)


@dataclass(frozen=True, slots=True)
class Detection:
    """How the facts were found: by a program, of our own accord, and who looks at them since."""

    look_on: date
    checked_by: str = ""
    """The reviewer who works on the case; empty while nobody does."""

    @property
    def said(self) -> str:
        """Return the sentences that say so plainly."""
        person = f"{self.checked_by} works on the case. " if self.checked_by else ""
        return f"Nobody reported you. {self.by_program} {person}No person has decided anything."

    @property
    def by_program(self) -> str:
        """Return who found it and when."""
        return f"A program found this in the look of {words.day(self.look_on)}."


@dataclass(frozen=True, slots=True)
class StatementOfReasons:
    """Why a letter is written; complete or not at all."""

    rule: Rule
    numbers: Numbers
    unsatisfied: tuple[DatedContract, ...]
    """The contracts it rests on, newest first."""
    satisfied: tuple[DatedContract, ...]
    left_out: tuple[DatedContract, ...]
    """Ended contracts that do not speak for or against, each with its reason."""
    window_from: date
    window_to: date
    """Last day inside."""
    snapshot: str
    remedy: Remedy
    detection: Detection
    next_look_on: date

    def __post_init__(self) -> None:
        require(contracts=self.unsatisfied, data_snapshot=self.snapshot)
        if (len(self.unsatisfied), len(self.satisfied)) != (self.numbers.unsatisfied, self.numbers.satisfied):
            raise FactsMissing("every contract that was counted")

    @classmethod
    def of(cls, explanation: Explanation, policy: Policy, *, checked_by: str = "") -> StatementOfReasons:
        """
        Return the reasons that a look gives under *policy*.

        Raises:
            FactsMissing: no rule, no estimate, no unsatisfied contract, or nothing that would lift it.
        """
        origin = explanation.provenance
        unsatisfied, satisfied, left_out = dated(explanation.contracts)
        return cls(
            rule=Rule.of_policy(policy, origin.provision),
            numbers=Numbers.of(explanation),
            unsatisfied=unsatisfied,
            satisfied=satisfied,
            left_out=left_out,
            window_from=origin.window_from,
            window_to=origin.window_to,
            snapshot=origin.snapshot,
            remedy=Remedy.of(explanation),
            detection=Detection(origin.as_of.date(), checked_by),
            next_look_on=origin.next_look_on,
        )


@dataclass(frozen=True, slots=True)
class MemberPart:
    """One member's own contracts within an agency's case; never anybody else's."""

    unsatisfied: tuple[DatedContract, ...]
    satisfied: tuple[DatedContract, ...]

    def __post_init__(self) -> None:
        require(own_contracts=self.unsatisfied)
        if len({c.worker_id for c in (*self.unsatisfied, *self.satisfied)}) != 1:
            raise FactsMissing("contracts of one member alone")

    @property
    def rated(self) -> int:
        """Return how many of the member's contracts were rated."""
        return len(self.unsatisfied) + len(self.satisfied)

    @classmethod
    def of(cls, statement: StatementOfReasons, person_id: str) -> MemberPart:
        """
        Return the part of *statement* that this member worked.

        Raises:
            FactsMissing: none of the unsatisfied contracts is theirs, so nothing concerns them.
        """
        return cls(
            tuple(c for c in statement.unsatisfied if c.worker_id == person_id),
            tuple(c for c in statement.satisfied if c.worker_id == person_id),
        )


def members_concerned(statement: StatementOfReasons) -> tuple[str, ...]:
    """Return the ids of the members who worked a contract the statement rests on, in order of id."""
    return tuple(sorted({c.worker_id for c in statement.unsatisfied if c.worker_id}))


@dataclass(frozen=True, slots=True)
class Remeasurement:
    """What came after a letter, measured on its own: only contracts that ended later."""

    since: date
    """Only contracts that ended after this day count."""
    look_on: date
    numbers: Numbers
    unsatisfied: tuple[DatedContract, ...]
    satisfied: tuple[DatedContract, ...]
    snapshot: str
    remedy: Remedy | None
    """What would give another result; None where nothing is asked for."""

    def __post_init__(self) -> None:
        require(later_contracts=(*self.unsatisfied, *self.satisfied), data_snapshot=self.snapshot)
        if any(c.ended_on < self.since for c in (*self.unsatisfied, *self.satisfied)):
            raise FactsMissing(f"contracts that ended after {self.since} alone")

    @classmethod
    def of(cls, explanation: Explanation, *, since: date) -> Remeasurement:
        """
        Return what a look says about the work after *since*.

        Raises:
            FactsMissing: there is no later rated work or too little for an estimate, or earlier work is among it.
        """
        unsatisfied, satisfied, _ = dated(explanation.contracts)
        origin = explanation.provenance
        numbers = Numbers.of(explanation)
        what_if = explanation.what_if
        ways = what_if and (what_if.removals or what_if.lapses_on or what_if.enough is not None)
        remedy = Remedy.of(explanation) if ways else None
        return cls(since, origin.as_of.date(), numbers, unsatisfied, satisfied, origin.snapshot, remedy)


def dated(
    contracts: Iterable[CountedContract],
) -> tuple[tuple[DatedContract, ...], tuple[DatedContract, ...], tuple[DatedContract, ...]]:
    """Return the ended contracts as unsatisfied, satisfied, and the rest, each newest first."""
    ended = sorted(filter(None, map(DatedContract.of, contracts)), key=lambda c: (-c.ended_on.toordinal(), c.id))
    return (
        tuple(c for c in ended if c.counts is Counts.ADVERSE),
        tuple(c for c in ended if c.counts is Counts.SATISFIED),
        tuple(c for c in ended if c.counts in {Counts.LEFT_OUT, Counts.UNRATED}),
    )
