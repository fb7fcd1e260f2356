"""Where a case stands, what it is about, how it can end, and who takes its steps."""

from __future__ import annotations

from enum import StrEnum


class Matter(StrEnum):
    """What a case is about; all matters share one machine."""

    QUALITY = "quality"
    """A finding: too many clients were not satisfied."""
    VIOLATION = "violation"
    """A recorded breach of a rule."""
    REQUEST = "request"
    """The account asks for something; a request can only better its position."""


class Stage(StrEnum):
    """Where a case stands; the account can be restricted by its decision in `IN_EFFECT` alone."""

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
    PROPOSED = "proposed"
    """A measure is on record inside; a second person may be needed."""
    DECIDED = "decided"
    """A decision is served or on its way; nothing of it works yet."""
    IN_EFFECT = "in_effect"
    """The restriction works."""
    ENDED = "ended"
    """Never left again."""


class Outcome(StrEnum):
    """How a case ended."""

    WITHDRAWN = "withdrawn"
    """A person took it back; it leaves no trace."""
    IMPROVED = "improved"
    """Later work lifted the finding; it leaves no trace."""
    LAPSED = "lapsed"
    """We did not do our part in time, or nothing was rated for so long that the finding no longer stands; no trace."""
    MOOT = "moot"
    """The account left, or changed hands twice; no trace."""
    ADVISED = "advised"
    """Advice was given; it restricts nothing."""
    WARNED = "warned"
    """A warning was given; it restricts nothing and counts as a rung while it is fresh."""
    EXPIRED = "expired"
    """The restriction came to its end."""
    LIFTED = "lifted"
    """The restriction ended early: its exit was met, or a person lifted it."""
    REVERSED = "reversed"
    """Undone, as if never decided; the reversal itself is on record."""
    GRANTED = "granted"
    """The account got what it asked for."""
    REFUSED = "refused"
    """The account did not get what it asked for; nothing else changes."""


class Who(StrEnum):
    """In whose name a step is taken."""

    ACCOUNT = "account"
    """An owner or manager, the freelancer or client, or a representative they admitted."""
    MEMBER = "member"
    REVIEWER = "reviewer"
    """Proposes, decides and gives effect."""
    SECOND = "second"
    """Another member of staff, who has not seen the first one's view."""
    HEARER = "hearer"
    """Somebody who took no part: hears appeals, fresh reviews and requests."""
    OWNER = "owner"
    """Who answers for a rule."""
    MARKETPLACE = "marketplace"
    """Carries measures out, and says so."""
    CLOCK = "clock"
    ENGINE = "engine"
    """Findings and re-evaluations: the clock's hand, with the same limits."""
    WORLD = "world"
    """Proof that something reached somebody."""
