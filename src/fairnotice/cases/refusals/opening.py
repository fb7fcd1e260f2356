"""Why a case is not opened."""

from __future__ import annotations

from typing import ClassVar

from fairnotice.cases.refusals.plain import PlainRefusal
from fairnotice.kernel.refusal import Refusal


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


class NotOurOwnEffect(Refusal):
    """What our own measures brought about opens nothing (P19)."""

    code: ClassVar[str] = "not_our_own_effect"

    def __init__(self, *, facts: tuple[str, ...]) -> None:
        super().__init__(f"A measure of ours brought this about: {', '.join(facts)}. It counts against nobody.")
        self.facts = facts


class OwnConduct(Refusal):
    """Everybody answers for what they did themselves (P13)."""

    code: ClassVar[str] = "own_conduct"

    def __init__(self, *, facts: tuple[str, ...]) -> None:
        super().__init__(f"This is somebody else's doing: {', '.join(facts)}. It needs a case of their own.")
        self.facts = facts


class ProvisionActive(PlainRefusal):
    """A paused or retired rule moves and tightens nothing (P18)."""

    code: ClassVar[str] = "provision_active"
    says: ClassVar[str] = "The rule is paused or retired. Nothing goes on against anybody under it."
