"""An early private word that has no consequence."""

from __future__ import annotations

from fairnotice.notices import passages, words
from fairnotice.notices.documents import Document
from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter, Link, Section
from fairnotice.notices.statement import StatementOfReasons
from fairnotice.notices.writing import write


def heads_up(to: Envelope, why: StatementOfReasons) -> Letter:
    """Return the early word: what we see, what would help, and that nothing follows."""
    n = why.numbers
    newest = words.listed([f"{c.id} ({to.day(c.ended_on)})" for c in why.unsatisfied[:3]])
    whose = f"{to.account_name}'s" if to.is_agency else "your"
    return write(
        Document.HEADS_UP,
        to,
        why,
        subject=f"An early word about {whose} recent contracts. Nothing to answer",
        opening=(
            (
                "This is private and has no consequence. No clock runs, and it is not kept as a warning. "
                "We write because you may want to know before it could matter."
            ),
            passages.nothing_restricted(to),
        ),
        sections=(
            passages.the_rule(why.rule),
            Section(
                "WHAT WE SEE",
                (
                    f"{passages.tally(to, why)} The newest: {newest}.",
                    (
                        f"{passages.estimate(n)} A notice would need {words.of_100(n.bar)} in 100, "
                        "and an unsatisfied contract from now on."
                    ),
                    " ".join((why.detection.by_program, "No person has looked at it.", *passages.left_out(why))),
                ),
            ),
            Section("WHAT WOULD HELP", (_helps(to, why),)),
            Section(
                "WHAT FOLLOWS",
                (
                    (
                        f"Nothing from this letter. We look again on {to.day(why.next_look_on)}, and the stats "
                        "page shows "
                        "the result. You can switch these early words off there."
                    ),
                ),
                link=Link(f"Open {whose} stats", to.stats_url),
            ),
            Section(
                "TO OBJECT",
                ("If one of these contracts should not count, tell us. You lose nothing by it.",),
                link=Link("See each contract and contest one", to.contracts_url),
            ),
        ),
    )


def _helps(to: Envelope, why: StatementOfReasons) -> str:
    """Return what would bring the chance down."""
    halves = why.remedy.halves
    if halves:
        more = words.counted(halves, "satisfied contract")
        return f"{more} with {passages.clients(halves)} would halve that chance. A pause does no harm."
    return f"{' '.join(passages.ways_out(to, why.remedy))} A pause does no harm."
