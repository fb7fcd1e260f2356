"""The passages that many letters share, each worded once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from fairnotice.notices import words
from fairnotice.notices.breach import BreachPart, BreachReasons
from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Link, Record, Records, Section
from fairnotice.notices.stated_facts import DatedContract, Numbers, Remedy, Rule
from fairnotice.notices.statement import MemberPart, Remeasurement, StatementOfReasons
from fairnotice.policy.rulebook import Deadlines

MOST = 0.5
"""A member who worked more than this share of the unsatisfied contracts is named to the manager."""


def salutation(to: Envelope) -> str:
    """Return how the letter greets."""
    return f"Dear {to.recipient_name}," if to.recipient_name else "Hello,"


def the_rule(rule: Rule, *, also: Sequence[str] = ()) -> Section:
    """Return the clause word for word, with its version and since when it binds."""
    quoted = f'{rule.named}, in force since {words.day(rule.in_force_since)}: "{rule.text}"'
    return Section("THE RULE", (quoted, *also))


def estimate(numbers: Numbers) -> str:
    """Return the estimate with both ranges and the chance, all of 100, never rounded across a limit."""
    standard = (numbers.standard,)
    middle = words.of_100(max(0.0, 2 * numbers.bar - 1))
    return (
        f"Our estimate is {words.of_100(numbers.mean, limits=standard)} of 100 satisfied. "
        f"Most likely ({middle} in 100) it is "
        f"{words.between(numbers.likely_low, numbers.likely_high, limits=standard)}, "
        f"very likely (95 in 100) {words.between(numbers.low, numbers.high, limits=standard)}. "
        f"{chance(numbers)}"
    )


def chance(numbers: Numbers) -> str:
    """Return the sentence about the chance of being below the standard."""
    return (
        f"The chance of being below {words.of_100(numbers.standard)} is "
        f"{words.of_100(numbers.chance_below, limits=(numbers.bar, numbers.keeps))} in 100."
    )


def tally(to: Envelope, why: StatementOfReasons) -> str:
    """Return how many were counted, in which window, and which of them were not satisfied."""
    n = why.numbers
    return (
        f"{words.counted(n.rated, 'rated contract')} with {words.counted(n.clients, 'client')}, "
        f"{to.day(why.window_from)} to {to.day(why.window_to)}. "
        f"{n.satisfied} {were(n.satisfied)} satisfied, {n.unsatisfied} {were(n.unsatisfied)} not: "
        f"{words.some_of([c.id for c in why.unsatisfied])}."
    )


def were(number: int) -> str:
    """Return ``was`` for one, else ``were``."""
    return "was" if number == 1 else "were"


def left_out(why: StatementOfReasons) -> tuple[str, ...]:
    """Return the sentence about the ended contracts that speak neither way, if there are any."""
    number = len(why.left_out)
    if not number:
        return ()
    if number == 1:
        return ("1 contract was left out, with its reason below.",)
    return (f"{words.counted(number, 'contract')} were left out, each with its reason below.",)


def rests_on(to: Envelope, why: StatementOfReasons) -> Section:
    """Return what the letter rests on: counts, estimate, who found it, what was left out, which data."""
    return Section(
        "WHAT IT RESTS ON",
        (
            tally(to, why),
            estimate(why.numbers),
            " ".join((why.detection.said, *left_out(why))),
        ),
    )


def ways_out(to: Envelope, remedy: Remedy) -> tuple[str, ...]:
    """Return what would end it, easiest first, one sentence each; a day that has passed is not named."""
    ways = []
    if remedy.without:
        contracts = words.listed(remedy.without)
        ways.append(f"Contest any contract that should not count. Without {contracts} this ends.")
    if remedy.satisfied_needed:
        needed = words.counted(remedy.satisfied_needed, "more satisfied contract")
        ways.append(f"It {'also ' if ways else ''}ends with {needed} with {clients(remedy.satisfied_needed)}.")
    if remedy.lapses_on and remedy.lapses_on > to.written_on:
        ways.append(f"With no new rated contract the finding ends by itself on {to.day(remedy.lapses_on)}.")
    if remedy.halves and not ways:
        halves = words.counted(remedy.halves, "more satisfied contract")
        ways.append(f"{halves} with {clients(remedy.halves)} would halve the chance.")
    return tuple(ways) or ("Contest any contract that should not count, and we count again.",)


def clients(number: int) -> str:
    """Return ``a new client`` for one, else ``new clients``."""
    return "a new client" if number == 1 else "new clients"


def one_member(why: StatementOfReasons) -> tuple[str, ...]:
    """Return the sentence that names the member who worked most of the unsatisfied contracts, if one did."""
    workers = Counter((c.worker_id, c.worker_name) for c in why.unsatisfied)
    (worker_id, name), number = workers.most_common(1)[0]
    if not worker_id or number <= MOST * len(why.unsatisfied) or number < 2:  # noqa: PLR2004  one contract is no pattern
        return ()
    share = f"All {number}" if number == len(why.unsatisfied) else f"{number} of the {len(why.unsatisfied)}"
    return (f"{share} unsatisfied contracts were worked by one member, {name}.",)


def answer_time(to: Envelope, deadlines: Deadlines, example_due_at: datetime | None) -> Section:
    """Return the section that asks for an answer, for a time that starts with proof of delivery."""
    paragraphs = [
        (
            "Your time has not started. It starts when this letter reaches you: when you open it while signed in, or "
            f"confirm that you saw it. Then you have {words.counted(deadlines.response, 'full day')}."
        ),
    ]
    if example_due_at:
        paragraphs.append(
            f"If you open it on {words.weekday(to.written_on)}, your time ends on {to.deadline(example_due_at)}."
        )
    paragraphs.append(
        f"Need longer? Ask before your time ends, and you get {words.counted(deadlines.extension, 'more day')}. "
        "You need no reason."
    )
    link = Link(f"Answer case {to.case}", to.case_url)
    return Section(f"PLEASE ANSWER within {words.counted(deadlines.response, 'day')}", tuple(paragraphs), link=link)


def to_object(to: Envelope, *, question_days: int, what: str = "a contract") -> Section:
    """Return how to object in an open case to *what* it rests on, and what happens when we are late."""
    return Section(
        "TO OBJECT, OR TO ASK",
        (
            (
                f"Write in the case. You can contest {what}, ask what you want to know, or add what we missed. "
                "It is free, and it is open as long as the case is."
            ),
            (
                f"A person answers a question within {words.counted(question_days, 'day')}. Your own time stands still "
                "until then. If we are late, the case ends."
            ),
        ),
        link=Link(f"Object or ask in case {to.case}", f"{to.case_url}ask/"),
    )


def to_object_after(to: Envelope) -> Section:
    """Return how to object when the case has ended: questions are never refused."""
    return Section(
        "TO OBJECT",
        (
            (
                "Is a number here wrong? Write in the case, also now that it has ended. "
                "It is free, and a person reads it. "
                "The case stays open to read, with each contract and its reason."
            ),
        ),
        link=Link(f"Object or ask in case {to.case}", f"{to.case_url}ask/"),
    )


def to_object_part(to: Envelope) -> Section:
    """Return how a member objects to the way their own contracts are counted."""
    return Section(
        "TO OBJECT, OR TO ASK",
        ("Write in the case how your contracts should count, or ask. It is free, and a person reads it.",),
        link=Link(f"Object or ask in case {to.case}", f"{to.case_url}ask/"),
    )


def nothing_restricted(to: Envelope) -> str:
    """Return the sentence that says what has not happened."""
    if to.role == "member":
        return "Nothing is restricted. You go on working and getting paid."
    who = "your team goes" if to.is_agency else "you go"
    return f"Nothing is restricted: {who} on bidding, working and getting paid."


def nothing_decided_by_it(to: Envelope) -> str:
    """Return what a confirmation changes: nothing, for better or worse."""
    return f"It changes nothing for {'the agency' if to.is_agency else 'you'}, for better or worse."


def no_limit_follows() -> str:
    """Return the sentence that says what cannot happen."""
    return "Nothing can be restricted by this letter. No step in this case limits bids, work or pay."


def record(contract: DatedContract) -> Record:
    """Return one contract as the list below the signature shows it."""
    rating = f" Rated {contract.stars} of 5." if contract.stars is not None else ""
    quoted = f' The client wrote: "{" ".join(contract.comment.split())}"' if contract.comment.strip() else ""
    return Record(contract.id, contract.ended_on, f"{contract.client_name}. {contract.why}{rating}{quoted}")


def records(why: StatementOfReasons | MemberPart | BreachReasons | BreachPart) -> tuple[Records, ...]:
    """Return every contract or act relied on, and what was left out, with date and reason."""
    if isinstance(why, BreachPart | BreachReasons):
        return why.records()
    lists = [
        ("Not satisfied", why.unsatisfied),
        ("Satisfied", why.satisfied),
        ("Left out", why.left_out if isinstance(why, StatementOfReasons) else ()),
    ]
    return tuple(
        Records(f"{heading} ({len(contracts)})", tuple(map(record, contracts)))
        for heading, contracts in lists
        if contracts
    )


def later(after: Remeasurement) -> tuple[Records, ...]:
    """Return every later contract that was counted, with date and reason."""
    lists = (("Later, not satisfied", after.unsatisfied), ("Later, satisfied", after.satisfied))
    return tuple(
        Records(f"{heading} ({len(contracts)})", tuple(map(record, contracts)))
        for heading, contracts in lists
        if contracts
    )


def footer(to: Envelope, *, starts_time: bool, snapshot: str, clause: Rule) -> tuple[str, ...]:
    """Return what stands at the foot of every letter: other redress, records, data, what starts the time."""
    redress = " ".join(
        f"{said.rstrip('.')}." for said in (to.redress_body, to.redress_court, to.redress_office) if said
    )
    lines = [f"Other redress: {redress}"] if redress else []
    if to.contact:
        lines.append(f"Questions about this letter: {to.contact}, reference {to.reference}. A person answers.")
    lines.append(f"Download all records this letter relies on: {to.contracts_url if snapshot else to.record_url}")
    data = f"Numbers: {clause.policy}, version {clause.version}; data as of snapshot {snapshot}."
    lines.append(data if snapshot else f"Rule: {clause.policy}, version {clause.version}. No number decides here.")
    lines.append(
        "Your time starts when you open this letter while signed in, or confirm that you saw it."
        if starts_time
        else "No time of yours starts with this letter."
    )
    return tuple(lines)
