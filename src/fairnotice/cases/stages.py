"""Where a case stands, how it can end, and who takes its steps."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """Where a case stands; its account is restricted in none of these."""

    OPENED = "opened"
    """Recorded; the first notice is on its way and not yet proven delivered."""
    AWAITING_RESPONSE = "awaiting_response"
    """A notice is proven delivered; the account may answer."""
    UNDER_REVIEW = "under_review"
    """A reviewer must act."""
    IMPROVING = "improving"
    """Time to improve; later work decides."""
    RE_EVALUATED = "re_evaluated"
    """The result "not improved" is on its way and not yet proven delivered."""
    ENDED = "ended"
    """Never left again."""


class Outcome(StrEnum):
    """How a case ended; none of these leaves a trace that could count against the account."""

    WITHDRAWN = "withdrawn"
    """A reviewer took it back."""
    IMPROVED = "improved"
    """Later work lifted the finding."""
    LAPSED = "lapsed"
    """We did not do our part in time, or nothing was rated for so long that the finding no longer stands."""


class Who(StrEnum):
    """In whose name a step is taken."""

    ACCOUNT = "account"
    """An owner or manager, or the freelancer."""
    MEMBER = "member"
    REVIEWER = "reviewer"
    CLOCK = "clock"
    ENGINE = "engine"
    """Findings and re-evaluations: the clock's hand, with the same limits."""
    WORLD = "world"
    """Proof that something reached somebody."""
