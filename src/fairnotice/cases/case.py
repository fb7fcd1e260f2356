"""A case as it stands: a frozen value, folded from its events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fairnotice.cases.stages import Outcome, Stage


@dataclass(frozen=True, slots=True)
class Question:
    """A question that waits for its answer."""

    thread: int
    person: int
    asked_at: datetime
    answer_by: datetime


@dataclass(frozen=True, slots=True)
class Case:
    """One matter about one account, and everything the next step depends on."""

    stage: Stage
    managers: tuple[int, ...]
    """To whom the notices are addressed."""
    has_team: bool
    facts: tuple[str, ...]
    """Contracts that a reply may name."""
    opened_at: datetime
    deliver_by: datetime
    stands_until: datetime
    """When the finding lapses by itself if nothing more is rated."""
    outcome: Outcome | None = None
    ended_at: datetime | None = None
    round: int = 1
    """1 after the finding, 2 after the result "not improved"."""
    served: tuple[int, ...] = ()
    """Managers proven to have this round's notice."""
    warned_at: datetime | None = None
    """First proof of the first notice: only what ended later is later evidence."""
    respond_by: datetime | None = None
    """The latest deadline of those served; None before any proof."""
    team_after: datetime | None = None
    team_told: bool = False
    """The members know of this round's notice."""
    speak_until: datetime | None = None
    members_told: tuple[int, ...] = ()
    """Everybody of the team who was ever told."""
    extended_by: tuple[str, ...] = ()
    """Who extended this round's right to respond."""
    review_by: datetime | None = None
    improve_from: datetime | None = None
    improve_by: datetime | None = None
    improvement_served: bool = False
    improvements: int = 0
    prolonged: bool = False
    reminders: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    """Open ones, oldest first."""
    threads: int = 0
    """Questions ever asked."""
    stopped_at: datetime | None = None
    """Since when the account's clock stands still."""
    reviewer: int | None = None
    events: int = 0

    @property
    def open(self) -> bool:
        """Say whether the case has not ended."""
        return self.stage is not Stage.ENDED

    @property
    def final(self) -> bool:
        """Say whether nothing more is to come: ended, and no question waits."""
        return not self.open and not self.questions

    @property
    def account_due(self) -> datetime | None:
        """Return the deadline that runs against the account now, or None."""
        if self.stage is Stage.AWAITING_RESPONSE:
            return self.respond_by
        return self.improve_by if self.stage is Stage.IMPROVING else None

    def question(self, thread: int) -> Question | None:
        """Return the open question of that thread, or None."""
        return next((q for q in self.questions if q.thread == thread), None)
