"""Whom to tell: the surest first, as long as few of all ever told are expected to be told wrongly."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from fairnotice.evaluation.appraisal import Floats
from fairnotice.evaluation.result import Verdict
from fairnotice.evaluation.tally import Ints


@dataclass(frozen=True, slots=True)
class Charge:
    """One finding or heads-up of an earlier look, as the ledger of looks keeps it."""

    account: str
    provision: str
    verdict: Verdict
    wrong: float
    """``1 - v`` at that look: how likely it was wrong."""
    look_on: date


@dataclass(frozen=True, slots=True)
class Ledger:
    """The lifetime ledger: expected wrongs among everybody ever told for the first time."""

    wrong: float
    count: int
    told: frozenset[tuple[str, str]]
    """(account, provision) already charged."""


@dataclass(frozen=True, slots=True)
class PastCharges:
    """What earlier looks have spent."""

    findings: Ledger
    """First findings."""
    tellings: Ledger
    """First findings or heads-ups, whichever came first."""
    wrong_in_a_year: float
    """Expected wrongs among the first findings of the year before this look."""

    @classmethod
    def none(cls) -> PastCharges:
        """Return the past of the first look."""
        return cls.of((), look_on=date.min)

    @classmethod
    def of(cls, charges: Iterable[Charge], *, look_on: date) -> PastCharges:
        """Add up *charges* of looks before *look_on*; only the first of each account and provision costs."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Choice:
    """The verdict about every account, in the order appraised."""

    accounts: tuple[str, ...]
    provisions: tuple[str, ...]
    verdicts: tuple[Verdict, ...]
    charged: Floats
    """``1 - v`` for a first finding or a first heads-up, else 0."""
    reasons: Ints
    """Mask of reason codes (``engine.reason_codes``)."""
    v: Floats
