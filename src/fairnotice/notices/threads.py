"""What letters answer to: a question, the facts a reply cites, a time to answer, a lapse, an earlier measurement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from fairnotice.notices.breach import DatedAct
from fairnotice.notices.stated_facts import DatedContract, FactsMissing, Numbers, require


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody asked, under a reference of its own."""

    reference: str
    asked_on: date
    text: str

    def __post_init__(self) -> None:
        require(question=self.text, reference=self.reference)


@dataclass(frozen=True, slots=True)
class Cites:
    """The facts a reply rests on: contracts of this case, or what would change the result; never none."""

    contracts: tuple[DatedContract, ...] = ()
    remedy: bool = False
    """Whether the reply says what would change the result."""
    acts: tuple[DatedAct, ...] = ()
    """Acts that the case is about."""
    call_times: tuple[str, ...] = ()
    """When we offer to call somebody who asked to be called; that alone answers the wish."""

    def __post_init__(self) -> None:
        if not self.contracts and not self.acts and not self.remedy and not self.call_times:
            raise FactsMissing("a contract of this case, or an act, or what would change the result")


@dataclass(frozen=True, slots=True)
class AnswerTime:
    """The account's time to answer: how many days it is, and its end once it runs."""

    days: int
    due_at: datetime | None = None
    """First instant that is too late; None while no proof of delivery has started the time."""


class Lapse(StrEnum):
    """Why a case ended by itself; every one of them in the account's favor."""

    NOT_DELIVERED = "not_delivered"
    """No proof that the notice arrived."""
    NOT_REVIEWED = "not_reviewed"
    """We did not act in time."""
    NOT_ANSWERED = "not_answered"
    """We did not answer a question in time."""
    NO_LATER_WORK = "no_later_work"
    """Twice there was nothing later to judge."""
    NOT_DECIDED = "not_decided"
    """A measure was proposed inside and nobody decided in time."""
    DECISION_NOT_DELIVERED = "decision_not_delivered"
    """No proof that the decision arrived."""
    NO_EFFECT = "no_effect"
    """Nobody let the decision begin in time."""
    NOTHING_NEW = "nothing_new"
    """Nothing new was rated for so long that the finding no longer stands."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One column of a history: what was known on one day."""

    on: date
    rated: int
    clients: int
    numbers: Numbers | None
    """None where there was not enough evidence for an estimate."""
