"""A policy as plain values: what counts, what is asked of whom, and by when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final


class Counts(StrEnum):
    """What an outcome rule makes of a contract."""

    SATISFIED = "satisfied"
    ADVERSE = "adverse"
    UNRATED = "unrated"
    """Counts as a contract, says nothing about quality: silence weighs 0."""
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class OutcomeRule:
    """One line of the list that decides how a contract counts; the first that holds wins."""

    code: str
    """Stable reason code, such as ``still_open``."""
    when: str
    """Boolean SQL over the named columns of a contract (``policy.expressions``)."""
    counts: Counts
    sentence: str
    """The reason in the words the account reads."""


@dataclass(frozen=True, slots=True)
class Minimum:
    """The least evidence about an account; below it the answer is "not enough evidence"."""

    rated: int
    clients: int
    adverse_clients: int
    """Distinct clients, each with another counterparty, behind the adverse outcomes."""
    rated_within_days: int
    adverse_within_days: int


@dataclass(frozen=True, slots=True)
class Bar:
    """When a chance counts as sure enough, and how many false alarms are borne."""

    alpha: float
    """Greatest lifetime share of wrong findings, in (0, 1)."""
    clients_left_out: int
    """How many clients may be taken away without the finding falling: 1 or 2."""


QUALITY: Final = "quality"
VIOLATION: Final = "violation"
MATTERS: Final = (QUALITY, VIOLATION)
"""What a clause can open a case about."""

RUNGS: Final = ("advice", "warning", "work_hold", "full_hold", "suspension", "closure")
"""Every measure, the mildest first."""

REVIEW_MEASURES: Final = RUNGS[1:]
"""What a review of quality may propose when the clause names nothing."""

EXCEPTION_CODES: Final = ("legal_duty", "imminent_harm", "repeated_infringement")
"""The only grounds for a hold without notice that a policy may list."""


@dataclass(frozen=True, slots=True)
class Provision:
    """One clause of the rulebook, with an id that is never used again."""

    id: str
    title: str
    text: str
    """The clause word for word, as letters quote it."""
    applies_to: tuple[str, ...] = ()
    """Kinds of account it measures; empty for a clause that only explains."""
    standard: float = 0.0
    """``c``: the probability of a satisfied client below which an account falls short."""
    bar: float = 0.80
    """Least chance of being below the standard."""
    keeps: float = 0.50
    """With clients left out the chance stays at or above this; below it a finding lapses."""
    lapse_days: int = 90
    """A finding lapses after this many days without a rated outcome."""
    finding: Bar = Bar(alpha=0.05, clients_left_out=2)
    heads_up: Bar = Bar(alpha=0.10, clients_left_out=1)
    minimum: Minimum = Minimum(5, 3, 2, 90, 180)
    matter: str = ""
    """``quality`` or ``violation``; empty for a clause that only explains."""
    group: str = ""
    """An account has at most one open case per matter and group; the clause's own id when none is named."""
    owner: str = ""
    """Who answers for the rule: told when it is overturned too often."""
    ladder: tuple[str, ...] = ()
    """Of a violation: the greatest measure by number of counting rungs; the last goes for all beyond."""
    rung_months: int = 24
    """Of a violation: a rung stops counting after this many months."""
    clean_contracts: int | None = None
    """Of a violation: a rung stops counting after this many satisfied contracts since; None: by time only."""
    acknowledge: bool = False
    """Of a violation: the account is asked to sign that the policy is understood."""
    measures: tuple[str, ...] = ()
    """Of quality: what a review may propose."""

    def __post_init__(self) -> None:
        """Fill in what follows from the rest."""
        if not self.matter and self.applies_to:
            object.__setattr__(self, "matter", QUALITY)
        if not self.group:
            object.__setattr__(self, "group", self.id)
        if self.matter == QUALITY and not self.measures:
            object.__setattr__(self, "measures", REVIEW_MEASURES)

    @property
    def measures_accounts(self) -> bool:
        """Say whether accounts are measured against this clause."""
        return bool(self.applies_to)

    def greatest_measure(self, counting_rungs: int) -> str:
        """Return the most that an act may cost an account with so many rungs that count."""
        return self.ladder[min(counting_rungs, len(self.ladder) - 1)]


@dataclass(frozen=True, slots=True)
class Model:
    """The values of ``methodology.md`` that policy sets."""

    window_months: int = 24
    prior_months: int = 12
    maturity_days: int = 14
    """A contract counts from this many days after its end."""
    kappa: float = 1.0
    rho_floor: float = 0.3
    outlier_counterparties: int = 5
    outlier_failure_rate: float = 0.35
    renewal: float | None = None
    """``h``; learned from data when absent."""
    least_accounts: int = 500
    """Below this many active accounts the prior is a single beta, and says so."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much the whole program may find."""

    wrong_per_10k_a_year: float = 5.0
    share_found: float = 0.02
    """Greatest share of measured accounts found in one look."""


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Days of ``process.md`` section 5; calendar days unless said."""

    response: int = 14
    extension: int = 14
    extensions_in_all: int = 28
    improvement: int = 60
    delivery: int = 30
    review: int = 14
    question: int = 14
    head_start: int = 3
    member_statement: int = 7
    least_left_after_reply: int = 3
    proposal: int = 7
    effect: int = 14
    """Days to give effect once the notice period is over; then the decision lapses."""
    notice_hold: int = 14
    """Days between delivery of a decision and its effect: holds and suspensions."""
    notice_closure: int = 30
    hold_at_most: int = 30
    suspension_at_most: int = 90
    appeal_months: int = 6
    appeal_answer: int = 14
    fresh_review: int = 14
    request: int = 14
    interim_days: int = 7
    """Business days of a hold without notice, in all."""
    interim_review: int = 3
    """Business days within which somebody new must have reviewed it."""
    restored: int = 14
    provision_paused: int = 30
    final_kept_years: int = 3


@dataclass(frozen=True, slots=True)
class ExceptionRule:
    """One ground for a hold before notice, in the policy's own words."""

    code: str
    """One of ``EXCEPTION_CODES``."""
    title: str
    text: str
    """What must be shown, word for word as the letter quotes it."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """How an account is heard, and what an answer to it may not be."""

    similarity: float = 0.80
    """A reply this close to one that somebody else got is refused."""
    upload_megabytes: int = 20
    """Greatest size of one file of evidence."""
    upload_types: tuple[str, ...] = ("application/pdf", "image/jpeg", "image/png", "text/plain")


@dataclass(frozen=True, slots=True)
class Overturn:
    """When a clause pauses itself: its decisions are overturned too often."""

    share: float = 0.20
    least: int = 10
    """Fewest decided cases before the share says anything."""


@dataclass(frozen=True, slots=True)
class Telling:
    """Who writes, who is told, and when letters may arrive."""

    quality_team: str = "Quality team"
    contact_name: str = ""
    """The person who signs letters until a reviewer has taken the case."""
    contact_email: str = ""
    manager_roles: tuple[str, ...] = ("owner", "manager")
    team_roles: tuple[str, ...] = ("member",)
    weekdays: tuple[int, ...] = (0, 1, 2, 3)
    """Days on which bad news may arrive where the recipient lives; 0 is Monday."""
    hours: tuple[int, int] = (9, 16)
    redress_body: str = ""
    redress_court: str = ""
    redress_office: str = ""
    """Office of the city or state, or the authority for this work."""

    @property
    def redress(self) -> tuple[str, ...]:
        """Return every way to object elsewhere, as letters name them."""
        return tuple(filter(None, (self.redress_body, self.redress_court, self.redress_office)))


@dataclass(frozen=True, slots=True)
class Looks:
    """When everybody is evaluated: once a month, on *day* at *hour* UTC."""

    day: int = 1
    hour: int = 3


@dataclass(frozen=True, slots=True)
class Policy:
    """One immutable version of the rulebook."""

    id: str
    title: str
    version: int
    published_on: date
    binds_from: date
    pack: str
    """Name of the pack, with a date (``eu@2026-11-01``) where the file names one."""
    outcomes: tuple[OutcomeRule, ...]
    provisions: tuple[Provision, ...]
    model: Model
    limits: Limits
    deadlines: Deadlines
    telling: Telling
    looks: Looks
    never_counts: tuple[str, ...]
    """Sentences: the public list of what never counts."""
    fingerprint: str
    """SHA-256 of the canonical content, without comments and layout."""
    exceptions: tuple[ExceptionRule, ...] = ()
    """Grounds for a hold before notice; none listed, none possible."""
    hearing: Hearing = field(default_factory=Hearing)
    overturn: Overturn = field(default_factory=Overturn)

    def provision_for(self, kind: str) -> Provision | None:
        """Return the clause that measures accounts of *kind*, or None where nothing does."""
        return next((p for p in self.provisions if kind in p.applies_to), None)

    def provision(self, provision_id: str) -> Provision | None:
        """Return the clause with this id, or None where this version has none."""
        return next((p for p in self.provisions if p.id == provision_id), None)

    def exception(self, code: str) -> ExceptionRule | None:
        """Return the listed ground *code*, or None where the policy does not list it."""
        return next((rule for rule in self.exceptions if rule.code == code), None)
