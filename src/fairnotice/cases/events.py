"""Everything that can happen in a case, in the past tense; a case is the sum of its events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fairnotice.cases.stages import Who


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened in a case."""

    at: datetime
    by: Who


@dataclass(frozen=True, slots=True)
class CaseOpened(Event):
    """A finding became a matter; the first notice is owed to the managers."""

    verdict: str
    facts: tuple[str, ...]
    """Ids of the contracts it rests on: what a reply may name."""
    new_adverse: tuple[str, ...]
    """Unsatisfied contracts that no earlier case has judged."""
    managers: tuple[int, ...]
    """Persons to whom the notice is addressed; empty when nobody can be reached."""
    has_team: bool
    deliver_by: datetime
    stands_until: datetime
    """When the finding lapses by itself if nothing more is rated."""


@dataclass(frozen=True, slots=True)
class NoticeServed(Event):
    """A notice that starts the right to respond is proven to have reached one manager."""

    person: int
    proof: str
    respond_by: datetime
    team_after: datetime
    """End of the managers' head start over their team."""


@dataclass(frozen=True, slots=True)
class DeliveryLapsed(Event):
    """No manager was reached in time."""


@dataclass(frozen=True, slots=True)
class TeamTold(Event):
    """The members concerned are written to, each about their own part."""

    members: tuple[int, ...]
    speak_until: datetime
    """Nobody goes on before the members had this time to speak."""


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


@dataclass(frozen=True, slots=True)
class ReplySent(Event):
    """A reviewer answered with a fact of this case, or with what would change the result."""

    thread: int
    cites: tuple[str, ...]
    what_would_change: bool
    goes_on_until: datetime | None
    """The account's deadline from here on, when its clock goes on with this answer."""


@dataclass(frozen=True, slots=True)
class QuestionUnanswered(Event):
    """A question waited too long for its answer."""

    thread: int


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
class ReviewLapsed(Event):
    """No reviewer acted in time."""


@dataclass(frozen=True, slots=True)
class Withdrawn(Event):
    """A reviewer took the case back."""

    reasoned: bool
    """Written reasons are on record beside the event."""


@dataclass(frozen=True, slots=True)
class ImprovementStarted(Event):
    """A reviewer gave the account time to improve."""

    goals: tuple[str, ...]
    """Sentences, each something that would change the result."""
    improve_by: datetime


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


@dataclass(frozen=True, slots=True)
class FindingStands(Event):
    """More was rated since, so the finding would lapse later."""

    stands_until: datetime
    snapshot: str


@dataclass(frozen=True, slots=True)
class FindingLapsed(Event):
    """Nothing was rated for so long that the finding no longer stands: the case ends."""


@dataclass(frozen=True, slots=True)
class CaseClaimed(Event):
    """A reviewer took the case on."""

    reviewer: int


@dataclass(frozen=True, slots=True)
class CaseGivenBack(Event):
    """The reviewer gave the case back to the queue."""

    reviewer: int


EVENTS: dict[str, type[Event]] = {
    kind.__name__: kind
    for kind in (
        CaseOpened,
        NoticeServed,
        DeliveryLapsed,
        TeamTold,
        Extended,
        QuestionAsked,
        ReplySent,
        QuestionUnanswered,
        ResponseReceived,
        StatementAdded,
        ResponseWindowLapsed,
        ReviewLapsed,
        Withdrawn,
        ImprovementStarted,
        ImprovementServed,
        Reminded,
        OutcomesCounted,
        ReEvaluatedImproved,
        ReEvaluatedNotImproved,
        ImprovementProlonged,
        ImprovementLapsed,
        FindingStands,
        FindingLapsed,
        CaseClaimed,
        CaseGivenBack,
    )
}
"""Every event by its stored name; names are never changed."""
