"""Take a violation back, with reasons in writing: it counts as if it had never been recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db import transaction

from fairnotice.actions.letter_matter import Said
from fairnotice.actions.taking_steps import locked, ours, take
from fairnotice.cases.events import FreshReviewOwed, Withdrawn
from fairnotice.cases.flow import decide
from fairnotice.cases.refusals import OnlyOnce, ReasonsNeeded
from fairnotice.cases.stages import Who
from fairnotice.kernel.refusal import Refusal
from fairnotice.ledger.dockets import Case
from fairnotice.ledger.violations import Violation, ViolationInCase, ViolationWithdrawal, WithdrawalText


class NoSuchViolation(Refusal):
    """Refuse to speak of a violation that is not on record."""

    code: ClassVar[str] = "no_such_violation"

    def __init__(self, *, violation_id: str) -> None:
        super().__init__(f"There is no violation {violation_id} on record.")
        self.violation_id = violation_id


@dataclass(frozen=True, slots=True)
class WithdrawViolation:
    """Who takes which violation back, and why."""

    violation_id: str
    person_id: int
    reasons: str


@transaction.atomic
def withdraw_violation(command: WithdrawViolation, *, now: datetime) -> None:
    """
    Record that the violation is taken back; it stays on record with this, and never counts again.

    A case that rests on nothing else ends with it, before anything was decided; later it is looked at anew.

    Raises:
        NoSuchViolation: nothing is on record under this id.
        ReasonsNeeded: nothing was written down.
        OnlyOnce: it was withdrawn before.
    """
    if not command.reasons.strip():
        raise ReasonsNeeded
    violation = Violation.objects.select_for_update().filter(pk=command.violation_id).first()
    if violation is None:
        raise NoSuchViolation(violation_id=command.violation_id)
    if ViolationWithdrawal.objects.filter(violation=violation).exists():
        raise OnlyOnce("Taking a violation back")
    withdrawal = ViolationWithdrawal.objects.create(
        violation=violation, withdrawn_by_id=command.person_id, withdrawn_at=now
    )
    WithdrawalText.objects.create(withdrawal=withdrawal, text=command.reasons.strip())
    brought = ViolationInCase.objects.filter(violation=violation).select_related("case").first()
    if brought is not None and not _others_stand(brought.case):
        _end(brought.case, command, now=now)


def _others_stand(case: Case) -> bool:
    """Say whether the case rests on another act that was not taken back."""
    return case.violations.filter(violation__withdrawal=None).exists()


def _end(case: Case, command: WithdrawViolation, *, now: datetime) -> None:
    """
    End a case that rests on nothing any more; where something was decided, somebody new looks at it anew.

    A case that can do neither, because it has ended or is being looked at already, stays as it is.
    """
    docket, policy = locked(case.pk)
    person, said = command.person_id, Said(text=command.reasons.strip())
    steps = (
        Withdrawn(at=now, by=Who.REVIEWER, reasoned=True, person=person),
        FreshReviewOwed(
            at=now,
            by=Who.REVIEWER,
            why="foundation",
            answer_by=ours(docket, days=policy.deadlines.fresh_review, now=now),
        ),
    )
    for step in steps:
        try:
            decide(docket.case, step)
        except Refusal:
            continue
        take(docket, step, actor=person, now=now, said=said)
        return
