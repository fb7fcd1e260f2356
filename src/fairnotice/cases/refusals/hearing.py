"""Why nothing goes on while somebody is to be heard, and why an answer does not do."""

from __future__ import annotations

from typing import ClassVar

from fairnotice.kernel.refusal import Refusal


class StatesFacts(Refusal):
    """A document without a fact of this case cannot be sent (P3)."""

    code: ClassVar[str] = "states_facts"

    def __init__(self, *, facts: tuple[str, ...] = ()) -> None:
        few = ", ".join(facts[:5])
        of_this = f" Contracts of this case: {few}." if few else ""
        super().__init__(f"Name at least one contract of this case, or what would change the result.{of_this}")
        self.facts = facts


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
