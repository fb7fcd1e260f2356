"""How often something happened, with what is not known about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Share:
    """*count* of *of*; an exact interval, because such counts are small."""

    count: int
    of: int

    def __post_init__(self) -> None:
        if not 0 <= self.count <= self.of:
            raise ValueError(f"{self.count} of {self.of} is no share.")

    @property
    def value(self) -> float | None:
        """Return the share in [0, 1]; None of nothing."""
        return self.count / self.of if self.of else None

    def interval(self, level: float = 0.95) -> tuple[float, float]:
        """
        Return the range in [0, 1] that holds the true share at least *level* of the time.

        By Clopper and Pearson (Biometrika 26, 1934): never too narrow, also for small counts.
        """
        from scipy.stats import beta  # noqa: PLC0415  a web worker starts without the engine

        tail = (1 - level) / 2
        low = float(beta.ppf(tail, self.count, self.of - self.count + 1)) if self.count else 0.0
        high = float(beta.ppf(1 - tail, self.count + 1, self.of - self.count)) if self.count < self.of else 1.0
        return low, high
