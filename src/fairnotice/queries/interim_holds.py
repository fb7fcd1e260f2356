"""An interim hold as staff see it: what was asked, what works, and what the policy lists as an exception."""

from __future__ import annotations

from dataclasses import dataclass

from fairnotice.cases.threads import Interim
from fairnotice.ledger.casebook import case_value
from fairnotice.ledger.dockets import Case
from fairnotice.ledger.interim import InterimRequest
from fairnotice.policy.rulebook import ExceptionRule


@dataclass(frozen=True, slots=True)
class InterimOnRecord:
    """What there is of an interim hold in one case."""

    exceptions: tuple[ExceptionRule, ...]
    asked: InterimRequest | None
    """The newest request, answered or not; None before any."""
    works: Interim | None
    had_one: bool
    participants: tuple[int, ...]

    @property
    def waits(self) -> InterimRequest | None:
        """Return the request that waits for a second person, or None."""
        return self.asked if self.asked is not None and self.asked.answered_at is None else None


def interim_on_record(reference: str) -> InterimOnRecord:
    """
    Return what there is of an interim hold in a case.

    Raises:
        Case.DoesNotExist: there is no such case.
    """
    row = Case.objects.select_related("policy").get(reference=reference)
    case = case_value(row)
    asked = InterimRequest.objects.filter(case=row).select_related("asked_by", "answered_by").order_by("-pk").first()
    return InterimOnRecord(row.policy.rulebook.exceptions, asked, case.interim, bool(case.interims), case.participants)
