"""What somebody objects to, what was answered, and what was put back: the facts of the letters about appeals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from fairnotice.cases.ladder import SAID
from fairnotice.cases.measures import Measure
from fairnotice.notices.envelope import Envelope
from fairnotice.notices.letter import Link, Section
from fairnotice.notices.stated_facts import require


@dataclass(frozen=True, slots=True)
class Contested:
    """A decision, or an interim hold, that somebody objected to or that is looked at anew."""

    measure: Measure
    decided_on: date
    since: datetime | None = None
    """Since when it works; None while it does not."""
    ends_at: datetime | None = None
    """When it ends by itself; None for what never began, and for a closure."""
    worked: bool = False
    """It has ever worked."""
    interim: bool = False

    @property
    def said(self) -> str:
        """Return the measure in words, such as ``a hold on new work``."""
        return f"{SAID[self.measure]}, for some days," if self.interim else SAID[self.measure]

    @property
    def named(self) -> str:
        """Return what letters call it: the decision, or the hold that two people took in a hurry."""
        return "the hold without notice" if self.interim else "the decision"


@dataclass(frozen=True, slots=True)
class Heard:
    """What somebody who took no part wrote, and the facts of this case it rests on."""

    asked_on: date | None
    """When the account objected; None where nobody did, and we look anew by ourselves."""
    reasons: str
    facts: tuple[str, ...]
    """One sentence for each fact named."""

    def __post_init__(self) -> None:
        require(reasons=self.reasons, facts_of_this_case=self.facts)


def paragraphs(said: str) -> tuple[str, ...]:
    """Return what a person wrote, one paragraph each."""
    return tuple(" ".join(part.split()) for part in said.split("\n\n") if part.strip())


def opened_by(to: Envelope, heard: Heard, contested: Contested) -> str:
    """Return the sentences that say who answers what."""
    hearer = f"I am {to.signed_by}." if to.signed_by else ""
    asked = (
        f"On {to.day(heard.asked_on)} {_who(to)} objected to {contested.named} of {to.day(contested.decided_on)}."
        if heard.asked_on
        else f"We have looked again at {contested.named} of {to.day(contested.decided_on)}."
    )
    return f"{asked} {hearer} I took no part in it, and I have read all of the case."


def _who(to: Envelope) -> str:
    """Return who objected, to this reader."""
    return "a manager" if to.role == "member" else "you"


def to_go_elsewhere(to: Envelope) -> Section:
    """Return how to object further: outside, and here with what is new."""
    outside = tuple(f"{said.rstrip('.')}." for said in (to.redress_body, to.redress_court, to.redress_office) if said)
    return Section(
        "TO OBJECT FURTHER",
        (
            (
                "This answer closes nothing for you. You can go to others outside, and you lose nothing here by it."
                if outside
                else "This answer closes nothing for you."
            ),
            *outside,
            "Do you know something new? Ask for a new look. It is free, and somebody else answers in 14 days.",
        ),
        link=Link(f"Ask for a new look at case {to.case}", f"{to.site}/requests/new/?case={to.case}"),
    )


def to_object_in_case(to: Envelope) -> Section:
    """Return how to object once nothing is left of the measure."""
    return Section(
        "TO OBJECT",
        ("Is anything here wrong, or not put back? Write in the case. It is free, and a person reads it.",),
        link=Link(f"Ask or object in case {to.case}", f"{to.case_url}ask/"),
    )
