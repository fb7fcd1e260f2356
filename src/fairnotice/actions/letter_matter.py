"""What the letters of one event draw on; each topic has its own ``letter_facts*`` module."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fairnotice.cases import events as e
from fairnotice.cases.case import Case as CaseValue
from fairnotice.evaluation.result import Explanation
from fairnotice.ledger.casebook import Docket
from fairnotice.ledger.dockets import CaseEvent
from fairnotice.notices.statement import StatementOfReasons
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


@dataclass(frozen=True, slots=True)
class Matter:
    """Everything the letters of one event draw on."""

    docket: Docket
    before: CaseValue | None
    event: e.Event
    written: CaseEvent
    policy: Policy
    found: Explanation
    why: StatementOfReasons
    said: Said
    now: datetime
