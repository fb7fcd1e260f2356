"""What one reader may take with them: all of the case to those who speak for the account, a member their own part."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from fairnotice.ledger.casebook import NoSuchCase, case_value
from fairnotice.ledger.dockets import Case, CaseEvent
from fairnotice.ledger.hearing import Evidence
from fairnotice.ledger.letters import Notice
from fairnotice.queries.access import accounts_of

MEMBER, STAFF, EVERYTHING = "member", "staff", "everything"
VIEWS = frozenset({"MeasureProposed", "Seconded"})
"""What one person of the staff thinks before another has: not to be read before the decision."""
DECIDED = frozenset({"DecisionMade", "ProposalLapsed"})
HEARD = frozenset({"DecisionUpheld", "DecisionVaried", "DecisionReversed", "AppealUnanswered"})
NAMED_TO_A_MEMBER = frozenset({"CaseOpened", "TeamTold", "ReEvaluatedImproved", "Withdrawn", "DeliveryLapsed"})
"""Events of which a member learns that they happened, as on their page, and no more."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Which parts of a case a reader may take."""

    case: Case
    role: str
    shows: Callable[[CaseEvent], bool]
    """Whether an event is shown in full."""
    names: Callable[[CaseEvent], bool]
    """Whether a sealed event is at least named and dated."""
    letters: tuple[Notice, ...]
    evidence: tuple[Evidence, ...]
    records: bool
    """Whether the records that the case relies on are in it."""
    words: bool = True
    """Whether what people wrote is in it."""


def for_person(reference: str, person_id: int, *, now: datetime) -> Cut:
    """
    Return what a person of the account may take: letters that have reached them, and what their page shows.

    Raises:
        NoSuchCase: there is none, or it is another's.
    """
    case = _case(reference)
    access = next((a for a in accounts_of(person_id, now=now) if a.account_id == case.account_id), None)
    if access is None:
        raise NoSuchCase(reference)
    letters = tuple(
        Notice.objects.filter(case=case, recipient_id=person_id, not_before__lte=now, proofs__isnull=False)
        .distinct()
        .order_by("created_at", "document")
    )
    if access.role != MEMBER:
        return Cut(case, access.role, _once_decided(case, appeal=False), _nothing, letters, _evidence(case), True)
    if not Notice.objects.filter(case=case, recipient_id=person_id, not_before__lte=now).exists():
        raise NoSuchCase(reference)
    own = tuple(each for each in _evidence(case) if each.person_id == person_id)
    threads = {e.facts["thread"] for e in case.events.filter(name="QuestionAsked", actor_id=person_id)}

    def concerns_them(event: CaseEvent) -> bool:
        return event.actor_id == person_id or (event.name == "ReplySent" and event.facts["thread"] in threads)

    return Cut(case, MEMBER, concerns_them, lambda event: event.name in NAMED_TO_A_MEMBER, letters, own, False)


def for_staff(reference: str) -> Cut:
    """
    Return what a reviewer may take: everything but the views of others before their own is written.

    Where somebody asked for erasure, what was written in a case that is final stays here until it goes: no words, no
    letters and no files leave with staff.

    Raises:
        NoSuchCase: there is none.
    """
    case = _case(reference)
    letters = tuple(
        Notice.objects.filter(case=case).select_related("event").order_by("created_at", "recipient_id", "document")
    )
    shows = _once_decided(case, appeal=True)
    if case_value(case).final and case.events.filter(name="ErasureRequested").exists():
        return Cut(case, STAFF, shows, _nothing, (), (), True, words=False)
    told = tuple(letter for letter in letters if not _tells_of_a_view(letter, case, shows))
    return Cut(case, STAFF, shows, _nothing, told, _evidence(case), True)


def for_the_house(reference: str) -> Cut:
    """
    Return the whole case, for those who run the ledger and could read it anyway.

    Raises:
        NoSuchCase: there is none.
    """
    case = _case(reference)
    letters = tuple(Notice.objects.filter(case=case).order_by("created_at", "recipient_id", "document"))
    return Cut(case, EVERYTHING, lambda _: True, _nothing, letters, _evidence(case), True)


def _case(reference: str) -> Case:
    case = Case.objects.select_related("policy", "reviewer").filter(reference=reference).first()
    if case is None:
        raise NoSuchCase(reference)
    return case


def _nothing(_: CaseEvent) -> bool:
    return False


def _evidence(case: Case) -> tuple[Evidence, ...]:
    return tuple(Evidence.objects.filter(case=case).select_related("event", "file").order_by("event__number"))


def _tells_of_a_view(letter: Notice, case: Case, shows: Callable[[CaseEvent], bool]) -> bool:
    """Say whether a letter was written between a sealed view and the appeal against what came of it."""
    sealed = [event.number for event in case.events.all() if not shows(event)]
    filed = case.events.filter(name="AppealFiled").order_by("number").values_list("number", flat=True).last()
    return bool(sealed and filed and letter.event and min(sealed) <= letter.event.number < filed)


def _once_decided(case: Case, *, appeal: bool) -> Callable[[CaseEvent], bool]:
    """
    Return what is shown while a view may still be wanted that no other view has colored.

    Views are sealed until the decision; with *appeal*, they and the decision while an appeal waits for its answer.
    """
    names = {event.number: event.name for event in case.events.all()}
    decided = max((number for number, name in names.items() if name in DECIDED), default=0)
    filed = max((number for number, name in names.items() if name == "AppealFiled"), default=0)
    heard = max((number for number, name in names.items() if name in HEARD), default=0)
    sealed = VIEWS | DECIDED if appeal and filed > heard else frozenset()

    def shown(event: CaseEvent) -> bool:
        return event.name not in sealed and (event.name not in VIEWS or event.number < decided)

    return shown
