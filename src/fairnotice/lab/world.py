"""A simulated marketplace is described by its numbers: who takes part, how good they are, what is never said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from fairnotice.kernel.problem import BadInput, Problem

HISTORY_ENDS = date(2026, 10, 1)
"""Unless told otherwise a simulated history ends here: facts of September 30, 2026 are its last."""
BAD_SHARE = 0.03
"""Share of accounts that are bad from the start or turn bad, in the world of the methodology."""


@dataclass(frozen=True, slots=True)
class World:
    """
    The population of ``methodology.md`` section 8, each number with its default.

    Shares lie in [0, 1]. A quality is the probability that a typical contract
    satisfies a client drawn from *this* marketplace's clients, harsh ones included.
    """

    accounts: int
    """Freelancers and agencies together."""
    months: int = 24
    """Calendar months of history, the last one possibly cut by ``until``."""
    seed: int = 1
    until: date = HISTORY_ENDS
    """First day (UTC) of which nothing is known any more."""

    # How good accounts are.
    good: tuple[float, float] = (30.0, 2.0)
    """Beta of the satisfied share of most accounts."""
    middling: tuple[float, float] = (34.0, 6.0)
    bad: tuple[float, float] = (11.0, 9.0)
    middling_share: float = 0.08
    bad_share: float = BAD_SHARE / 2
    """Bad from the start."""
    turning_share: float = BAD_SHARE / 2
    """Become bad suddenly, in a month drawn at random."""
    recovering_share: float = 0.30
    """Of the bad, those who become good again in a later month."""
    drift: float = 0.06
    """Standard deviation of a month's step in the logit of the quality."""
    floor: float = 0.0
    """No quality is ever below this; above the standard, nobody is ever bad."""
    standard: float = 0.75
    """Bad: the quality averaged over the last six months is below this."""
    severe: float = 0.60

    # How much they work.
    contracts_median: float = 3.5
    """Contracts of a freelancer in 24 months, median of a lognormal."""
    contracts_spread: float = 1.5
    """Its standard deviation on the log scale: a heavy tail."""
    contracts_most: int = 830
    """Upper end of the expected count: about 570 of them rated."""
    joining_share: float = 0.30
    """Begin within the history; all others were there before it."""
    leaving_share: float = 0.15
    """Stop working within the history and stay idle."""
    repeat_share: float = 0.35
    """Contracts with a client the account had before."""

    # Agencies.
    agency_share: float = 0.04
    agency_volume: float = 5.0
    """An agency's expected contracts, in those of a freelancer."""
    agency_bad_share: float | None = None
    """As ``bad_share`` and ``turning_share`` together, for agencies; None: like everybody."""
    agency_unused_share: float = 0.05
    """Founded and never used."""
    team_mean: float = 5.0
    """People in an agency, owner included; at least two."""
    member_spread: float = 0.5
    """How members of one agency differ, in logits."""

    # Clients.
    clients_per_account: float = 1.0
    client_spread: float = 0.3
    harsh_share: float = 0.05
    harsh_by: float = 2.0
    """Logits a harsh client takes off everybody."""
    pair_spread: float = 0.8
    """How well an account and a client suit each other, in logits; the same in all their contracts."""

    # What is said and what is missing.
    feedback_when_satisfied: float = 0.70
    feedback_when_not: float = 0.45
    missing_email_share: float = 0.02
    missing_timezone_share: float = 0.01
    violation_share: float = 0.01
    """Accounts with a recorded breach."""

    def __post_init__(self) -> None:
        """
        Refuse a world that cannot be.

        Raises:
            BadInput: a share outside [0, 1], or no account, or no month.
        """
        if problems := list(self._problems()):
            raise BadInput(problems)

    def _problems(self) -> Iterator[Problem]:
        """Yield what is wrong with the numbers."""
        for name, least, most in (("accounts", 1, 20_000_000), ("months", 1, 240), ("seed", 0, 2**63 - 1)):
            if not least <= getattr(self, name) <= most:
                yield Problem(name, f"is {getattr(self, name)}.", f"Give a whole number from {least} to {most}.")
        for name in ("bad_share", "harsh_share", "middling_share", "agency_share", "missing_email_share", "floor"):
            if not 0 <= getattr(self, name) <= 1:
                yield Problem(name, f"is {getattr(self, name)}.", "Give a share from 0 to 1, such as 0.05.")
        if self.bad_share + self.middling_share > 1:
            yield Problem("bad_share", "and middling_share exceed 1 together.", "Lower one of them.")

    def where_bad_are(self, share: float) -> World:
        """
        Return this world with *share* of its accounts bad, half of them from the start.

        With 0 nobody is ever bad: no quality falls below .80 at any time, so
        every finding in such a world is wrong.
        """
        floor = 0.80 if share == 0 else self.floor
        agencies = None if self.agency_bad_share is None else share
        return replace(self, bad_share=share / 2, turning_share=share / 2, agency_bad_share=agencies, floor=floor)

    @property
    def agencies(self) -> int:
        """Return how many of the accounts are agencies: one at least from ten accounts on, a quarter at most."""
        least = 1 if self.agency_share > 0 and self.accounts >= 10 else 0  # noqa: PLR2004  said in the sentence above
        return min(max(round(self.accounts * self.agency_share), least), self.accounts // 4)

    @property
    def freelancers(self) -> int:
        """Return how many of the accounts are freelancers, owners and managers without own work included."""
        return self.accounts - self.agencies

    @property
    def clients(self) -> int:
        """Return how many clients hire here; a small marketplace still has a few."""
        return max(round(self.accounts * self.clients_per_account), 8)
