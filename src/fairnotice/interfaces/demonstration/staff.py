"""The demo's quality team: answers questions with facts, takes cases on, gives time to improve."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from fairnotice.actions.acknowledge import Acknowledge, acknowledge
from fairnotice.actions.add_staff import AddStaff, add_staff
from fairnotice.actions.ask import Ask, ask
from fairnotice.actions.claim_case import ClaimCase, claim_case
from fairnotice.actions.open_violation_case import OpenViolationCase, open_violation_case
from fairnotice.actions.own_words import NearCopy
from fairnotice.actions.reply import Reply, reply
from fairnotice.actions.respond import Respond, respond
from fairnotice.actions.start_improvement import StartImprovement, start_improvement
from fairnotice.interfaces import clock
from fairnotice.queries.demonstration import OpenMatter, facts_of, letters_in_hand, matters, violation_to_read
from fairnotice.queries.signing import signing

TEAM = (("ruth.amsel@workmere.example", "Ruth Amsel"), ("ada.marsh@workmere.example", "Ada Marsh"))
QUESTION = "What exactly is this about? Which contracts, and what would change it?"
REPLY = (
    "Your clients in the contracts below were not satisfied, and too many of your recent clients were not.",
    "These contracts above all. Satisfied contracts with new clients change it most; the list is below.",
)
ANSWER = (
    "From now on two of us read every brief together, and nothing is handed over before somebody else has tried it."
)
POINTS = (
    "Three of the comments speak of dates. Agree on days that leave room, and say early when something slips.",
    "What clients miss most is word from you. Write once a week how far the work is, also when nothing has gone wrong.",
    "Several ratings came after a second round of changes. Write down before you begin what is part of the price.",
    "The work was good where a second person had tried it first. Make that a habit for every handover.",
    "Small jobs went well and long ones did not. Take long ones in steps that a client can look at one by one.",
    "Many briefs were short. Ask for an example of what is wanted before you name a price.",
)
STEPS = (
    "Take two jobs at a time until five of them were rated.",
    "Read the last ten comments together and choose one thing to change.",
    "Call each new client after the first third of the time.",
    "Show the beginning of the work within three days, so that a wrong turn is found early.",
    "Tell us which contracts you think were described wrongly; each is looked at again.",
)


def hire() -> tuple[int, ...]:
    """Return the reviewers, made members of staff."""
    return tuple(add_staff(AddStaff(email=email, name=name, role="reviewer"), now=clock.now()) for email, name in TEAM)


def question_and_reply(reviewer: int) -> Iterator[str]:
    """One account asks what exactly it is about; a reviewer answers with facts, which restarts its time."""
    for matter in _where("awaiting_response")[:1]:
        person = _party(matter)
        asked = ask(Ask(case_id=matter.case_id, person_id=person, text=QUESTION), now=clock.now())
        cites = facts_of(matter.case_id)[:2]
        claim_case(ClaimCase(case_id=matter.case_id, reviewer_id=reviewer), now=clock.now())
        reply(
            Reply(
                case_id=matter.case_id,
                reviewer_id=reviewer,
                thread=asked.thread,
                text="",
                answers=REPLY,
                cites=cites,
                what_would_change=True,
            ),
            now=clock.now(),
        )
        yield f"{matter.account_name} asks what exactly; the answer names {' and '.join(cites)}"


def answers() -> Iterator[str]:
    """Every second account that may answer does so."""
    for matter in _where("awaiting_response")[::2]:
        respond(Respond(case_id=matter.case_id, person_id=_party(matter), text=ANSWER), now=clock.now())
        yield f"{matter.account_name} answers"


def reviews(reviewers: tuple[int, ...]) -> Iterator[str]:
    """Whatever waits for a reviewer is taken on and gets time to improve; a person decides, with advice."""
    for number, matter in enumerate(_where("under_review")):
        reviewer = reviewers[number % len(reviewers)]
        if not matter.claimed_by:
            claim_case(ClaimCase(case_id=matter.case_id, reviewer_id=reviewer), now=clock.now())
        _advised(matter, matter.claimed_by or reviewer)
        yield f"A reviewer gives {matter.account_name} time to improve"


def _advised(matter: OpenMatter, reviewer: int) -> None:
    """Give time to improve with the first advice that no other account was given."""
    for point, step in product(POINTS, STEPS):
        wish = StartImprovement(case_id=matter.case_id, reviewer_id=reviewer, guidance=f"{point} {step}")
        try:
            return start_improvement(wish, now=clock.now())
        except NearCopy:
            continue
    raise AssertionError("More accounts than advice.")


def opens_about_a_violation(reviewer: int) -> Iterator[str]:
    """A reviewer reads one of the imported violations and opens a case about it."""
    if (found := violation_to_read()) is not None:
        open_violation_case(OpenViolationCase((found.id,), reviewer), now=clock.now())
        yield f"A reviewer opens a case about a violation of rule {found.provision_id}"


def confirmations() -> Iterator[str]:
    """Whoever was asked to and opened the letter confirms that they read the rule."""
    for letter in letters_in_hand():
        if letter.document != "violation_notice" or not letter.opened or letter.case_id is None:
            continue
        if (page := signing(letter.case_id, letter.person_id)) is None or page.given:
            continue
        shown = page.text.fingerprint
        wish = Acknowledge(letter.case_id, letter.person_id, letter.person_name, shown, "demonstration")
        acknowledge(wish, now=clock.now())
        yield f"{letter.person_name} confirms having read rule {page.text.rule.id}"


def _where(stage: str) -> list[OpenMatter]:
    """Return the cases about quality at *stage*, oldest first."""
    return [matter for matter in matters() if matter.stage == stage and matter.matter == "quality"]


def _party(matter: OpenMatter) -> int:
    """Return a person who has opened the first notice of the case and may answer it."""
    return next(
        letter.person_id
        for letter in letters_in_hand()
        if letter.case_id == matter.case_id and letter.document == "first_notice" and letter.opened
    )
