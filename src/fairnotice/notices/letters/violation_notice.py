"""The first letter of a case about a recorded breach: to the people who answer for the account."""

from __future__ import annotations

from datetime import datetime

from fairnotice.notices import passages, words
from fairnotice.notices.breach import BreachReasons, sentence
from fairnotice.notices.documents import Document
from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter, Link, Section
from fairnotice.notices.writing import write_about_breach
from fairnotice.policy.rulebook import Deadlines


def violation_notice(
    to: Envelope,
    why: BreachReasons,
    *,
    deadlines: Deadlines,
    example_due_at: datetime | None = None,
    asks_to_sign: bool = False,
) -> Letter:
    """
    Return the letter that opens a case about a breach, to a manager, an owner or a freelancer.

    *example_due_at* is when the time to answer would end were the letter opened on the day it is dated.
    *asks_to_sign*: the policy asks the account to confirm that it has read the rule.
    """
    named = f"{to.account_name}: please" if to.is_agency else "Please"
    return write_about_breach(
        Document.VIOLATION_NOTICE,
        to,
        why,
        subject=f"{named} answer our letter of {words.weekday(to.written_on)} about rule {why.rule.id}",
        opening=(_opening(to, why), passages.nothing_restricted(to)),
        sections=(
            passages.the_rule(why.rule),
            _rests_on(to, why),
            passages.answer_time(to, deadlines, example_due_at),
            _what_helps(to, why),
            *([_to_sign(to)] if asks_to_sign else []),
            _what_follows(to, why, deadlines),
            passages.to_object(to, question_days=deadlines.question, what="what was reported"),
        ),
    )


def _opening(to: Envelope, why: BreachReasons) -> str:
    """Return where this comes from and what it is, without a buffer."""
    days = words.listed([to.day(act.on) for act in why.acts])
    stands = {"owner": f"own {to.account_name}", "manager": f"manage {to.account_name}"}.get(to.role, "work")
    whose = "The agency is" if to.is_agency else "You are"
    return (
        f"You {stands} on {to.marketplace}. {whose} said to have broken rule {why.rule.id} on {days}. "
        "We want to hear you before anybody decides."
    )


def _rests_on(to: Envelope, why: BreachReasons) -> Section:
    """Return each act with its day, its evidence and how we know of it."""
    told = []
    for act in why.acts:
        who = f" It was done by {act.actor_name}, who stands for the agency." if act.actor_name else ""
        told.append(
            f'{act.id}, {to.day(act.on)}: "{sentence(act.description)}"{who} '
            f"What supports it: {act.supported_by}. {act.found}"
        )
    return Section("WHAT IT RESTS ON", (*told, "A person read it before this letter was sent. No person has decided."))


def _what_helps(to: Envelope, why: BreachReasons) -> Section:
    """Return what would end it, easiest first."""
    this = "each of them" if len(why.acts) > 1 else "it"
    whose = "the agency" if to.is_agency else "you"
    return Section(
        "WHAT HELPS",
        (
            (
                f"Tell us how it was. Did {this} not happen, or happen in another way? Was it somebody else? "
                "Was it agreed with the client? Say so, and name what shows it."
            ),
            (
                f"Without evidence that stands, the case ends and counts for nothing. If it did happen, tell us what "
                f"{whose} will do so that it does not happen again."
            ),
        ),
    )


def _to_sign(to: Envelope) -> Section:
    """Return the request to confirm that the rule was read, which has no consequence."""
    return Section(
        "PLEASE CONFIRM that you have read the rule",
        (
            (
                "This is apart from your answer. It admits nothing and gives up nothing. "
                "If you do not confirm, nothing follows from that."
            ),
        ),
        link=Link(f"Read the rule and confirm in case {to.case}", f"{to.case_url}sign/"),
    )


def _what_follows(to: Envelope, why: BreachReasons, deadlines: Deadlines) -> Section:
    """Return what comes next by when, and the most that may come."""
    steps = []
    if to.is_agency:
        steps.append(
            "Members whose contracts are named hear about their own part "
            f"{words.counted(deadlines.head_start, 'day')} after this letter reaches you."
        )
    steps.append(
        "When you have answered, or your time is over, a person reads the case within "
        f"{words.counted(deadlines.review, 'day')}. If nobody does, the case ends. Not answering is no admission."
    )
    most = f"Nothing can be restricted by this letter. The most that can follow is {why.most}."
    if why.limits:
        first = words.counted(min(deadlines.notice_hold, deadlines.notice_closure), "day")
        most += f" It would come with its own letter, and begin {first} after that letter at the earliest."
    else:
        most += " It limits neither work nor pay."
    most += f" {why.why_most}"
    return Section(
        "WHAT FOLLOWS",
        (" ".join(steps), most),
        link=Link("See the whole record, with what counts and until when", to.record_url),
    )
