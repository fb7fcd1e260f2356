"""Look at an interim hold as somebody new: keep it until its end, or end it now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from fairnotice.actions.case_letters import Said
from fairnotice.actions.own_words import ensure_own_words
from fairnotice.actions.taking_steps import locked, take
from fairnotice.cases.events import InterimHoldReviewed
from fairnotice.cases.flow import decide
from fairnotice.cases.stages import Who


@dataclass(frozen=True, slots=True)
class ReviewInterimHold:
    """Who looks, and what they say."""

    case_id: UUID
    reviewer_id: int
    keep: bool
    reasons: str


@transaction.atomic
def review_interim_hold(command: ReviewInterimHold, *, now: datetime) -> None:
    """
    Record the review; an objection to the hold is answered with it.

    Raises:
        InterimReviewerNew: the person took part in the case.
        NoInterim: no interim hold works.
        OnlyOnce: it has been reviewed.
        OwnWordsNeeded, NearCopy: the reasons were not written for this account.
    """
    docket, policy = locked(command.case_id)
    step = InterimHoldReviewed(
        at=now, by=Who.HEARER, person=command.reviewer_id, keep=command.keep, reasoned=bool(command.reasons.strip())
    )
    decide(docket.case, step)
    ensure_own_words(docket, command.reasons, policy=policy)
    take(docket, step, actor=command.reviewer_id, now=now, said=Said(text=command.reasons))
