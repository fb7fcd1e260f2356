"""Word to a team member whose contract is named in a case about the agency's breach."""

from __future__ import annotations

from datetime import date, datetime

from fairnotice.notices import passages, words
from fairnotice.notices.breach import BreachPart, BreachReasons
from fairnotice.notices.documents import Document
from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Letter, Link, Section
from fairnotice.notices.writing import write_about_breach


def violation_member(
    to: Envelope,
    why: BreachReasons,
    *,
    part: BreachPart,
    manager_name: str,
    manager_told_on: date,
    speak_until: datetime,
) -> Letter:
    """
    Return the letter to a member: the agency's rule, the member's own contracts, and nobody else's.

    *part* is what of the evidence this member worked.
    """
    contracts = part.contracts
    agency = to.account_name
    own = words.listed(contracts)
    days = words.listed([to.day(act.on) for act in why.acts])
    until = to.deadline(speak_until)
    return write_about_breach(
        Document.VIOLATION_MEMBER,
        to,
        why,
        subject=f"About {own} at {agency}, {to.day(to.written_on)}",
        opening=(
            (
                f"This letter opens nothing against you. {agency}'s manager, {manager_name}, was told on "
                f"{to.day(manager_told_on)} that the agency is said to have broken a rule. "
                f"{'Contracts' if len(contracts) > 1 else 'A contract'} that you worked is named there, so you should "
                "hear it from us."
            ),
            passages.nothing_restricted(to),
        ),
        sections=(
            passages.the_rule(
                why.rule,
                also=(
                    (
                        "It concerns the agency. What you did yourself is yours alone, and what others did is theirs. "
                        "Any step about you would come with its own letter first."
                    ),
                ),
            ),
            Section(
                "WHAT CONCERNS YOU",
                (
                    (
                        f"You worked {own}. The agency's act of {days} is "
                        "said to have to do with it. What other members did is not shown to you, nor yours to them. "
                        "No person has decided anything."
                    ),
                ),
            ),
            Section(
                "WHAT YOU CAN DO",
                (
                    (
                        f"You need do nothing. Do you know how it was? Tell us by {until}, and we read "
                        f"it before we go on with the agency's case. It is best to talk with {manager_name} too."
                    ),
                ),
                link=Link(f"Tell us how it was in case {to.case}", f"{to.case_url}statement/"),
            ),
            Section(
                "WHAT FOLLOWS",
                ("A person looks at the agency's case. That touches neither your bids, your pay nor your stats.",),
            ),
            passages.to_object_part(to),
        ),
        records=part.records(),
    )
