"""Time to improve, and what later work says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fairnotice.cases.events.base import Event


@dataclass(frozen=True, slots=True)
class ImprovementStarted(Event):
    """A reviewer gave the account time to improve."""

    goals: tuple[str, ...]
    """Sentences, each something that would change the result."""
    improve_by: datetime
    person: int = 0


@dataclass(frozen=True, slots=True)
class ImprovementServed(Event):
    """Word of the time to improve is proven to have reached a manager; the time counts from here."""

    person: int
    proof: str
    improve_by: datetime


@dataclass(frozen=True, slots=True)
class Reminded(Event):
    """A reminder of the end of the time to improve."""

    which: str
    """``half`` or ``last``."""


@dataclass(frozen=True, slots=True)
class Evidence(Event):
    """A fresh evaluation of an account that is improving."""

    snapshot: str
    ended_after: datetime
    """Only contracts that ended after this instant were counted as later ones."""
    later_rated: int
    enough: bool
    """Whether the later contracts alone meet the policy's minimum."""
    v_later: float | None
    """Chance of being below the standard by later contracts alone; None where they are too few to say."""
    v: float | None
    """The same by everything in the window."""
    bar: float
    contracts: tuple[str, ...]
    """Ids of the later rated contracts."""


@dataclass(frozen=True, slots=True)
class OutcomesCounted(Evidence):
    """New outcomes were counted; the result stands for now, and its numbers are told."""


@dataclass(frozen=True, slots=True)
class ReEvaluatedImproved(Evidence):
    """Later work lifted the finding."""


@dataclass(frozen=True, slots=True)
class ReEvaluatedNotImproved(Evidence):
    """Later work alone is below the standard; a new notice and a new right to respond follow."""

    deliver_by: datetime


@dataclass(frozen=True, slots=True)
class ImprovementProlonged(Event):
    """There was too little later work to say anything: the same time again, once."""

    improve_by: datetime


@dataclass(frozen=True, slots=True)
class ImprovementLapsed(Event):
    """Again there was too little later work: the case ends."""
