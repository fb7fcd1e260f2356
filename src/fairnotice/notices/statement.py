"""The statement of reasons: rule, dated contracts, numbers, what would lift it; without these no letter is built."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fairnotice.evaluation.result import Explanation
from fairnotice.notices.stated_facts import (
    DatedContract,
    Detection,
    FactsMissing,
    Numbers,
    Remedy,
    Rule,
    dated,
    require,
)
from fairnotice.policy.rulebook import Policy


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

    @property
    def about(self) -> str:
        """Return what the case is about, to a freelancer."""
        return "your contracts"

    @property
    def how_found(self) -> str:
        """Return how we know of it."""
        return self.detection.by_program

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
