"""The passages that letters about a decision share."""

from __future__ import annotations

from datetime import datetime

from fairnotice.notices import words
from fairnotice.notices.decided import PERMANENT, DecisionReasons
from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Link, Record, Records, Section
from fairnotice.notices.measures_said import NAMED, means, stays


def rests_on(to: Envelope, why: DecisionReasons) -> Section:
    """Return the facts, the numbers, who found them, and who decided."""
    facts = words.some_of([fact.id for fact in why.facts])
    numbers = (why.numbers,) if why.numbers else ()
    days = [fact.on for fact in why.facts]
    first, last = min(days), max(days)
    when = f"of {to.day(first)}" if first == last else f"from {to.day(first)} to {to.day(last)}"
    return Section(
        "WHAT IT RESTS ON",
        (
            f"{words.counted(len(why.facts), 'fact')} {when}: {facts}. Each stands below with its day.",
            *numbers,
            f"{why.source} {why.detection} {why.deciding}",
        ),
    )


def reasons(why: DecisionReasons) -> Section:
    """Return each person's reasons under their name, and what was weighed."""
    quoted = tuple(f'"{" ".join(view.reasons.split())}" {view.name}.' for view in why.views)
    return Section("WHY", (*quoted, why.weighed))


def why_not_less(why: DecisionReasons) -> tuple[Section, ...]:
    """Return why each lesser measure does not do; nothing where there is none."""
    if not why.lesser:
        return ()
    said = tuple(f'{NAMED[m][:1].upper()}{NAMED[m][1:]}: "{" ".join(text.split())}"' for m, text in why.lesser)
    return (Section("WHY NOT LESS", said),)


def what_it_means(to: Envelope, why: DecisionReasons) -> Section:
    """Return what the measure does, where, and what it does not touch."""
    return Section("WHAT IT MEANS", (f"{means(why.measure, to)} {stays(to)}", f"{why.scope} {why.territory}"))


def begins_and_ends(to: Envelope, why: DecisionReasons, example: datetime | None) -> Section:
    """Return when it begins at the earliest, and when it ends by itself or earlier."""
    shown = ""
    if example is not None:
        shown = (
            f" If you open this letter on {words.weekday(to.written_on)}, that is not before {to.deadline(example)}."
        )
    if why.ends == PERMANENT:
        end = "It is permanent. You can ask us at any time to look again."
    else:
        end = f"It ends by itself: {why.ends}. Nothing makes it longer."
    return Section(
        "WHEN IT BEGINS AND ENDS", (f"{why.begins}{shown}", end, f"It ends earlier, or changes: {why.remedy}")
    )


def to_object(to: Envelope, why: DecisionReasons) -> Section:
    """Return how to object, until when, and what happens to the measure meanwhile."""
    month = words.counted(why.complaint.months, "month")
    waits = "Until you have the answer it does not begin. " if why.measure.restricts else ""
    answer = words.counted(why.complaint.answer_days, "day")
    return Section(
        "TO OBJECT",
        (
            (
                f"You can object for {month} from the day this letter reaches you. It is free. Somebody who took no "
                f"part reads the case anew and answers in writing within {answer}."
            ),
            f"{waits}If we are late, the decision is undone by itself. To ask, write in the case at any time.",
        ),
        link=Link(f"Object to the decision in case {to.case}", f"{to.case_url}object/"),
    )


def facts_relied_on(facts: tuple[Record, ...]) -> tuple[Records, ...]:
    """Return every fact relied on, as the list below the signature."""
    return (Records(f"What the decision rests on ({len(facts)})", facts, ("Fact", "Day", "What it is")),)
