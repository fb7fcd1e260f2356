"""The first sentences of a case in which something is proposed, decided, or at work."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fairnotice.cases.measures import Measure
from fairnotice.interfaces.portal.components import Tone
from fairnotice.notices import words
from fairnotice.notices.measures_said import meaning, named
from fairnotice.queries.case_page import CasePage

Sentences = tuple[Tone, str, str, str]
STAYS = "What was earned is paid, and every page, letter and file stays open."
ENDED_AFTER: Mapping[str, tuple[str, str]] = {
    "advised": ("This case ended with advice, and with nothing else.", "Nothing is restricted, and it is no warning."),
    "warned": (
        "This case ended with a warning, which restricts nothing.",
        "{You} on bidding, working and getting paid. It stays on record for a time, and then it stops counting.",
    ),
    "expired": (
        "What was decided about {whose} has ended on its day.",
        "Nothing of it restricts you any more. It stays on record for a time, and then it stops counting.",
    ),
    "lifted": (
        "What was decided about {whose} has ended early.",
        "Nothing of it restricts you any more. It stays on record for a time, and then it stops counting.",
    ),
}
"""Ends that leave something on record: the sentence, and what it means today."""


def decided(page: CasePage, zone: str) -> Sentences:
    """Return where a decision stands that does not work yet."""
    decision = page.decision
    goes_on = "The team goes" if page.is_agency else "You go"
    free = f"Nothing is restricted. {goes_on} on bidding, working and getting paid."
    if decision is None or not decision.served:
        if page.unread is None:
            return Tone.NOTE, "Our turn", f"We have decided about {_whose(page)}, and a letter is on its way.", free
        return Tone.WAIT, "Your turn", f"We have decided about {_whose(page)}, and the letter is here.", free
    what = named(decision.measure, days=decision.days)
    sentence = f"We decided on {what}, and it has not begun."
    if not decision.period_over and decision.period_until is not None:
        day = words.day(words.deadline_day(decision.period_until, zone))
        return Tone.WAIT, "Not begun", sentence, f"{free} It cannot begin before the end of {day}."
    return Tone.WAIT, "Not begun", sentence, f"{free} A person may let it begin now, or it falls."


def in_effect(page: CasePage, zone: str) -> Sentences:
    """Return what works now and until when."""
    works = page.restriction
    if works is None:
        return Tone.NOTE, "Our turn", "A person is looking at this case.", STAYS
    who = page.account_name if page.is_agency else "You"
    if works.kind is Measure.CLOSURE:
        sentence = f"{who} is closed." if page.is_agency else "Your account is closed."
        return Tone.GRAVE, "Restricted", sentence, f"{STAYS} You can object, and you can ask us to look again."
    until = words.day(words.deadline_day(works.ends_at, zone)) if works.ends_at else ""
    sentence = f"{who} cannot take new contracts until {until}."
    return Tone.GRAVE, "Restricted", sentence, f"{STAYS} It ends by itself on that day, and nothing makes it longer."


def of_member(page: CasePage) -> Sentences | None:
    """Return what a member reads once something is decided about the agency; None before."""
    if page.decision is None or page.outcome or not page.decision.served:
        return None
    state = "works now" if page.restriction is not None else "is made"
    sentence = f"A decision about {page.account_name} {state}; it decides nothing about you."
    lede = "Your own account, your bids and your pay are not touched by it. You need do nothing."
    return Tone.NOTE, "Nothing to do", sentence, lede


def ended(page: CasePage) -> Sentences | None:
    """Return the end that leaves something on record; None for any other."""
    said = ENDED_AFTER.get(page.outcome)
    if said is None:
        return None
    goes_on = "The team goes" if page.is_agency else "You go"
    sentence, lede = (part.format(whose=_whose(page), You=goes_on) for part in said)
    return Tone.NOTE, "Nothing to do", sentence, lede


def decision_panel(page: CasePage, zone: str) -> dict[str, Any]:
    """Return what the page says of a decision that stands: what it means, when it begins and ends, what stays."""
    decision, works = page.decision, page.restriction
    if decision is None or not decision.served or page.is_member or page.outcome in {"reversed", "lapsed", "moot"}:
        return {}
    who = "the agency" if page.is_agency else "you"
    begins = ""
    if works is not None:
        begins = f"It began on {words.day(words.local_date(works.since, zone))}."
    elif decision.measure.restricts and not page.outcome and decision.period_until is not None:
        begins = f"It does not begin before {words.deadline(decision.period_until, zone)}."
    ends = ""
    if works is not None and works.ends_at is not None:
        ends = f"It ends by itself on {words.deadline(works.ends_at, zone)}."
    elif decision.measure.has_end and not page.outcome:
        ends = f"It ends by itself {words.counted(decision.days, 'day')} after it began."
    what = named(decision.measure, days=decision.days)
    return {
        "what": f"{what[:1].upper()}{what[1:]}",
        "by": words.listed(page.decided_by),
        "means": meaning(decision.measure, who=who),
        "begins": begins,
        "ends": ends,
        "exit": page.exit if not page.outcome and decision.measure.restricts else "",
        "stays": STAYS,
        "restricts": decision.measure.restricts,
    }


def _whose(page: CasePage) -> str:
    return page.account_name if page.is_agency else "your account"
