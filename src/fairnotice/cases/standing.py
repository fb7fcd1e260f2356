"""What an account may do, by its standing: one row per capability, no default (process.md, section 6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from fairnotice.cases.measures import Measure


class Standing(StrEnum):
    """What measures make of an account; derived from its restrictions, never stored."""

    GOOD = "good"
    """No restriction works; a case as such changes nothing."""
    WORK_HOLD = "work_hold"
    FULL_HOLD = "full_hold"
    SUSPENSION = "suspension"
    CLOSURE = "closure"
    LEFT = "left"
    """The account left by itself."""


class Capability(StrEnum):
    """Something that an account may do, or that is done with it."""

    BE_HEARD = "be_heard"
    """See stats, case, evidence and money; message, ask, answer, sign, appeal, request, export, be represented."""
    BE_PAID = "be_paid"
    """Be paid what is earned, and withdraw it."""
    TALK = "talk"
    """Talk with the clients of current contracts."""
    GO_ON = "go_on"
    """Go on with current contracts."""
    NEW_WORK = "new_work"
    """New proposals, invitations, contracts, milestones."""
    BE_FOUND = "be_found"
    """Be found in search."""
    RUN_TEAM = "run_team"
    """Manage the team, leave the agency; members' own accounts are theirs."""
    HIRE = "hire"
    """As a client: post and hire."""
    SETTLE = "settle"
    """As a client: pay, release, end contracts, take a refund."""


class Allowed(StrEnum):
    """How far; the order of the members is from most to least."""

    YES = "yes"
    NOT_TAKING_WORK = "not_taking_work"
    """Found, unchanged in rank, with a note that no work is taken."""
    CLIENTS_CHOICE = "clients_choice"
    UNTIL_HANDED_OVER = "until_handed_over"
    UNTIL_SETTLED = "until_settled"
    LEAVE_ONLY = "leave_only"
    """Leave the team; own accounts are untouched."""
    NEUTRAL_PAGE = "neutral_page"
    """Not in search; a neutral page by link."""
    NO = "no"


_YES, _NO = Allowed.YES, Allowed.NO
_CHOICE, _QUIET = Allowed.CLIENTS_CHOICE, Allowed.NOT_TAKING_WORK
_COLUMNS = tuple(Standing)

_ROWS: Mapping[Capability, tuple[Allowed, ...]] = {
    Capability.BE_HEARD: (_YES, _YES, _YES, _YES, _YES, _YES),
    Capability.BE_PAID: (_YES, _YES, _YES, _YES, _YES, _YES),
    Capability.TALK: (_YES, _YES, _YES, Allowed.UNTIL_HANDED_OVER, Allowed.UNTIL_SETTLED, Allowed.UNTIL_SETTLED),
    Capability.GO_ON: (_YES, _YES, _CHOICE, _CHOICE, _CHOICE, _CHOICE),
    Capability.NEW_WORK: (_YES, _NO, _NO, _NO, _NO, _NO),
    Capability.BE_FOUND: (_YES, _QUIET, _QUIET, Allowed.NEUTRAL_PAGE, _NO, _NO),
    Capability.RUN_TEAM: (_YES, _YES, _YES, _YES, Allowed.LEAVE_ONLY, _YES),
    Capability.HIRE: (_YES, _NO, _NO, _NO, _NO, _NO),
    Capability.SETTLE: (_YES, _YES, _YES, _YES, _YES, _YES),
}

CAPABILITIES: Mapping[Standing, Mapping[Capability, Allowed]] = {
    standing: {capability: row[place] for capability, row in _ROWS.items()} for place, standing in enumerate(_COLUMNS)
}
"""What each standing leaves; every capability stands in every standing."""

NEVER_TAKEN = frozenset({Capability.BE_HEARD, Capability.BE_PAID, Capability.SETTLE})
"""What no standing touches (P12)."""


def of_measure(kind: Measure) -> Standing:
    """Return the standing that a measure at work makes; advice and warnings make none."""
    return Standing(kind.value) if kind.restricts else Standing.GOOD


def capabilities(standings: Iterable[Standing]) -> Mapping[Capability, Allowed]:
    """
    Return what an account may do under several measures at once: of each cell the stricter one.

    Only standings of the account itself belong here; nobody else's touch it (P13).
    """
    order = tuple(Allowed)
    columns = [CAPABILITIES[Standing.GOOD], *(CAPABILITIES[standing] for standing in standings)]
    return {capability: max((column[capability] for column in columns), key=order.index) for capability in Capability}


def strictest(standings: Iterable[Standing]) -> Standing:
    """Return the strictest of several standings; good where there is none."""
    return max(standings, key=_COLUMNS.index, default=Standing.GOOD)
