"""What becomes of a case when its rule is paused, and of its texts when it is over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fairnotice.cases.events.base import Event


@dataclass(frozen=True, slots=True)
class ProvisionPaused(Event):
    """Too many decisions under the rule were overturned: nothing goes on against the account."""

    retire_by: datetime
    """The rule's owner answers by then, or it is retired."""
    fresh_review_by: datetime | None = None
    """While a decision stands: somebody new looks at it anew by then."""


@dataclass(frozen=True, slots=True)
class ProvisionResumed(Event):
    """The rule's owner took it up again, with reasons."""

    person: int
    reasoned: bool
    goes_on_until: datetime | None
    """The account's deadline from here on, when its clock goes on."""


@dataclass(frozen=True, slots=True)
class ProvisionRetired(Event):
    """The rule's owner did not answer: the rule never tightens anything again."""


@dataclass(frozen=True, slots=True)
class ErasureRequested(Event):
    """A person asked for their words to be erased; they are, once the case is final and its time of keeping is over."""

    person: int


@dataclass(frozen=True, slots=True)
class Shredded(Event):
    """Personal words are gone; the chain of events stays."""

    kept_until: datetime
