"""What an account may do now: from the measures at work in its own cases, and in nobody else's (P13)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from fairnotice.cases.case import Case as CaseValue
from fairnotice.cases.measures import Measure
from fairnotice.cases.standing import Allowed, Capability, Standing, capabilities, strictest
from fairnotice.ledger.casebook import case_value
from fairnotice.ledger.dockets import Case


@dataclass(frozen=True, slots=True)
class AtWork:
    """One measure at work, and until when."""

    reference: str
    measure: Measure
    since: datetime
    ends_at: datetime | None
    """None for a closure."""
    interim: bool
    """A hold before any decision."""


@dataclass(frozen=True, slots=True)
class AccountStanding:
    """Where an account stands over all its cases, and everything it may do."""

    account_id: str
    standing: Standing
    at_work: tuple[AtWork, ...]
    """The strictest first."""
    capabilities: Mapping[Capability, Allowed]
    """Every capability; of several measures the stricter cell."""

    @property
    def restricted(self) -> bool:
        """Say whether anything is taken away."""
        return bool(self.at_work)

    @property
    def ends_at(self) -> datetime | None:
        """Return when the last of the measures ends by itself; None where one has no end, or none works."""
        ends = [each.ends_at for each in self.at_work]
        return None if None in ends else max(filter(None, ends), default=None)


def standing_of(account_id: str) -> AccountStanding:
    """Return the standing of an account, folded from the events of its own open cases."""
    rows = Case.objects.filter(account_id=account_id, outcome="").order_by("opened_at", "reference")
    cases = [(row.reference, case_value(row)) for row in rows]
    standings = [case.standing for _, case in cases]
    found = [each for reference, case in cases for each in _at_work(reference, case)]
    return AccountStanding(
        account_id=account_id,
        standing=strictest(standings),
        at_work=tuple(sorted(found, key=lambda each: (-each.measure.weight, each.reference))),
        capabilities=capabilities(standings),
    )


def _at_work(reference: str, case: CaseValue) -> Iterator[AtWork]:
    if case.restriction is not None:
        works = case.restriction
        yield AtWork(reference, works.kind, works.since, works.ends_at, interim=False)
    if case.interim is not None:
        held = case.interim
        yield AtWork(reference, held.kind, held.since, held.ends_at, interim=True)
