"""Word to a team member about their own part in an agency's case."""

from __future__ import annotations

from datetime import date, datetime

from fairnotice.notices import passages, words
from fairnotice.notices.documents import Document
from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter, Link, Section
from fairnotice.notices.statement import MemberPart, StatementOfReasons
from fairnotice.notices.writing import write


def team_notice(
    to: Envelope,
    why: StatementOfReasons,
    *,
    part: MemberPart,
    manager_name: str,
    manager_told_on: date,
    speak_until: datetime,
) -> Letter:
    """
    Return the letter to a member: the agency's rule, the member's own contracts, and nobody else's.

    *speak_until* is until when nobody goes on with the agency's case without their word.
    """
    agency = to.account_name
    told = f"{agency}'s manager, {manager_name}, was told on {to.day(manager_told_on)}"
    return write(
        Document.TEAM_NOTICE,
        to,
        why,
        subject=f"About your contracts at {agency}, {to.day(to.written_on)}",
        opening=(
            (
                f"This letter opens nothing against you. {told} that too many of the agency's clients were unhappy. "
                "You worked some of those contracts, so you should hear it from us and see the same facts."
            ),
            passages.nothing_restricted(to),
        ),
        sections=(
            passages.the_rule(why.rule, also=(_your_own_account(),)),
            Section("WHAT CONCERNS YOU", (_own(part), _nobody_elses(why))),
            Section(
                "WHAT YOU CAN DO",
                (_you_can(manager_name, to.deadline(speak_until)),),
                link=Link(f"Tell us about your contracts in case {to.case}", f"{to.case_url}statement/"),
            ),
            Section("WHAT FOLLOWS", (_follows(),)),
            passages.to_object_part(to),
        ),
        records=passages.records(part),
    )


def _your_own_account() -> str:
    """Return what the rule does not mean for the member."""
    return (
        "It concerns the agency. Your own account is judged on your own contracts. "
        "Any step about you would come with its own letter first."
    )


def _own(part: MemberPart) -> str:
    """Return how the member's own contracts came out."""
    good, bad = len(part.satisfied), len(part.unsatisfied)
    return (
        f"Of your {words.counted(part.rated, 'rated contract')} at the agency {words.small(good) if good else 'none'} "
        f"{passages.were(good or 1)} satisfied. {bad} {passages.were(bad)} not: "
        f"{words.some_of([c.id for c in part.unsatisfied])}. Each stands below with its date and the client's words."
    )


def _nobody_elses(why: StatementOfReasons) -> str:
    """Return what is not shown, and who found the facts."""
    return (
        "What other members did is not shown to you, and yours is not shown to them. "
        f"{why.detection.by_program} No person has decided anything."
    )


def _you_can(manager_name: str, until: str) -> str:
    """Return what the member may do, and by when it is read before the case goes on."""
    return (
        "You need do nothing. Is a contract described wrongly? Did a client change the job halfway? "
        f"Tell us by {until}, and we read it before we go on with the agency's case. "
        f"It is best to talk with {manager_name} too."
    )


def _follows() -> str:
    """Return what comes next and what it does not touch."""
    return "A person looks at the agency's case. Your bids, your pay and your own stats are not touched by that."
