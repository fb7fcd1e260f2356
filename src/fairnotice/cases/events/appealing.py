"""Appeals, fresh reviews, reversal, and the answers to requests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fairnotice.cases.events.base import Event
from fairnotice.cases.measures import Measure


@dataclass(frozen=True, slots=True)
class AppealFiled(Event):
    """The account objects; effect and window wait."""

    person: int
    answer_by: datetime
    against: str = "decision"
    """``decision`` or ``interim``."""


@dataclass(frozen=True, slots=True)
class Heard(Event):
    """Somebody who took no part answers with facts of this case."""

    person: int
    facts: tuple[str, ...]
    reasoned: bool


@dataclass(frozen=True, slots=True)
class DecisionUpheld(Heard):
    """The decision stands after an appeal or a fresh review."""

    against: str = "decision"
    """``decision``, ``interim`` or ``fresh_review``."""
    effect_by: datetime | None = None
    """By when effect must be given, if the notice period is over and it has not been."""


@dataclass(frozen=True, slots=True)
class DecisionVaried(Heard):
    """A lighter measure takes the decision's place."""

    measure: Measure
    against: str = "decision"
    effect_by: datetime | None = None
    ends_at: datetime | None = None
    """The end of the lighter restriction, if one works already."""
    days: int = 0
    """How long the lighter hold or suspension will work, if nothing works yet."""
    days_at_most: int = 0
    """The policy's limit of that."""


@dataclass(frozen=True, slots=True)
class DecisionReversed(Heard):
    """The decision, or the interim hold, is undone as if never made."""

    against: str = "decision"
    restore_by: datetime | None = None
    """By when everything is put back, if the restriction had worked."""


@dataclass(frozen=True, slots=True)
class AppealUnanswered(Event):
    """We did not answer in time: what was objected to is undone."""

    against: str = "decision"
    restore_by: datetime | None = None


@dataclass(frozen=True, slots=True)
class FreshReviewOwed(Event):
    """What the decision rested on has changed: somebody new looks at it anew."""

    why: str
    """``finding_corrected``, ``foundation`` or ``own_initiative``."""
    answer_by: datetime


@dataclass(frozen=True, slots=True)
class FreshReviewUnanswered(Event):
    """Nobody looked in time: the decision is undone."""

    restore_by: datetime | None = None


@dataclass(frozen=True, slots=True)
class FindingCorrected(Event):
    """With the data corrected, nothing would have been found: the case ends before a decision."""

    snapshot: str


@dataclass(frozen=True, slots=True)
class RestorationConfirmed(Event):
    """The marketplace has put everything back."""


@dataclass(frozen=True, slots=True)
class RestorationLate(Event):
    """Not everything was put back in time: the account is owed compensation."""


@dataclass(frozen=True, slots=True)
class RequestGranted(Heard):
    """The account gets what it asked for."""


@dataclass(frozen=True, slots=True)
class RequestRefused(Heard):
    """The account does not get what it asked for, for reasons that are facts."""


@dataclass(frozen=True, slots=True)
class RequestUnanswered(Event):
    """We did not answer in time: the request is granted."""


@dataclass(frozen=True, slots=True)
class RequestWithdrawn(Event):
    """The account no longer asks."""

    person: int
