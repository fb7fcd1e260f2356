"""What an evaluation answers: verdicts, estimates with their doubt, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Verdict(StrEnum):
    """The answer of one look about one account."""

    FINDING = "finding"
    HEADS_UP = "heads_up"
    CLEAR = "clear"
    INSUFFICIENT_EVIDENCE = "insufficient_evidence"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a number comes from; no number is shown without it."""

    policy: str
    policy_title: str
    policy_version: int
    provision: str
    snapshot: str
    """Id of the data versions read."""
    window_from: date
    window_to: date
    """Last day inside the window."""
    as_of: datetime
    next_look_on: date


@dataclass(frozen=True, slots=True)
class Estimate:
    """Probability that a typical client is satisfied, with its doubt; all in [0, 1]."""

    mean: float
    low: float
    """2.5 % quantile."""
    high: float
    """97.5 % quantile."""
    likely_low: float
    """Quantile ``1 - bar``."""
    likely_high: float
    """Quantile ``bar``."""
    v: float
    """Chance of being below the standard."""
    dots: tuple[float, ...]
    """Twenty quantiles ``i / 20`` for i = 1 to 19, and .995."""


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing an estimate needs and how much of it is there."""

    code: str
    """``rated``, ``clients``, ``recent_rated``."""
    needed: int
    have: int
    within_days: int | None = None
    last_on: date | None = None


@dataclass(frozen=True, slots=True)
class InsufficientEvidence:
    """Not enough to say anything; it never counts against the account."""

    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class CountedContract:
    """One contract and what became of it in this look."""

    contract_id: str
    client_id: str
    client_name: str
    worker_id: str
    worker_name: str
    category: str
    started_on: date
    ended_on: date | None
    counts: str
    """A ``policy.rulebook.Counts`` value."""
    code: str
    sentence: str
    weight: float
    """0 to 1; repeats from one client weigh less, left out and unrated weigh 0."""
    stars: int | None
    recommend: int | None
    comment: str
    rated_on: date | None


@dataclass(frozen=True, slots=True)
class Part:
    """The contracts of one member or one client within an account."""

    id: str
    name: str
    rated: int
    satisfied: int
    weight_each: float
    estimate: Estimate | InsufficientEvidence | None
    """For a member: their part alone. None for a client."""
    v_without: float | None
    """Chance of being below the standard without this part; None when no estimate."""


@dataclass(frozen=True, slots=True)
class MonthEstimate:
    """The estimate at the end of one month of the window; None where nothing was rated yet."""

    month: date
    """First day of the month after: the look it belongs to."""
    rated: int
    mean: float
    low: float
    high: float
    likely_low: float
    likely_high: float


@dataclass(frozen=True, slots=True)
class Condition:
    """One of the six conditions of a finding, with the numbers that decide it."""

    code: str
    holds: bool
    have: float
    need: float
    sentence: str


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What would change the result; each item was evaluated again before it is shown."""

    more: tuple[float, ...]
    """``more[n]``: chance of being below after n satisfied contracts with new clients, n = 0 to 12."""
    enough: int | None
    """Fewest such contracts that bring the chance below ``keeps``; None if more than the scan's end."""
    removals: tuple[str, ...]
    """Fewest adverse contracts that would lift the finding were they not to count."""
    v_without_removals: float | None
    lapses_on: date | None
    """The day it lapses by itself when nothing new is rated."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything one look says about one account, for pages, letters and ``explain``."""

    account_id: str
    kind: str
    name: str
    verdict: Verdict
    provenance: Provenance
    standard: float
    bar: float
    keeps: float
    estimate: Estimate | InsufficientEvidence
    contracts: tuple[CountedContract, ...]
    """All in the window and open ones, newest first."""
    by_member: tuple[Part, ...]
    by_client: tuple[Part, ...]
    over_time: tuple[MonthEstimate, ...]
    conditions: tuple[Condition, ...]
    what_if: WhatIf | None
    """None when there is no estimate."""
    population_low: float
    population_high: float
    """Range of most accounts (2.5 to 97.5 % of the prior), shown beside "no estimate yet"."""
    posts_without_hire: int = 0
    reasons: tuple[str, ...] = field(default=())
    """Reason codes of the verdict, as in the evaluation table."""
