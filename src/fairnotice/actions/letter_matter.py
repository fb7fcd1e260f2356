"""What the letters of one event draw on; each topic has its own ``letter_facts*`` module."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fairnotice.cases import events as e
from fairnotice.cases.case import Case as CaseValue
from fairnotice.evaluation.result import Explanation
from fairnotice.ledger.casebook import Docket
from fairnotice.ledger.dockets import CaseEvent
from fairnotice.notices.breach import BreachReasons
from fairnotice.notices.stated_facts import FactsMissing
from fairnotice.notices.statement import StatementOfReasons
from fairnotice.notices.writing import Reasons
from fairnotice.policy.rulebook import Policy


@dataclass(frozen=True, slots=True)
class Said:
    """What a letter passes on besides the event's own facts."""

    text: str = ""
    """What a person wrote."""
    later: Explanation | None = None
    """What the contracts that ended after the warning say alone."""
    whole: Explanation | None = None
    """What everything in the window says now."""
    session_kind: str = ""
    """How a person who confirmed something was signed in."""


@dataclass(frozen=True, slots=True)
class Matter:
    """Everything the letters of one event draw on."""

    docket: Docket
    before: CaseValue | None
    event: e.Event
    written: CaseEvent
    policy: Policy
    found: Explanation
    behind: Reasons | None
    """What the case rests on; None for a request about what counts alone."""
    said: Said
    now: datetime

    @property
    def reasons(self) -> Reasons:
        """
        Return what the case rests on.

        Raises:
            FactsMissing: it rests on nothing but a wish.
        """
        if self.behind is None:
            raise FactsMissing("a finding, or a recorded act")
        return self.behind

    @property
    def why(self) -> StatementOfReasons:
        """
        Return the reasons of a matter that rests on numbers.

        Raises:
            FactsMissing: it rests on acts.
        """
        if isinstance(self.reasons, BreachReasons):
            raise FactsMissing("the numbers of a look")
        return self.reasons

    @property
    def breach(self) -> BreachReasons:
        """
        Return the reasons of a matter that rests on acts.

        Raises:
            FactsMissing: it rests on numbers.
        """
        if isinstance(self.reasons, BreachReasons):
            return self.reasons
        raise FactsMissing("a recorded act")
