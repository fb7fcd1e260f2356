"""A broken promise: which one, where, and what is wrong."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Breach:
    """One row of live data that breaks a promise."""

    promise: str
    reference: str
    """Of the case, letter or look."""
    sentence: str

    def __str__(self) -> str:
        return f"{self.promise} {self.reference}: {self.sentence}"
