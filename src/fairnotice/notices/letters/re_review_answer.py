"""A promised second look, answered with numbers."""

from __future__ import annotations

from datetime import date

from fairnotice.notices import passages, words
from fairnotice.notices.documents import Document
from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter, Link, Records, Section, Table
from fairnotice.notices.stated_facts import DatedContract, FactsMissing, Rule, require
from fairnotice.notices.statement import MemberPart
from fairnotice.notices.threads import Measured


def re_review_answer(
    to: Envelope,
    rule: Rule,
    *,
    promised_on: date,
    new: tuple[DatedContract, ...],
    history: tuple[Measured, ...],
    corrected: tuple[DatedContract, ...] = (),
    snapshot: str,
    next_look_on: date,
    ended: str = "",
    part: MemberPart | None = None,
) -> Letter:
    """
    Return the answer to a promise to look again: what was rated since, and the numbers then and now.

    *history* is oldest first; the last column is today. *ended* names in one sentence what this ends, if anything.
    A member sees their own *part* of what is new, and no numbers of the agency.

    Raises:
        FactsMissing: nothing new was rated or corrected, or there are no numbers.
    """
    require(contracts=(*new, *corrected), numbers=history, data_snapshot=snapshot)
    member = to.role == "member"
    if member:
        new = _own(new, part)
    whose = f"A new rating of {to.account_name}" if member else "Your new rating"
    about = to.account_name if to.is_agency else "your account"
    return Letter(
        document=Document.RE_REVIEW_ANSWER,
        language=to.language,
        subject=f"{whose} has been counted: our answer of {to.day(to.written_on)}",
        salutation=passages.salutation(to),
        opening=(
            (
                f"On {to.day(promised_on)} we promised to look again when a new contract of {about} was rated. "
                f"{CORRECTED if corrected and not new else HAPPENED} {ended or 'Nothing is asked of you.'}"
            ),
            passages.nothing_restricted(to),
        ),
        sections=(
            passages.the_rule(rule),
            *(_told_to_managers() if member else (_numbers(to, history),)),
            *_new(to, new),
            *_corrected(to, corrected),
            Section(
                "WHAT FOLLOWS",
                (f"Nothing from this letter. The next look is on {to.day(next_look_on)}, like everybody's.",),
                link=Link("Open the stats page", to.stats_url),
            ),
            Section(
                "TO OBJECT",
                ("Is a number here wrong? Each contract and its reason can be seen and contested.",),
                link=Link("See each contract and contest one", to.contracts_url),
            ),
        ),
        signature=to.signature,
        reference=to.reference,
        records=((Records(f"New ({len(new)})", tuple(map(passages.record, new))),) if new else ())
        + ((Records(f"Corrected ({len(corrected)})", tuple(map(passages.record, corrected))),) if corrected else ())
        + (passages.records(part) if member and part else ()),
        footer=passages.footer(to, starts_time=False, snapshot=snapshot, clause=rule),
        written_on=to.written_on,
    )


HAPPENED = "That has happened, and this is the result."
CORRECTED = "A contract that we knew counts otherwise now, so we looked again, and this is the result."


def _corrected(to: Envelope, corrected: tuple[DatedContract, ...]) -> tuple[Section, ...]:
    """Return what counts otherwise than it did: a fact was corrected, or a dispute decided."""
    if not corrected:
        return ()
    counts = words.counted(len(corrected), "known contract")
    verb = "counts" if len(corrected) == 1 else "count"
    items = tuple(f"{c.id}, {c.client_name}, ended {to.day(c.ended_on)}. {c.why}" for c in corrected)
    return (Section("CORRECTED SINCE THEN", (f"{counts} {verb} otherwise now:",), items=items),)


def _own(new: tuple[DatedContract, ...], part: MemberPart | None) -> tuple[DatedContract, ...]:
    """
    Return what is new of the member alone.

    Raises:
        FactsMissing: nobody says which part is theirs.
    """
    if part is None:
        raise FactsMissing("own part")
    return tuple(c for c in new if c.worker_id == part.unsatisfied[0].worker_id)


def _told_to_managers() -> tuple[Section, ...]:
    """Return what a member reads in place of the agency's numbers."""
    return (Section("THE NUMBERS", ("The agency's numbers go to its managers. Your own stand on your stats page.",)),)


def _numbers(to: Envelope, history: tuple[Measured, ...]) -> Section:
    """Return the numbers of today in words, and then and now side by side."""
    return Section("THE NUMBERS", (_result(history[-1]),), table=_table(to, history))


def _new(to: Envelope, new: tuple[DatedContract, ...]) -> tuple[Section, ...]:
    """Return what was rated since."""
    if not new:
        return ()
    counts = words.counted(len(new), "new contract")
    items = tuple(f"{c.id}, {c.client_name}, ended {to.day(c.ended_on)}. {c.why}" for c in new)
    return (Section("NEW SINCE THEN", (f"{counts} {passages.were(len(new))} rated:",), items=items),)


def _result(now: Measured) -> str:
    """Return today's numbers in words."""
    if now.numbers is None:
        return (
            f"{words.counted(now.rated, 'rated contract')} with {words.counted(now.clients, 'client')}: still too "
            "little to say anything. It never counts against you. No warning can follow from it."
        )
    return passages.estimate(now.numbers)


def _table(to: Envelope, history: tuple[Measured, ...]) -> Table:
    """Return then and now side by side."""
    rows = (
        ("rated contracts, clients", *(f"{m.rated}, {m.clients}" for m in history)),
        ("estimate of 100 satisfied", *(_shown(m, "mean") for m in history)),
        ("most likely between", *(_shown(m, "likely") for m in history)),
        ("very likely between", *(_shown(m, "very") for m in history)),
        (f"chance of being below {_standard(history)}".rstrip(), *(_shown(m, "chance") for m in history)),
    )
    return Table(("", *(words.short_day(m.on, language=to.language) for m in history)), rows)


def _standard(history: tuple[Measured, ...]) -> str:
    """Return the standard that the chance is about."""
    return next((words.of_100(m.numbers.standard) for m in history if m.numbers), "")


def _shown(measured: Measured, figure: str) -> str:
    """Return one cell; ``none`` where there was not enough evidence."""
    n = measured.numbers
    if n is None:
        return "none"
    standard = (n.standard,)
    low, high = (n.likely_low, n.likely_high) if figure == "likely" else (n.low, n.high)
    if figure == "mean":
        return words.of_100(n.mean, limits=standard)
    if figure == "chance":
        return f"{words.of_100(n.chance_below, limits=(n.bar, n.keeps))} in 100"
    return f"{words.of_100(low, limits=standard)} and {words.of_100(high, limits=standard)}"
