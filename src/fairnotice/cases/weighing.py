"""What is weighed before a measure: how much, how grave, with what intent, and why nothing lighter does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from fairnotice.cases.measures import Measure


class Gravity(StrEnum):
    """How grave the consequences are; stored values, never renamed."""

    SLIGHT = "slight"
    SERIOUS = "serious"
    GRAVE = "grave"


class Intent(StrEnum):
    """What is known of the intent; what is not shown is not held against anybody."""

    NOT_SHOWN = "not_shown"
    CARELESS = "careless"
    KNOWING = "knowing"


@dataclass(frozen=True, slots=True)
class Weighed:
    """The proportionality of a measure, as it goes on record (DSA 23(3))."""

    number: int
    """Facts against the account that the measure rests on."""
    of: int
    """Facts of that kind in all; the share is *number* of *of*."""
    gravity: Gravity
    intent: Intent
    lesser: Mapping[Measure, str]
    """Each lesser measure, and why it does not do."""

    def __post_init__(self) -> None:
        if not 0 <= self.number <= self.of:
            raise ValueError(f"{self.number} of {self.of} is no share.")
