"""Take a violation back, with reasons in writing: it counts as if it had never been recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db import transaction

from fairnotice.cases.refusals import OnlyOnce, ReasonsNeeded
from fairnotice.kernel.refusal import Refusal
from fairnotice.ledger.violations import Violation, ViolationWithdrawal, WithdrawalText


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
