"""How a matter begins and reaches people, and how it ends before anything was decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fairnotice.cases.events.base import Event
from fairnotice.cases.stages import Matter


@dataclass(frozen=True, slots=True)
class CaseOpened(Event):
    """A finding, or a recorded breach, became a matter; the first notice is owed to the managers."""

    verdict: str
    """The look's verdict; ``recorded`` for a breach with evidence."""
    facts: tuple[str, ...]
    """Ids of the contracts, or of the breach and its evidence, that it rests on: what a reply may name."""
    new_adverse: tuple[str, ...]
    """Unsatisfied contracts, or acts, that no earlier case has judged."""
    managers: tuple[int, ...]
    """Persons to whom the notice is addressed; empty when nobody can be reached."""
    has_team: bool
    deliver_by: datetime
    stands_until: datetime | None = None
    """When the finding lapses by itself if nothing more is rated; None for a breach, which does not."""
    matter: Matter = Matter.QUALITY
    bound_since: datetime | None = None
    """Since when the rule binds, in the version the case is pinned to."""
    conduct_from: datetime | None = None
    """The earliest of the new facts."""
    others_conduct: tuple[str, ...] = ()
    """Facts that are somebody else's deeds; there must be none."""
    own_effects: tuple[str, ...] = ()
    """Facts that a measure of ours brought about; there must be none."""
    provision_active: bool = True
    """Whether the rule is neither paused nor retired."""


@dataclass(frozen=True, slots=True)
class RequestOpened(Event):
    """The account asks for something, or a promised review falls due; somebody new answers."""

    wish: str
    """What is asked for: ``exit``, ``correction``, ``reinstatement``, ``review`` or ``fresh_start``."""
    person: int
    managers: tuple[int, ...]
    facts: tuple[str, ...]
    """Ids that the answer may name."""
    participants: tuple[int, ...]
    """Staff who took part in the matter it is about; none of them may answer."""
    answer_by: datetime


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
class Withdrawn(Event):
    """A reviewer took the case back."""

    reasoned: bool
    """Written reasons are on record beside the event."""
    person: int = 0


@dataclass(frozen=True, slots=True)
class FindingJoined(Event):
    """A later look found more on the same matter; a supplement is owed, with its own time to respond."""

    facts: tuple[str, ...]
    deliver_by: datetime


@dataclass(frozen=True, slots=True)
class SupplementServed(Event):
    """The supplement is proven to have reached a manager."""

    person: int
    proof: str
    respond_by: datetime


@dataclass(frozen=True, slots=True)
class SupplementLapsed(Event):
    """The supplement reached nobody in time; what it joined is dropped."""


@dataclass(frozen=True, slots=True)
class AccountLeft(Event):
    """The account left the marketplace; nothing is decided about it any more."""

    person: int


@dataclass(frozen=True, slots=True)
class Transferred(Event):
    """The account went to somebody unconnected; they are told anew and have all their time."""

    managers: tuple[int, ...]
    deliver_by: datetime


@dataclass(frozen=True, slots=True)
class FindingStands(Event):
    """More was rated since, so the finding would lapse later."""

    stands_until: datetime
    snapshot: str


@dataclass(frozen=True, slots=True)
class FindingLapsed(Event):
    """Nothing was rated for so long that the finding no longer stands: the case ends."""
