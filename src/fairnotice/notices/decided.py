"""The statement of reasons of a decision: complete with everything the law lists, or not built at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fairnotice.cases.measures import Measure
from fairnotice.notices.letter import Record
from fairnotice.notices.measures_said import NAMED
from fairnotice.notices.stated_facts import FactsMissing, Rule, require

PERMANENT = "permanent"


@dataclass(frozen=True, slots=True)
class View:
    """What one person who decided wrote, under their name."""

    name: str
    reasons: str

    def __post_init__(self) -> None:
        require(name_of_who_decided=self.name, reasons=self.reasons)


@dataclass(frozen=True, slots=True)
class Complaint:
    """The way to object with us: free, to somebody new, with dates."""

    months: int
    """Open for so many calendar months from delivery."""
    answer_days: int

    def __post_init__(self) -> None:
        if self.months < 1 or self.answer_days < 1:
            raise FactsMissing("until when one can object and by when it is answered")


@dataclass(frozen=True, slots=True)
class DecisionReasons:
    """Why a measure is taken: P2B article 4, DSA article 17, PWD article 11 in one value."""

    measure: Measure
    scope: str
    """Which account, and no other."""
    territory: str
    begins: str
    """When it starts at the earliest."""
    ends: str
    """When it ends by itself, or ``permanent``; for what limits nothing, that."""
    days: int
    """How long it works; 0 for a closure and for what limits nothing."""
    rule: Rule
    facts: tuple[Record, ...]
    """Each fact relied on, with its id, its day, and what it is."""
    views: tuple[View, ...]
    """Why they breach the rule: each person's reasons in their own words; who decides first."""
    source: str
    """Of our own accord, or because somebody told us."""
    detection: str
    """Whether a program found it."""
    deciding: str
    """Whether a program took part in deciding."""
    lesser: tuple[tuple[Measure, str], ...]
    """Each lesser measure, and why it does not do."""
    weighed: str
    """How many facts of how many, how grave, and with what intent."""
    remedy: str
    """What would end it earlier, or change it."""
    contact: str
    complaint: Complaint
    out_of_court: str
    court: str
    office: str = ""
    numbers: str = ""
    """The numbers it rests on, where a look stands behind it."""
    decided_on: date | None = None

    def __post_init__(self) -> None:
        require(
            scope=self.scope,
            territory=self.territory,
            begins=self.begins,
            ends=self.ends,
            facts_with_dates=self.facts,
            reasons_of_a_person=self.views,
            own_initiative_or_notice=self.source,
            automation_in_detection=self.detection,
            automation_in_decision=self.deciding,
            what_was_weighed=self.weighed,
            what_would_remedy_it=self.remedy,
            contact=self.contact,
            out_of_court_redress=self.out_of_court,
            court_redress=self.court,
        )
        self._require_what_the_measure_needs()

    def _require_what_the_measure_needs(self) -> None:
        """Refuse an end where there is none, none where there must be one, and an unexplained weight."""
        if self.measure.has_end and self.days < 1:
            raise FactsMissing("how long it lasts")
        if self.measure is Measure.CLOSURE and self.ends != PERMANENT:
            raise FactsMissing("that it is permanent")
        if self.measure.needs_second and len(self.views) < 2:  # noqa: PLR2004  two people
            raise FactsMissing("the view of a second person")
        said = {measure for measure, why in self.lesser if why.strip()}
        if missing := tuple(NAMED[measure] for measure in self.measure.lesser if measure not in said):
            raise FactsMissing(*(f"why not {name}" for name in missing))
