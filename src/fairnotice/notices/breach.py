"""What a letter about a recorded breach rests on: the act, its evidence, who told us, and what may follow at most."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fairnotice.notices import words
from fairnotice.notices.letter import Record, Records
from fairnotice.notices.stated_facts import Rule, require

EVIDENCE = {
    "contract": "contract {}",
    "message": "message {}",
    "file": "file {}",
    "url": "a document that the whole record links to",
    "notice": "the notice {} that somebody else sent us",
}
"""Each kind of evidence as a letter names it."""


@dataclass(frozen=True, slots=True)
class DatedAct:
    """One act that is said to break the rule: its id, its day, what happened, what supports it."""

    id: str
    on: date
    description: str
    evidence: tuple[tuple[str, str], ...]
    """Pairs of kind and reference."""
    own_initiative: bool
    by_program: bool = False
    """A program found it; else a person did, or somebody told us."""
    actor_name: str = ""
    """Who did it, where an agency answers for somebody who stands for it."""

    def __post_init__(self) -> None:
        require(act=self.id, description=self.description, evidence=self.evidence)

    @property
    def own_contracts(self) -> tuple[str, ...]:
        """Return the contracts that its evidence names."""
        return tuple(reference for kind, reference in self.evidence if kind == "contract")

    @property
    def supported_by(self) -> str:
        """Return the evidence in words."""
        return words.listed([EVIDENCE[kind].format(reference) for kind, reference in self.evidence])

    @property
    def found(self) -> str:
        """Return the sentence that says how we know of it; who told us is not named."""
        if not self.own_initiative:
            return "Somebody reported it to us. We do not name them to you, nor you to them."
        return (
            "Nobody reported you. A program found it."
            if self.by_program
            else "Nobody reported you. Our staff found it."
        )


@dataclass(frozen=True, slots=True)
class EarlierMeasure:
    """One earlier measure under the rule, and whether it counts now."""

    reference: str
    measure: str
    """In words, such as ``a warning``."""
    delivered_on: date | None
    counts: bool
    why: str
    until: date | None
    """When it stops counting at the latest."""


@dataclass(frozen=True, slots=True)
class BreachReasons:
    """Why a letter about a breach is written; complete or not at all."""

    rule: Rule
    acts: tuple[DatedAct, ...]
    """Oldest first."""
    most: str
    """The most that may follow now, in words, such as ``a warning``."""
    limits: bool
    """Whether the most that may follow would limit the account."""
    why_most: str
    earlier: tuple[EarlierMeasure, ...] = ()
    snapshot: str = ""
    """No look stands behind it."""

    def __post_init__(self) -> None:
        require(acts=self.acts, what_may_follow=self.most, why_no_more=self.why_most)

    @property
    def about(self) -> str:
        """Return what the case is about, to a freelancer."""
        return f"rule {self.rule.id}"

    @property
    def how_found(self) -> str:
        """Return how we know of it."""
        return self.acts[0].found

    @property
    def ways_out(self) -> tuple[str, ...]:
        """Return what would end the case, one sentence each."""
        return (
            "What shows that it did not happen, or that somebody else did it, ends the case.",
            "So does what shows that the rule allows it.",
        )

    def records(self) -> tuple[Records, ...]:
        """Return each act, and each earlier measure with whether it counts, as the lists below the signature."""
        acts = tuple(
            Record(act.id, act.on, f"{sentence(act.description)} Supported by {act.supported_by}.") for act in self.acts
        )
        lists = [Records(f"What was reported ({len(acts)})", acts, ("Number", "Day", "What, and what supports it"))]
        earlier = tuple(
            Record(m.reference, m.delivered_on, f"{m.measure[:1].upper()}{m.measure[1:]}. {m.why}{_until(m)}")
            for m in self.earlier
            if m.delivered_on
        )
        if earlier:
            lists.append(
                Records(
                    f"Earlier under this rule ({len(earlier)})", earlier, ("Reference", "Delivered", "Does it count?")
                )
            )
        return tuple(lists)


@dataclass(frozen=True, slots=True)
class BreachPart:
    """One member's own contracts among the evidence about an agency's act; never anybody else's."""

    contracts: tuple[str, ...]
    acted_on: date

    def __post_init__(self) -> None:
        require(own_contracts=self.contracts)

    def records(self) -> tuple[Records, ...]:
        """Return the member's own contracts."""
        rows = tuple(Record(contract, self.acted_on, "You worked it.") for contract in self.contracts)
        return (Records(f"Your contracts ({len(rows)})", rows, ("Contract", "Day of the act", "Why it is named")),)


def _until(measure: EarlierMeasure) -> str:
    """Return until when a measure that counts does so."""
    return f" It stops counting on {words.day(measure.until)}." if measure.counts and measure.until else ""


def sentence(said: str) -> str:
    """Return what was said, on one line and with an end."""
    plain = " ".join(said.split())
    return plain if plain.endswith((".", "!", "?")) else f"{plain}."
