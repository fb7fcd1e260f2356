"""A decision, with its whole statement of reasons: to those who answer for the account."""

from __future__ import annotations

from datetime import datetime

from fairnotice.cases.measures import Measure
from fairnotice.notices import decision_passages as said
from fairnotice.notices import passages, words
from fairnotice.notices.decided import DecisionReasons
from fairnotice.notices.documents import Document
from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter, Section
from fairnotice.notices.measures_said import means, named, others_untouched
from fairnotice.notices.writing import Reasons, write


def decision(
    to: Envelope, why: Reasons, decided: DecisionReasons, *, example_begins_at: datetime | None = None
) -> Letter:
    """
    Return the letter that serves a decision to an owner, a manager, a freelancer or a client.

    *example_begins_at* is when it could begin at the earliest were the letter opened on the day it is dated.
    """
    measure = decided.measure
    name = to.account_name if to.is_agency else "Your account"
    restricts = measure.restricts
    sections = [
        passages.the_rule(decided.rule),
        said.rests_on(to, decided),
        said.reasons(decided),
        *said.why_not_less(decided),
        said.what_it_means(to, decided),
        *([said.begins_and_ends(to, decided, example_begins_at)] if restricts else []),
        _what_helps(to, decided),
        _what_follows(to, decided),
        said.to_object(to, decided),
    ]
    return write(
        Document.DECISION,
        to,
        why,
        subject=f"{name}: our decision of {to.day(to.written_on)}, {named(measure, days=decided.days)}",
        opening=(_outcome(to, decided), _today(to, decided)),
        sections=tuple(sections),
        records=said.facts_relied_on(decided.facts),
    )


def advice(to: Envelope, why: Reasons, decided: DecisionReasons) -> Letter:
    """Return the letter that ends a case with advice: nothing is limited, and nothing counts as a warning."""
    name = to.account_name if to.is_agency else "Your account"
    return write(
        Document.ADVICE,
        to,
        why,
        subject=f"{name}: our advice of {to.day(to.written_on)}",
        opening=(
            f"Case {to.case} ends with advice, and with nothing else. {means(Measure.ADVICE, to)}",
            passages.nothing_restricted(to),
        ),
        sections=(
            passages.the_rule(decided.rule),
            said.rests_on(to, decided),
            said.reasons(decided),
            Section("WHAT HELPS", (decided.remedy,)),
            Section("WHAT FOLLOWS", ("Nothing. The case is over when this letter reaches you.",)),
            said.to_object(to, decided),
        ),
        records=said.facts_relied_on(decided.facts),
    )


def _outcome(to: Envelope, decided: DecisionReasons) -> str:
    """Return the fact first, without a buffer: what was decided, by whom, about whom."""
    names = words.listed([view.name for view in decided.views])
    stands = {"owner": f"You own {to.account_name}", "manager": f"You manage {to.account_name}"}.get(
        to.role, f"You have an account on {to.marketplace}"
    )
    each = " Each wrote down a view before seeing the other's." if len(decided.views) > 1 else ""
    what = named(decided.measure, days=decided.days)
    about = "for the agency" if to.is_agency else "for your account"
    return f"{stands}. {names} decided on {what} {about}.{each} {others_untouched(to)}"


def _today(to: Envelope, decided: DecisionReasons) -> str:
    """Return what it means today."""
    if not decided.measure.restricts:
        return passages.nothing_restricted(to)
    who = "the team goes" if to.is_agency else "you go"
    return f"It has not begun. Until it does, {who} on bidding, working and getting paid."


def _what_helps(to: Envelope, decided: DecisionReasons) -> Section:
    """Return what the reader can do before it begins, or next."""
    if not decided.measure.restricts:
        return Section("WHAT HELPS", (decided.remedy, "The next step, if there is one, needs its own letter first."))
    whose = "the agency" if to.is_agency else "you"
    return Section(
        "WHAT HELPS",
        (
            (
                f"Show us what we missed, or what {whose} changed, before it begins. A person reads the facts again "
                "on that day, and does not let it begin if they no longer hold."
            ),
        ),
    )


def _what_follows(to: Envelope, decided: DecisionReasons) -> Section:
    """Return what comes next by when, and what ends it if we are late."""
    if not decided.measure.restricts:
        return Section("WHAT FOLLOWS", ("Nothing more in this case. It is over when this letter reaches you.",))
    members = "Members whose work is named hear about their own part. " if to.is_agency else ""
    return Section(
        "WHAT FOLLOWS",
        (
            (
                f"{members}When the time before it is over, a person must let it begin, by name. No program does. If "
                "nobody does so in time, the decision falls and leaves no trace. You get a letter on the day it begins."
            ),
        ),
    )
