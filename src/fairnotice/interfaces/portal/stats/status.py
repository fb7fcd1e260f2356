"""Where an account stands, in three sentences that answer: am I in trouble, can I work, what do I do."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse

from fairnotice.evaluation.result import Estimate, Verdict
from fairnotice.interfaces.portal.components import Chip, Deed, Status, Tone
from fairnotice.interfaces.portal.deadlines import deadline_chip, next_look_chip, not_started_chip
from fairnotice.notices import words
from fairnotice.queries.stats import OpenCase, Stats

POSSESSIVE = "\N{RIGHT SINGLE QUOTATION MARK}s"


def status_of(stats: Stats, *, now: datetime) -> Status:
    """Return the status line of a stats page."""
    seen = stats.explanation
    if not stats.access.sees_all:
        return _of_member(stats)
    whose = "your" if _own(stats) else f"{seen.name}{POSSESSIVE}"
    if stats.case is not None:
        return _in_a_case(stats, stats.case, whose, now)
    if seen.verdict is Verdict.INSUFFICIENT_EVIDENCE:
        return _unknown(stats)
    if seen.verdict is Verdict.FINDING:
        return Status(
            Tone.NOTE,
            "Nothing to do yet",
            f"Too many of {whose} clients were unhappy, and a letter about it is on its way.",
            f"{_goes_on(stats)} Your time to answer starts when the letter reaches you.",
        )
    return _quiet(stats, whose)


def _unknown(stats: Stats) -> Status:
    """Return the calm answer where too little is known."""
    chip = next_look_chip(stats.explanation.provenance.next_look_on)
    if not stats.explanation.contracts:
        lede = "Your first rated contract appears here. Until then nothing can count against you."
        return Status(Tone.NOTE, "Nothing to do", "There is nothing to measure yet.", lede, chip)
    return Status(
        Tone.NOTE,
        "Nothing to do",
        "There is too little recent work to say anything about its quality.",
        "That is an answer of its own, and it never counts against you. "
        "No warning and no limit can follow from it, however long it lasts.",
        chip,
    )


def _quiet(stats: Stats, whose: str) -> Status:
    """Return the status of an account to which nothing happens: satisfied clients, doubt, or an early word."""
    seen = stats.explanation
    chip = next_look_chip(seen.provenance.next_look_on)
    if seen.verdict is Verdict.HEADS_UP:
        return Status(
            Tone.NOTE,
            "Nothing to do",
            f"Some of {whose} recent clients were unhappy, so this is an early word.",
            "It is private and has no consequence. No clock runs, and nobody else sees it. "
            "Below stands what would help.",
            chip,
        )
    if isinstance(seen.estimate, Estimate) and seen.estimate.v >= seen.keeps:
        sentence = f"We are not sure enough that {whose} clients are unhappy, so nothing follows."
        lede = f"{_goes_on(stats)} Below stands what we see and what would help."
        return Status(Tone.CALM, "Nothing to do", sentence, lede, chip)
    sentence = f"{whose[0].upper()}{whose[1:]} clients are satisfied."
    return Status(Tone.CALM, "Nothing to do", sentence, _goes_on(stats), chip)


def _of_member(stats: Stats) -> Status:
    """Return the status line of a member's own part of an agency."""
    name, part = stats.explanation.name, stats.own_part
    chip = next_look_chip(stats.explanation.provenance.next_look_on)
    lede = (
        f"Nothing here is about anybody else, and nothing is restricted. What {name} is told rests on all its members."
    )
    if part is None or part.rated == 0:
        return Status(Tone.NOTE, "Nothing to do", f"None of your contracts at {name} is rated yet.", lede, chip)
    rated = words.counted(part.rated, "rated contract")
    return Status(
        Tone.NOTE,
        "Nothing to do",
        f"Of your {rated} at {name}, clients were satisfied with {part.satisfied}.",
        lede,
        chip,
    )


def _own(stats: Stats) -> bool:
    """Say whether the page speaks to the freelancer it measures."""
    return stats.explanation.kind != "agency"


def _goes_on(stats: Stats) -> str:
    """Return that nothing is restricted, and what the account goes on doing."""
    if _own(stats):
        return "Nothing is restricted. You go on bidding, working and getting paid."
    return "Nothing is restricted. Your team goes on bidding, working and getting paid."


def _in_a_case(stats: Stats, case: OpenCase, whose: str, now: datetime) -> Status:
    """Return the status line of an account with an open case."""
    page = reverse("case", args=[case.reference])
    letter = _letter(case)
    goes_on = _goes_on(stats)
    if case.waits_for_answer:
        sentence = f"Too many of {whose} clients were unhappy, and we are now sure enough to say so."
        lede = f"{goes_on} We ask you for an answer, and there is time to improve."
        if case.answer_due_at is None:
            chip: Chip | None = None if case.letter_opened else not_started_chip()
        else:
            chip = deadline_chip("Answer", case.answer_due_at, zone=stats.zone, now=now)
        deeds = (Deed(f"Answer case {case.reference}", page, primary=True), *letter)
        return Status(Tone.WAIT, "Please act", sentence, lede, chip, deeds if stats.access.answers else letter)
    sentence, word = {
        "under_review": (f"A person is reading case {case.reference} and replies with numbers.", "Nothing to do now"),
        "improving": ("There is time to improve, and only new work counts now.", "Nothing to send"),
        "re_evaluated": ("The work since the letter has been looked at.", "Nothing to do now"),
    }.get(case.stage, (f"Case {case.reference} is open.", "Open"))
    chip = deadline_chip("Improve", case.improve_due_at, zone=stats.zone, now=now) if case.improve_due_at else None
    return Status(Tone.NOTE, word, sentence, goes_on, chip, (Deed(f"Open case {case.reference}", page), *letter))


def _letter(case: OpenCase) -> tuple[Deed, ...]:
    """Return the way to the letter, if there is one to this reader."""
    if case.letter_id is None or case.letter_on is None:
        return ()
    return (Deed(f"Read the letter of {words.day(case.letter_on)}", reverse("letter", args=[case.letter_id])),)
