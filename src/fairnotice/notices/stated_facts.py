"""The facts that a statement of reasons is made of, each of which refuses to be empty."""

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
