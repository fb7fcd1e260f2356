"""A case as it stands: a frozen value, folded from its events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fairnotice.cases.measures import Measure
from fairnotice.cases.stages import Matter, Outcome, Stage
from fairnotice.cases.standing import Standing, of_measure
from fairnotice.cases.threads import (
    Appeal,
    Decision,
    FreshReview,
    Interim,
    Pause,
    Plan,
    Proposal,
    Question,
    Restriction,
    Supplement,
)

LEAVES_A_RUNG = frozenset({Outcome.ADVISED, Outcome.WARNED, Outcome.EXPIRED, Outcome.LIFTED})
"""Ends after which the decision stays on record and can still be objected to."""


@dataclass(frozen=True, slots=True)
class Case:
    """One matter about one account, and everything the next step depends on."""

    stage: Stage
    managers: tuple[int, ...]
    """To whom the notices are addressed."""
    has_team: bool
    facts: tuple[str, ...]
    """Contracts, or breaches and their evidence, that a reply may name."""
    opened_at: datetime
    deliver_by: datetime
    stands_until: datetime | None
    """When the finding lapses by itself if nothing more is rated; None where nothing does."""
    matter: Matter = Matter.QUALITY
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
    """The members know of the newest document: this round's notice, or the decision."""
    speak_until: datetime | None = None
    members_told: tuple[int, ...] = ()
    """Everybody of the team who was ever told."""
    extended_by: tuple[str, ...] = ()
    """Who extended this round's right to respond."""
    review_by: datetime | None = None
    plan: Plan | None = None
    improve_from: datetime | None = None
    improve_by: datetime | None = None
    improvement_served: bool = False
    improvements: int = 0
    prolonged: bool = False
    reminders: tuple[str, ...] = ()
    supplement: Supplement | None = None
    """More facts that the account has not yet had its time to respond to."""
    questions: tuple[Question, ...] = ()
    """Open ones, oldest first."""
    threads: int = 0
    """Questions ever asked."""
    stopped_at: datetime | None = None
    """Since when the account's clock stands still."""
    reviewer: int | None = None
    participants: tuple[int, ...] = ()
    """Staff who reviewed, proposed, seconded, decided, approved or heard; none of them is new."""
    representatives: tuple[int, ...] = ()
    proposal: Proposal | None = None
    decision: Decision | None = None
    restriction: Restriction | None = None
    worked: bool = False
    """The restriction has ever worked."""
    interim: Interim | None = None
    interims: int = 0
    appeals: tuple[Appeal, ...] = ()
    interim_appealed: bool = False
    fresh_review: FreshReview | None = None
    restore_by: datetime | None = None
    """By when everything is put back after a reversal."""
    pause: Pause | None = None
    retired: bool = False
    transfers: int = 0
    erasure_asked_at: datetime | None = None
    shredded: bool = False
    events: int = 0

    @property
    def open(self) -> bool:
        """Say whether the case has not ended."""
        return self.stage is not Stage.ENDED

    @property
    def closed_for_good(self) -> bool:
        """Say whether a closure works: an end, not a wait."""
        return self.restriction is not None and self.restriction.kind is Measure.CLOSURE

    @property
    def waits(self) -> bool:
        """Say whether somebody waits for something beside the spine."""
        return bool(self.questions or self.appeals or self.fresh_review or self.restore_by or self.interim)

    @property
    def final(self) -> bool:
        """Say whether nothing more is to come: ended, or closed, and nothing waits."""
        return (not self.open or self.closed_for_good) and not self.waits

    @property
    def before_effect(self) -> bool:
        """Say whether the case is open and no decision of it works."""
        return self.open and self.stage is not Stage.IN_EFFECT

    @property
    def standing(self) -> Standing:
        """Return what this case alone makes of its account; nothing but a measure changes it."""
        at_work = [thread.kind for thread in (self.restriction, self.interim) if thread is not None]
        return of_measure(max(at_work, key=lambda kind: kind.weight)) if at_work else Standing.GOOD

    @property
    def account_due(self) -> datetime | None:
        """Return the deadline that runs against the account now, or None."""
        if self.stage is Stage.AWAITING_RESPONSE:
            return self.respond_by
        if self.stage is Stage.IMPROVING:
            return self.improve_by
        period_runs = self.stage is Stage.DECIDED and self.decision is not None and not self.decision.period_over
        return self.decision.period_until if period_runs and self.decision else None

    @property
    def decision_stands(self) -> bool:
        """Say whether there is a decision that one can still object to, or look at anew."""
        return self.decision is not None and (self.open or self.outcome in LEAVES_A_RUNG)

    def question(self, thread: int) -> Question | None:
        """Return the open question of that thread, or None."""
        return next((q for q in self.questions if q.thread == thread), None)

    def appeal(self, against: str) -> Appeal | None:
        """Return the appeal against the decision, or the interim hold, that waits; or None."""
        return next((a for a in self.appeals if a.against == against), None)
