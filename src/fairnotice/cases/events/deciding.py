"""How a measure is proposed, seen by a second person, decided and served."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fairnotice.cases.events.base import Event
from fairnotice.cases.measures import Measure


@dataclass(frozen=True, slots=True)
class MeasureProposed(Event):
    """A reviewer who read the evidence puts a measure on record, inside."""

    person: int
    measure: Measure
    facts: tuple[str, ...]
    """What it rests on."""
    opened: tuple[str, ...]
    """The facts whose evidence this person has opened."""
    lesser: tuple[tuple[str, str], ...]
    """Each lesser measure, and why it does not do."""
    reasoned: bool
    """Written reasons are on record beside the event."""
    pinned: bool
    """Whether the rule is applied in the version the case is pinned to."""
    rungs: tuple[str, ...]
    """References of the earlier cases that count, by `cases.ladder`."""
    at_most: Measure
    """The most that the rule's ladder allows now."""
    decide_by: datetime
    others_conduct: tuple[str, ...] = ()
    """Facts that are somebody else's deeds; there must be none."""
    missing_records: tuple[str, ...] = ()
    """Records that the case relies on and that are lost."""
    beyond_doubt: bool = False
    """For a closure for quality: sure without any two clients, and by the e-process."""


@dataclass(frozen=True, slots=True)
class ProposalLapsed(Event):
    """Nobody decided in time."""


@dataclass(frozen=True, slots=True)
class Seconded(Event):
    """A second person formed a view; the lighter of both views stands."""

    person: int
    measure: Measure | None
    """None: no measure at all."""
    blind: bool
    """It was written before the first view was shown."""
    reasoned: bool


@dataclass(frozen=True, slots=True)
class DecisionMade(Event):
    """A named person decided; the statement of reasons is on its way."""

    person: int
    measure: Measure
    facts: tuple[str, ...]
    reasoned: bool
    deliver_by: datetime
    days: int = 0
    """How long a hold or suspension will work; 0 for the others."""
    days_at_most: int = 0
    """The policy's limit of that."""
    exit: str = ""
    """What ends it earlier, in a sentence."""


@dataclass(frozen=True, slots=True)
class DecisionServed(Event):
    """The decision is proven to have reached one manager: notice period and appeal window run."""

    person: int
    proof: str
    period_until: datetime
    appeal_until: datetime
    team_after: datetime


@dataclass(frozen=True, slots=True)
class NoticePeriodOver(Event):
    """The notice period is over; a person may give effect, or the decision lapses."""

    effect_by: datetime
