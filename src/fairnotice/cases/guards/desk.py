"""What must hold at the desk of those who review."""

from __future__ import annotations

from fairnotice.cases import events as e
from fairnotice.cases.case import Case
from fairnotice.cases.refusals import ClaimedByAnother, WindowStillOpen


def review_over(case: Case, step: e.ReviewLapsed) -> None:
    """P17: a reviewer has until the limit to act."""
    if case.review_by is None or step.at < case.review_by:
        raise WindowStillOpen(until=case.review_by)


def free_to_claim(case: Case, _: e.CaseClaimed) -> None:
    """One reviewer works a case at a time."""
    if case.reviewer is not None:
        raise ClaimedByAnother(reviewer=case.reviewer)


def claimed_by_them(case: Case, step: e.CaseGivenBack) -> None:
    """Only who took the case can give it back."""
    if case.reviewer != step.reviewer:
        raise ClaimedByAnother(reviewer=case.reviewer)
