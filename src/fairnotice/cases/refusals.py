"""Every "no" that due process knows, each with its code, its facts and one sentence."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from fairnotice.cases.stages import Stage, Who
from fairnotice.kernel.refusal import Refusal


class StepOutOfOrder(Refusal):
    """The case's stage does not lead there."""

    code: ClassVar[str] = "step_out_of_order"

    def __init__(self, *, stage: Stage | None, step: str) -> None:
        where = f"in stage {stage.value}" if stage else "not opened"
        super().__init__(f"The case is {where}; {step} does not follow from there.")
        self.stage = stage
        self.step = step


class NotYoursToTake(Refusal):
    """This step belongs to somebody else."""

    code: ClassVar[str] = "not_yours_to_take"

    def __init__(self, *, by: Who, step: str) -> None:
        super().__init__(f"{step} is not a step of the {by.value}.")
        self.by = by
        self.step = step


class EnoughEvidence(Refusal):
    """Only a finding opens a case; too little evidence opens nothing (P2)."""

    code: ClassVar[str] = "enough_evidence"

    def __init__(self, *, verdict: str) -> None:
        super().__init__(f"Only a finding opens a case; this account's answer is {verdict}.")
        self.verdict = verdict


class AlreadyJudged(Refusal):
    """The same facts do not open a second case."""

    code: ClassVar[str] = "already_judged"

    def __init__(self) -> None:
        super().__init__("An earlier case has judged these contracts; a new one needs a new unsatisfied contract.")


class CaseAlreadyOpen(Refusal):
    """There is one open case per account and provision."""

    code: ClassVar[str] = "case_already_open"

    def __init__(self, *, reference: str) -> None:
        super().__init__(f"Case {reference} about this account and provision is still open.")
        self.reference = reference


class StatesFacts(Refusal):
    """A document without a fact of this case cannot be sent (P3)."""

    code: ClassVar[str] = "states_facts"

    def __init__(self, *, facts: tuple[str, ...] = ()) -> None:
        few = ", ".join(facts[:5])
        of_this = f" Contracts of this case: {few}." if few else ""
        super().__init__(f"Name at least one contract of this case, or what would change the result.{of_this}")
        self.facts = facts


class ProvenDelivery(Refusal):
    """Only proof that a notice reached its recipient starts a clock (P4)."""

    code: ClassVar[str] = "proven_delivery"

    def __init__(self, why: str) -> None:
        super().__init__(why)


class ManagerKnows(Refusal):
    """The team hears after its managers knew and had their head start (P5)."""

    code: ClassVar[str] = "manager_knows"

    def __init__(self, *, not_before: datetime | None) -> None:
        when = f"before {not_before.isoformat()}" if not_before else "before a manager is proven to know"
        super().__init__(f"The team is not told {when}.")
        self.not_before = not_before


class TeamHeard(Refusal):
    """Nobody goes on before the members had their time to speak (P5)."""

    code: ClassVar[str] = "team_heard"

    def __init__(self, *, until: datetime | None) -> None:
        when = f"may speak until {until.isoformat()}" if until else "have not been told yet"
        super().__init__(f"The members {when}.")
        self.until = until


class WindowStillOpen(Refusal):
    """A deadline's default is not taken before the deadline (P4)."""

    code: ClassVar[str] = "window_still_open"

    def __init__(self, *, until: datetime | None) -> None:
        super().__init__(f"The time runs until {until.isoformat()}." if until else "No such time is running.")
        self.until = until


class QuestionAnswered(Refusal):
    """Nothing goes on against the account while a question of its waits (P3)."""

    code: ClassVar[str] = "question_answered"

    def __init__(self, *, thread: int) -> None:
        super().__init__(f"Question {thread} waits for its answer; the account's time stands still until then.")
        self.thread = thread


class NoSuchQuestion(Refusal):
    """Only an open question can be answered."""

    code: ClassVar[str] = "no_such_question"

    def __init__(self, *, thread: int) -> None:
        super().__init__(f"Question {thread} is not open.")
        self.thread = thread


class ExtensionLimit(Refusal):
    """Once as of right, once more by a reviewer; then the case goes on (P17)."""

    code: ClassVar[str] = "extension_limit"

    def __init__(self, *, by: str) -> None:
        super().__init__(f"The {by} has extended this time already.")
        self.by = by


class OnlyOnce(Refusal):
    """Some steps are taken once, so that no review is endless (P17)."""

    code: ClassVar[str] = "only_once"

    def __init__(self, step: str) -> None:
        super().__init__(f"{step} happens once.")
        self.step = step


class ReasonsNeeded(Refusal):
    """A person's decision carries its reasons in writing."""

    code: ClassVar[str] = "reasons_needed"

    def __init__(self) -> None:
        super().__init__("Write down why; the account reads it.")


class LaterEvidence(Refusal):
    """Improvement is judged on what came after the warning (P6)."""

    code: ClassVar[str] = "later_evidence"

    def __init__(self, why: str) -> None:
        super().__init__(why)


class LaterEvidenceEnough(Refusal):
    """Too little later work worsens nothing (P2)."""

    code: ClassVar[str] = "later_evidence_enough"

    def __init__(self, *, later_rated: int) -> None:
        super().__init__(f"{later_rated} rated contracts since the notice are not enough to say that nothing improved.")
        self.later_rated = later_rated


class StillBelow(Refusal):
    """Not improved means below the standard with the certainty that a finding needs (P2)."""

    code: ClassVar[str] = "still_below"

    def __init__(self, *, v_later: float, bar: float) -> None:
        super().__init__(f"The chance of being below the standard is {v_later:.3f}; {bar:.2f} are needed.")
        self.v_later = v_later
        self.bar = bar


class ClaimedByAnother(Refusal):
    """One reviewer works a case at a time."""

    code: ClassVar[str] = "claimed_by_another"

    def __init__(self, *, reviewer: int | None) -> None:
        super().__init__("Another reviewer works on this case." if reviewer else "Nobody works on this case.")
        self.reviewer = reviewer
