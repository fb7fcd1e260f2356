"""What goes on in a case beside its spine: frozen values, folded from the same events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fairnotice.cases.measures import Measure


@dataclass(frozen=True, slots=True)
class Question:
    """A question that waits for its answer."""

    thread: int
    person: int
    asked_at: datetime
    answer_by: datetime
    call: bool = False
    """Asks to be called."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What the account proposed to do; silence accepts it."""

    goals: tuple[str, ...]
    accepted_by: datetime


@dataclass(frozen=True, slots=True)
class Supplement:
    """More on the same matter, found later, with its own notice and time to respond."""

    facts: tuple[str, ...]
    deliver_by: datetime
    respond_by: datetime | None = None
    """None until a manager is proven to have it."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A measure on record inside."""

    measure: Measure
    """The lighter of both views once a second person has written theirs."""
    person: int
    decide_by: datetime
    second: int | None = None
    views: tuple[Measure | None, ...] = ()
    """The first view, then the second; what agreement is measured by."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A measure that a named person decided."""

    measure: Measure
    """As it stands now: only ever lighter than what was decided."""
    person: int
    made_at: datetime
    deliver_by: datetime
    days: int
    served: tuple[int, ...] = ()
    """Managers proven to have it."""
    period_until: datetime | None = None
    """The latest end of notice of those served; None before any proof."""
    period_over: bool = False
    effect_by: datetime | None = None
    appeal_until: datetime | None = None
    """End of the window; None, before any proof, is open."""
    appealed: bool = False


@dataclass(frozen=True, slots=True)
class Restriction:
    """A decision at work."""

    kind: Measure
    since: datetime
    ends_at: datetime | None
    """None for a closure."""


@dataclass(frozen=True, slots=True)
class Interim:
    """An interim hold at work."""

    kind: Measure
    since: datetime
    review_by: datetime
    ends_at: datetime
    reviewed: bool = False


@dataclass(frozen=True, slots=True)
class Appeal:
    """An objection that waits for its answer."""

    person: int
    filed_at: datetime
    answer_by: datetime
    against: str


@dataclass(frozen=True, slots=True)
class FreshReview:
    """A new look by somebody new that is owed."""

    why: str
    answer_by: datetime


@dataclass(frozen=True, slots=True)
class Pause:
    """The rule is paused."""

    since: datetime
    retire_by: datetime
