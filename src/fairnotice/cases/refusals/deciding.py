"""Why a measure is not proposed, decided or given effect."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from fairnotice.cases.measures import Measure
from fairnotice.cases.refusals.plain import PlainRefusal
from fairnotice.kernel.refusal import Refusal


class RequestCannotWorsen(PlainRefusal):
    """Who asks for something can lose nothing by it (P7)."""

    code: ClassVar[str] = "request_cannot_worsen"
    says: ClassVar[str] = "This case is a request of the account. It can only better the account's position."


class WarnedBefore(PlainRefusal):
    """Nothing is restricted without a warning that counts (P1)."""

    code: ClassVar[str] = "warned_before"
    says: ClassVar[str] = "No earlier warning under this rule counts now, so a warning is the most there can be."


class LadderLimit(Refusal):
    """The rule's own ladder says how far a measure may go (P1)."""

    code: ClassVar[str] = "ladder_limit"

    def __init__(self, *, at_most: Measure) -> None:
        super().__init__(f"By the rule's ladder the most there can be now is: {at_most.value.replace('_', ' ')}.")
        self.at_most = at_most


class LesserConsidered(Refusal):
    """A measure says which lesser ones were considered, and why each does not do (P7)."""

    code: ClassVar[str] = "lesser_considered"

    def __init__(self, *, missing: tuple[Measure, ...]) -> None:
        named = ", ".join(measure.value.replace("_", " ") for measure in missing)
        super().__init__(f"Say of each lesser measure why it does not do. Missing: {named}.")
        self.missing = missing


class EvidenceNotOpened(Refusal):
    """Who decides has opened everything the decision rests on (P7)."""

    code: ClassVar[str] = "evidence_opened"

    def __init__(self, *, unopened: tuple[str, ...]) -> None:
        few = ", ".join(unopened[:5])
        super().__init__(f"Open all evidence first. Not opened yet: {few}{' and more' if len(unopened) > 5 else ''}.")  # noqa: PLR2004  five are named
        self.unopened = unopened


class PinnedVersion(PlainRefusal):
    """A case is judged by the version that bound at the conduct (P14)."""

    code: ClassVar[str] = "pinned_version"
    says: ClassVar[str] = "A case is judged by the policy version that bound when it happened, not by a newer one."


class JoinedHeard(PlainRefusal):
    """Only what the account could answer counts (P1)."""

    code: ClassVar[str] = "joined_heard"
    says: ClassVar[str] = "The account has not yet had its time to answer what was added to this case."


class RecordsKept(Refusal):
    """A missing record counts against us: it blocks a closure (P15)."""

    code: ClassVar[str] = "records_kept"

    def __init__(self, *, missing: tuple[str, ...]) -> None:
        super().__init__(f"Records that this rests on are missing: {', '.join(missing)}. Nothing can be closed.")
        self.missing = missing


class BeyondDoubt(PlainRefusal):
    """A closure for quality needs more certainty than a notice."""

    code: ClassVar[str] = "beyond_doubt"
    says: ClassVar[str] = "A closure needs certainty without any two clients and over all looks; that is not reached."


class SecondIsOther(PlainRefusal):
    """The second person took no part so far (P7)."""

    code: ClassVar[str] = "second_is_other"
    says: ClassVar[str] = "The second view comes from somebody who took no part in this case so far."


class SecondIsBlind(PlainRefusal):
    """The second view is written before the first is seen (P7)."""

    code: ClassVar[str] = "second_is_blind"
    says: ClassVar[str] = "The second view is written before the first one is shown."


class SecondPresent(PlainRefusal):
    """A suspension or closure needs a second view (P7)."""

    code: ClassVar[str] = "second_present"
    says: ClassVar[str] = "A suspension or closure needs the view of a second person first."


class TheProposer(PlainRefusal):
    """Who read the evidence and proposed decides, by name (P7)."""

    code: ClassVar[str] = "the_proposer"
    says: ClassVar[str] = "The person who proposed the measure decides it, and signs."


class AsProposed(Refusal):
    """The lighter of both views is decided, neither more nor something else (P7)."""

    code: ClassVar[str] = "as_proposed"

    def __init__(self, *, measure: Measure) -> None:
        super().__init__(f"What stands after both views is: {measure.value.replace('_', ' ')}.")
        self.measure = measure


class WithinLimit(Refusal):
    """A restriction ends within the policy's limit (P17)."""

    code: ClassVar[str] = "within_limit"

    def __init__(self, *, days: int, at_most: int) -> None:
        super().__init__(f"This measure lasts from 1 to {at_most} days; {days} were asked for.")
        self.days = days
        self.at_most = at_most


class NoticePeriodNotOver(Refusal):
    """Nothing takes effect before its notice period is over (P1)."""

    code: ClassVar[str] = "notice_period_over"

    def __init__(self, *, until: datetime | None) -> None:
        when = f"runs until {until.isoformat()}" if until else "has not started"
        super().__init__(f"The notice period {when}.")
        self.until = until


class NoPendingAppeal(PlainRefusal):
    """An appeal stays the effect (P8)."""

    code: ClassVar[str] = "no_pending_appeal"
    says: ClassVar[str] = "An objection waits for its answer. Nothing takes effect before it."


class NoPendingFreshReview(PlainRefusal):
    """A fresh review stays the effect (P9)."""

    code: ClassVar[str] = "no_pending_fresh_review"
    says: ClassVar[str] = "Somebody new must look at this decision first. Nothing takes effect before that."


class TeamBeforeClients(PlainRefusal):
    """The team hears of a decision before clients do (P5)."""

    code: ClassVar[str] = "team_before_clients"
    says: ClassVar[str] = "The team has not been told of the decision yet."


class FactsReadToday(PlainRefusal):
    """Who gives effect reads the facts once more (P7)."""

    code: ClassVar[str] = "facts_read_today"
    says: ClassVar[str] = "Read the facts once more today before this takes effect."


class APerson(PlainRefusal):
    """Whatever tightens is done by a named person (P7)."""

    code: ClassVar[str] = "a_person"
    says: ClassVar[str] = "A named person takes this step; no program does."


class ListedException(PlainRefusal):
    """Only what the policy lists is an exception to notice (P1)."""

    code: ClassVar[str] = "listed_exception"
    says: ClassVar[str] = "The policy lists no such exception to the notice."


class ExceptionEvidence(PlainRefusal):
    """An exception has evidence of its own (P1)."""

    code: ClassVar[str] = "exception_evidence"
    says: ClassVar[str] = "An exception to the notice needs its own evidence."


class SecondApprover(PlainRefusal):
    """Another person approves an exception (P1)."""

    code: ClassVar[str] = "second_approver"
    says: ClassVar[str] = "Another person must approve an exception to the notice."


class InterimOnce(PlainRefusal):
    """One interim hold per case (P17)."""

    code: ClassVar[str] = "interim_once"
    says: ClassVar[str] = "There has been an interim hold in this case. Another needs a new fact, in a new case."


class InterimIsAHold(PlainRefusal):
    """An exception buys time, never a verdict."""

    code: ClassVar[str] = "interim_is_a_hold"
    says: ClassVar[str] = "An interim measure is a work hold or a full hold, nothing more."


class NoInterim(PlainRefusal):
    """There is no interim hold to look at."""

    code: ClassVar[str] = "no_interim"
    says: ClassVar[str] = "No interim hold works in this case."


class InterimReviewerNew(PlainRefusal):
    """An interim hold is reviewed by somebody who took no part (P1)."""

    code: ClassVar[str] = "interim_reviewer_new"
    says: ClassVar[str] = "An interim hold is reviewed by somebody who took no part in it."
