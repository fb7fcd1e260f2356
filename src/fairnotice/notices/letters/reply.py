"""A person's answer to a question, with the facts it rests on."""

from __future__ import annotations

from fairnotice.notices import passages, words
from fairnotice.notices.breach import BreachReasons
from fairnotice.notices.documents import Document
from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter, Records, Section
from fairnotice.notices.stated_facts import require
from fairnotice.notices.threads import AnswerTime, Cites, Question
from fairnotice.notices.writing import Reasons, write


def reply(
    to: Envelope,
    why: Reasons,
    *,
    question: Question,
    answer: str,
    cites: Cites,
    time: AnswerTime | None = None,
    question_days: int = 14,
) -> Letter:
    """
    Return the answer to a question in a case.

    *time* is the account's time to answer as it goes on now; None when none is open.

    Raises:
        FactsMissing: the answer is blank.
    """
    require(answer=answer)
    facts = [f"{c.id}, {c.client_name}, ended {to.day(c.ended_on)}. {c.why}" for c in cites.contracts]
    facts.extend(f"{act.id}, {to.day(act.on)}. Supported by {act.supported_by}." for act in cites.acts)
    if cites.remedy:
        facts.extend(why.ways_out if isinstance(why, BreachReasons) else passages.ways_out(to, why.remedy))
    return write(
        Document.REPLY,
        to,
        why,
        subject=f"Our answer to your question of {to.day(question.asked_on)}",
        opening=(
            (
                f"You asked us on {to.day(question.asked_on)}, under reference {question.reference}. "
                f"{to.signed_by or 'A person of our team'} has read it, and this is the answer."
            ),
            passages.nothing_restricted(to),
        ),
        sections=(
            Section("YOU ASKED", (f'"{" ".join(question.text.split())}"',)),
            Section("OUR ANSWER", tuple(p.strip() for p in answer.split("\n\n") if p.strip())),
            *_times_to_call(cites),
            *((Section("THE FACTS BEHIND IT", (), items=tuple(facts)),) if facts else ()),
            passages.the_rule(why.rule),
            Section("WHAT FOLLOWS", (_time(to, time),)),
            passages.to_object(to, question_days=question_days),
        ),
        records=_records(cites),
    )


def _times_to_call(cites: Cites) -> tuple[Section, ...]:
    """Return when we can call; whoever asked writes back which of them they choose."""
    if not cites.call_times:
        return ()
    choose = ("Write to us in the case which of these suits you, or name another. We call you then.",)
    return (Section("WHEN WE CAN CALL YOU", choose, items=cites.call_times),)


def _records(cites: Cites) -> tuple[Records, ...]:
    """Return the cited contracts in full."""
    if not cites.contracts:
        return ()
    return (Records("Named in this answer", tuple(map(passages.record, cites.contracts))),)


def _time(to: Envelope, time: AnswerTime | None) -> str:
    """Return what the answer means for the account's own time."""
    if time is None:
        return "Nothing is asked of you. The case goes on as it was."
    if time.due_at is None:
        return words.not_started(time.days)
    return f"Your time stood still while we owed you this. It now ends on {to.deadline(time.due_at)}."
