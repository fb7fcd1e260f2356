"""What the account and its people say, and what they are answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fairnotice.cases.events.base import Event


@dataclass(frozen=True, slots=True)
class Extended(Event):
    """The right to respond lasts longer."""

    respond_by: datetime


@dataclass(frozen=True, slots=True)
class QuestionAsked(Event):
    """Somebody asked; the account's clock stands still until the answer."""

    thread: int
    """Counts from 1 within the case."""
    person: int
    answer_by: datetime
    call: bool = False
    """Asks to be called rather than written to."""


@dataclass(frozen=True, slots=True)
class ReplySent(Event):
    """A reviewer answered with a fact of this case, or with what would change the result."""

    thread: int
    cites: tuple[str, ...]
    what_would_change: bool
    goes_on_until: datetime | None
    """The account's deadline from here on, when its clock goes on with this answer."""
    call_times: tuple[str, ...] = ()
    """Offered times of a call, where one was asked for."""


@dataclass(frozen=True, slots=True)
class QuestionUnanswered(Event):
    """A question waited too long for its answer."""

    thread: int
    fresh_review_by: datetime | None = None
    """While a restriction works: somebody new looks at it anew by then."""


@dataclass(frozen=True, slots=True)
class ResponseReceived(Event):
    """The account has said what it wants to say."""

    person: int
    review_by: datetime


@dataclass(frozen=True, slots=True)
class StatementAdded(Event):
    """Somebody told their side; nothing ends or begins by it."""

    person: int


@dataclass(frozen=True, slots=True)
class ResponseWindowLapsed(Event):
    """The time to respond is over; silence admits nothing."""

    review_by: datetime


@dataclass(frozen=True, slots=True)
class PlanProposed(Event):
    """The account proposes what it will do; without an answer its plan is accepted as it stands."""

    person: int
    goals: tuple[str, ...]
    review_by: datetime
    accepted_by: datetime
    """When silence accepts it."""


@dataclass(frozen=True, slots=True)
class PlanAccepted(Event):
    """Nobody objected to the account's plan in time: it is its time to improve."""

    improve_by: datetime


@dataclass(frozen=True, slots=True)
class EvidenceAdded(Event):
    """Somebody handed in a file; its name is kept beside the event, where it can be shredded."""

    person: int
    sha256: str
    size: int
    """Bytes."""
    media_type: str


@dataclass(frozen=True, slots=True)
class Acknowledged(Event):
    """Somebody confirmed having read a text; that admits nothing and gives up nothing."""

    person: int
    provision: str
    version: int
    text_sha256: str
    """Of the very text that was shown."""


@dataclass(frozen=True, slots=True)
class AcknowledgementWithdrawn(Event):
    """Somebody took a confirmation back; both stay on record."""

    person: int
    text_sha256: str


@dataclass(frozen=True, slots=True)
class RepresentativeAdmitted(Event):
    """The account lets somebody speak for it in this case."""

    person: int
    admitted_by: int


@dataclass(frozen=True, slots=True)
class RepresentativeDismissed(Event):
    """The account lets somebody speak for it no longer."""

    person: int
    dismissed_by: int
