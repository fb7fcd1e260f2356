"""How a restriction begins and ends, and the interim hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fairnotice.cases.events.base import Event
from fairnotice.cases.measures import Measure


@dataclass(frozen=True, slots=True)
class EffectGiven(Event):
    """A person read the facts once more and let the decision take effect; its end is fixed now."""

    person: int
    facts_read_today: bool
    ends_at: datetime | None
    """None for a closure."""


@dataclass(frozen=True, slots=True)
class EffectLapsed(Event):
    """Nobody gave effect in time: the decision falls, as if never made."""


@dataclass(frozen=True, slots=True)
class RestrictionEnded(Event):
    """The restriction came to its end."""


@dataclass(frozen=True, slots=True)
class ExitMet(Event):
    """What ends the restriction earlier has happened."""

    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lifted(Event):
    """A person ended the restriction early."""

    person: int
    reasoned: bool


@dataclass(frozen=True, slots=True)
class InterimHoldImposed(Event):
    """Two people hold new work for some days, for a reason the policy lists; it says nothing about the matter."""

    person: int
    approver: int
    kind: Measure
    """A work hold or a full hold."""
    exception: str
    """Code in the policy's own list."""
    listed: bool
    evidence: tuple[str, ...]
    """Its own evidence, apart from the case's."""
    reasoned: bool
    review_by: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class InterimHoldReviewed(Event):
    """Somebody new looked at an interim hold."""

    person: int
    keep: bool
    reasoned: bool


@dataclass(frozen=True, slots=True)
class InterimLapsed(Event):
    """Nobody new looked at the interim hold in time: it falls."""


@dataclass(frozen=True, slots=True)
class InterimEnded(Event):
    """The interim hold has lasted as long as any may."""
