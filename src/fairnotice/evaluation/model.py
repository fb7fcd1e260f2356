"""What one look learned from everybody: the population, how fast accounts change, how strict clients are."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Population:
    """A spread of probabilities over many: a mixture of betas, on the scale of rated outcomes."""

    kind: str
    """``npmle`` (45 components) or ``beta_binomial`` (one, because few accounts are active)."""
    a: tuple[float, ...]
    b: tuple[float, ...]
    shares: tuple[float, ...]
    """Share of each Beta(a, b); sums to 1."""
    certificate: float
    """``max_j D_j - 1``: 0 at the exact maximum of likelihood; for ``beta_binomial`` the gradient left over."""
    accounts: int
    """Active accounts it was learned from (clients, for strictness)."""

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Population:
        """Return the population that ``dataclasses.asdict`` took apart."""
        return cls(**{**data, **{name: tuple(data[name]) for name in ("a", "b", "shares")}})


@dataclass(frozen=True, slots=True)
class LookModel:
    """Everything that turns an account's tallies into its estimate; the same for all accounts of one standard."""

    standard: float
    """``c``, on the scale of all contracts."""
    kappa: float
    """How much likelier an unhappy client is to leave feedback than a happy one."""
    rho: float
    """Correlation among outcomes of one client with one account."""
    renewal: float
    """``h``: share of accounts that start anew each month."""
    renewal_learned: bool
    """False where the policy fixes it, or nothing could be learned."""
    months: int
    """Months of the window."""
    population: Population
    strictness: Population
    """The spread of failure rates over all clients, learned like the population of accounts."""

    @property
    def accounts(self) -> int:
        """Return how many active accounts the population was learned from."""
        return self.population.accounts

    def as_json(self) -> dict[str, Any]:
        """Return the model as plain JSON values; floats keep every bit."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> LookModel:
        """Return the model that ``as_json`` wrote, to the bit."""
        spreads = {name: Population.from_json(data[name]) for name in ("population", "strictness")}
        return cls(**{**data, **spreads})
