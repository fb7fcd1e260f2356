"""Where a case stands in three sentences: what it is, what it means today, what to do and by when."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from django.urls import reverse

from fairnotice.interfaces.portal.case import deciding
from fairnotice.interfaces.portal.components import Chip, Deed, Status, Tone
from fairnotice.notices import words
from fairnotice.queries.case_page import CasePage, Deadline
from fairnotice.queries.case_page import Deed as May

UNRESTRICTED = "Nothing is restricted and nothing is decided. {You} on bidding, working and getting paid."
ENDED_HEADLINE: Mapping[str, str] = {
    "withdrawn": "We took this case about {whose} back.",
    "improved": "Clients are satisfied again, and this case is over.",
    "reversed": "The decision about {whose} is withdrawn, as if it had never been made.",
    "lapsed": "This case ended in {favor} favor, because we did not do our part in time.",
}
LAPSED_BECAUSE = {
    "improvement_lapsed": "This case ended in {favor} favor, because there was too little later work to judge.",
    "finding_lapsed": "This case ended in {favor} favor, because nothing new was rated for long.",
}
"""Cases that lapsed for another reason than our own silence, by the step that ended them."""

DECIDED_CHIPS: Mapping[str, tuple[str, Tone]] = {
    "decision": ("Falls on", Tone.NOTE),
    "notice_period": ("Does not begin before", Tone.WAIT),
    "effect": ("Begins, or falls, by", Tone.WAIT),
    "restriction_end": ("Ends on", Tone.GRAVE),
}
"""How the date of each clock after a decision is said, and in which tone."""


def status_of(page: CasePage, *, zone: str, now: datetime) -> Status:
    """Return the first three sentences of the page for its reader, whose time is that of *zone*."""
    tone, word, sentence, lede = _sentences(page, zone)
    return Status(tone=tone, word=word, sentence=sentence, lede=lede, chip=chip_of(page, zone, now), deeds=_deeds(page))


def _sentences(page: CasePage, zone: str) -> tuple[Tone, str, str, str]:
    if page.outcome:
        return _ended(page)
    if page.is_member:
        return _member(page)
    if page.question_open and page.stage == "awaiting_response":
        return (
            Tone.NOTE,
            "Our turn",
            f"A question about {whose(page)} waits for our reply.",
            f"{unrestricted(page)} The time to answer stands still until we reply.",
        )
    return OF_STAGE[page.stage](page, zone)


def whose(page: CasePage) -> str:
    """Return "your work", or the agency's name; of a case about acts the rule."""
    if page.about_acts and not page.is_agency:
        return f"rule {page.provision.id}"
    return page.account_name if page.is_agency else "your work"


def unrestricted(page: CasePage) -> str:
    """Return the sentences that say what has not happened."""
    return UNRESTRICTED.format(You="The team goes" if page.is_agency else "You go")


def _unread(page: CasePage, zone: str) -> tuple[Tone, str, str, str]:
    del zone
    sentence = f"There is a letter for you about {whose(page)}."
    if page.second_round:
        sentence = f"We looked at {whose(page)} again, and there is a letter for you."
    return Tone.WAIT, "Your turn", sentence, f"{unrestricted(page)} Your time to answer starts when you open it."


def _awaiting(page: CasePage, zone: str) -> tuple[Tone, str, str, str]:
    del zone
    where = f"at {page.account_name}" if page.is_agency else "in your work"
    sentence = f"We asked what will change {where}, and we are waiting for your answer."
    if page.about_acts:
        sentence = f"We asked how it was, and we are waiting for {_your(page)} answer."
    if page.second_round:
        sentence = f"The later work is still below the standard, and we are waiting for {_your(page)} answer."
    days = words.counted(page.policy.deadlines.review, "day")
    return Tone.WAIT, "Your turn", sentence, f"{unrestricted(page)} If you answer, a person reads it within {days}."


def _your(page: CasePage) -> str:
    return "the agency's" if page.is_agency else "your"


def _under_review(page: CasePage, zone: str) -> tuple[Tone, str, str, str]:
    del zone
    sentence = "A person is reading your answer, and there is nothing for you to do."
    if not page.answered:
        sentence = "The time to answer is over, and a person now looks at the case."
    if page.handled_by:
        sentence = sentence.replace("A person", page.handled_by, 1).replace("a person", page.handled_by, 1)
    silence = "" if page.answered else " Silence admits nothing. You can still add a statement."
    return Tone.NOTE, "Our turn", sentence, f"{unrestricted(page)}{silence}"


def _improving(page: CasePage, zone: str) -> tuple[Tone, str, str, str]:
    deadline = page.deadline
    until = words.day(words.deadline_day(deadline.due_at, zone)) if deadline and deadline.due_at else ""
    sentence = f"{page.account_name} has time until {until} to show better work."
    if not page.is_agency:
        sentence = f"You have time until {until} to show better work."
    lede = f"{unrestricted(page)} Only contracts that ended after our letter count, and ratings count at once."
    return Tone.NOTE, "Nothing to send", sentence, lede


OF_STAGE: Mapping[str, Callable[[CasePage, str], tuple[Tone, str, str, str]]] = {
    "opened": _unread,
    "re_evaluated": _unread,
    "awaiting_response": _awaiting,
    "under_review": _under_review,
    "improving": _improving,
    "proposed": _under_review,
    "decided": deciding.decided,
    "in_effect": deciding.in_effect,
}
"""One row per open stage, no default."""


def _member(page: CasePage) -> tuple[Tone, str, str, str]:
    if (after := deciding.of_member(page)) is not None:
        return after
    sentence = f"A case about {page.account_name} names contracts that you worked on."
    lede = (
        "It opens nothing against you. Your bids, your pay and your own stats are not touched by it. "
        "You need do nothing, and you can tell your side."
    )
    return Tone.NOTE, "Nothing to do", sentence, lede


def _ended(page: CasePage) -> tuple[Tone, str, str, str]:
    if (on_record := deciding.ended(page)) is not None:
        return on_record
    favor = "the agency's" if page.is_agency else "your"
    headline = next(
        (LAPSED_BECAUSE[step.code] for step in page.timeline if step.code in LAPSED_BECAUSE),
        ENDED_HEADLINE[page.outcome],
    )
    lede = "Nothing is restricted. The case is no warning, and nothing of it counts later."
    return Tone.CALM, "Nothing to do", headline.format(whose=whose(page), favor=favor), lede


def chip_of(page: CasePage, zone: str, now: datetime) -> Chip | None:
    """Return the date that matters to the reader now, or None."""
    deadline = page.deadline
    if deadline is None:
        return None
    if deadline.kind in DECIDED_CHIPS:
        return _decided_chip(page, deadline, zone, now)
    if deadline.due_at is None:
        days = page.policy.deadlines.response
        return Chip("Your time has not started", f"Then you have {words.counted(days, 'full day')}.", Tone.NOTE)
    deed = {
        "response": "Answer by",
        "review": "We reply by",
        "proposal": "We reply by",
        "improvement": "We look again by",
    }[deadline.kind]
    headline = f"{deed} {words.weekday(words.deadline_day(deadline.due_at, zone))}"
    detail = f"{time_and_place(deadline.due_at, zone)} · {words.time_left(deadline.due_at, now=now)}"
    if deadline.stopped:
        return Chip("Your time stands still", "It goes on when we reply. Until then no date moves closer.", Tone.NOTE)
    if deadline.was is not None:
        detail += f" · was {words.day(words.deadline_day(deadline.was, zone))}"
    tone = Tone.WAIT if deadline.kind == "response" else Tone.NOTE
    return Chip(headline, detail, tone, deadline.due_at)


def _decided_chip(page: CasePage, deadline: Deadline, zone: str, now: datetime) -> Chip | None:
    """Return the date of a decision: when it can begin, by when it falls, when it ends."""
    says, tone = DECIDED_CHIPS[deadline.kind]
    if deadline.due_at is None:
        if page.restriction is not None:
            return Chip("Permanent", "You can ask us at any time to look again.", tone)
        return Chip("Nothing has started", "Your time to object starts when the letter reaches you.", Tone.NOTE)
    if deadline.stopped:
        return Chip("This time stands still", "It goes on when we have answered.", Tone.NOTE)
    day = words.weekday(words.deadline_day(deadline.due_at, zone))
    detail = f"{time_and_place(deadline.due_at, zone)} · {words.time_left(deadline.due_at, now=now)}"
    return Chip(f"{says} {day}", detail, tone, deadline.due_at)


def time_and_place(due_at: datetime, zone: str) -> str:
    """Return the last minute before *due_at* and where, such as "11:59 p.m., Lisbon time"."""
    return ", ".join(words.deadline(due_at, zone).split(", ")[3:])


def _deeds(page: CasePage) -> tuple[Deed, ...]:
    deeds: list[Deed] = []
    if May.READ in page.may and page.unread is not None:
        deeds.append(Deed("Read the letter", reverse("letter", args=[page.unread.id]), primary=True))
    if May.ANSWER in page.may:
        deeds.append(Deed("Write the answer", link(page, "answer"), primary=not deeds))
    if May.MORE_TIME in page.may:
        deeds.append(Deed("Ask for more time", link(page, "more-time")))
    if May.OBJECT in page.may:
        deeds.append(Deed("Object to the decision", link(page, "object"), primary=not deeds))
    if May.STATEMENT in page.may and not deeds:
        deeds.append(Deed("Tell your side", link(page, "statement")))
    return tuple(deeds)


def link(page: CasePage, deed: str) -> str:
    """Return where the reader does *deed* in this case."""
    return reverse(f"case-{deed}", args=[page.reference])
