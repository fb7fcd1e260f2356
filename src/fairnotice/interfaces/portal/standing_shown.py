"""An account's standing in words: what works, until when, and what every row of the table comes to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from fairnotice.cases.measures import Measure
from fairnotice.cases.standing import Allowed, Capability
from fairnotice.interfaces.portal.components import Chip, Deed, Status, Tone
from fairnotice.notices import words
from fairnotice.notices.measures_said import NAMED
from fairnotice.queries.standing import AccountStanding, AtWork

MAY: Mapping[Capability, str] = {
    Capability.BE_HEARD: "See stats, case, evidence and money; ask, answer, sign, object",
    Capability.BE_PAID: "Be paid what is earned, and withdraw it",
    Capability.TALK: "Talk with the clients of current contracts",
    Capability.GO_ON: "Go on with current contracts",
    Capability.NEW_WORK: "New proposals, invitations, contracts and milestones",
    Capability.BE_FOUND: "Be found in search",
    Capability.RUN_TEAM: "Manage the team, and leave the agency",
    Capability.HIRE: "As a client: post and hire",
    Capability.SETTLE: "As a client: pay, release, end contracts, take a refund",
}
HOW_FAR: Mapping[Allowed, str] = {
    Allowed.YES: "yes",
    Allowed.NOT_TAKING_WORK: "yes, with the note that no work is taken",
    Allowed.CLIENTS_CHOICE: "each client chooses",
    Allowed.UNTIL_HANDED_OVER: "until it is handed over",
    Allowed.UNTIL_SETTLED: "until all is settled",
    Allowed.LEAVE_ONLY: "leave; own accounts are untouched",
    Allowed.NEUTRAL_PAGE: "not in search; a neutral page by link",
    Allowed.NO: "no",
}


def restricted_status(standing: AccountStanding, *, name: str, own: bool, zone: str) -> Status | None:
    """Return the first three sentences while a measure works; None while nothing is restricted."""
    if not standing.at_work:
        return None
    first = standing.at_work[0]
    return Status(
        tone=Tone.GRAVE,
        word="Restricted",
        sentence=sentence_of(first, name=name, own=own, zone=zone),
        lede=lede_of(own=own),
        chip=chip_of(first, zone=zone),
        deeds=(Deed(f"Open case {first.reference}", reverse("case", args=[first.reference]), primary=True),),
    )


def member_status(standing: AccountStanding, *, name: str, zone: str) -> Status | None:
    """Return what a member of a restricted agency reads: what works there, and that it is not theirs (P13)."""
    if not standing.at_work:
        return None
    works = sentence_of(standing.at_work[0], name=name, own=False, zone=zone)
    lede = "Your own account, your bids and your pay are not touched by that. You need do nothing."
    return Status(Tone.NOTE, "Nothing to do", works, lede, chip_of(standing.at_work[0], zone=zone))


def sentence_of(works: AtWork, *, name: str, own: bool, zone: str) -> str:
    """Return what works and until when, as one sentence about the reader's matter."""
    who = "You" if own else name
    if works.measure is Measure.CLOSURE:
        return "Your account is closed, and you can see and object to all of it." if own else f"{name} is closed."
    until = words.day(words.deadline_day(works.ends_at, zone)) if works.ends_at else ""
    return f"{who} cannot take new contracts until {until}."


def lede_of(*, own: bool) -> str:
    """Return what stays, whatever works (P12)."""
    paid = "You are still paid what you earned." if own else "What was earned is still paid. Nobody else is touched."
    return f"{paid} Every page, letter and file stays open, and objecting is free."


def chip_of(works: AtWork, *, zone: str) -> Chip:
    """Return the day on which it ends by itself, or that it has none."""
    if works.ends_at is None:
        return Chip("Permanent", "You can ask us at any time to look again.", Tone.GRAVE)
    day = words.weekday(words.deadline_day(works.ends_at, zone))
    return Chip(f"Ends {day}", "By itself. Nothing makes it longer.", Tone.GRAVE, works.ends_at)


def table_of(standing: AccountStanding) -> tuple[tuple[str, str], ...]:
    """Return every capability with how far it goes."""
    return tuple((MAY[capability], HOW_FAR[allowed]) for capability, allowed in standing.capabilities.items())


def context_of(standing: AccountStanding, *, zone: str) -> dict[str, Any]:
    """Return what a page needs to show a standing: measures, then the table; empty while nothing works."""
    if not standing.at_work:
        return {"at_work": (), "capability_rows": ()}
    shown = [
        (
            f"{NAMED[each.measure][:1].upper()}{NAMED[each.measure][1:]}",
            each.reference,
            words.day(words.local_date(each.since, zone)),
            words.deadline(each.ends_at, zone) if each.ends_at else "permanent",
        )
        for each in standing.at_work
    ]
    return {"at_work": shown, "capability_rows": table_of(standing)}


def as_json(standing: AccountStanding) -> dict[str, Any]:
    """Return a standing as the marketplace's webhooks say it."""
    return {
        "account": standing.account_id,
        "standing": standing.standing.value,
        "restrictions": [
            {
                "case": each.reference,
                "measure": each.measure.value,
                "interim": each.interim,
                "since": each.since.isoformat(),
                "until": each.ends_at.isoformat() if each.ends_at else None,
            }
            for each in standing.at_work
        ],
        "capabilities": {capability.value: allowed.value for capability, allowed in standing.capabilities.items()},
    }
