"""Approve or decline an interim hold that somebody else asked for; with the approval it begins, reasons and all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from django.db import transaction

from fairnotice.actions.case_letters import Said
from fairnotice.actions.taking_steps import locked, take, zone_of_account
from fairnotice.cases.events import InterimHoldImposed
from fairnotice.cases.measures import Measure
from fairnotice.cases.refusals import ReasonsNeeded, SecondApprover
from fairnotice.cases.stages import Who
from fairnotice.kernel.deadlines import business_deadline
from fairnotice.kernel.refusal import Refusal
from fairnotice.ledger.dockets import CaseEvent
from fairnotice.ledger.interim import InterimRequest

STALE_AFTER = timedelta(days=3)
"""What was urgent days ago is looked at anew before anybody approves it."""


class RequestAnswered(Refusal):
    """A request is answered once, while it is fresh."""

    code: ClassVar[str] = "interim_request_answered"

    def __init__(self, why: str) -> None:
        super().__init__(why)


@dataclass(frozen=True, slots=True)
class AnswerInterimRequest:
    """Who answers which request; reasons where it is declined."""

    request_id: int
    approver_id: int
    approve: bool
    reasons: str = ""


@transaction.atomic
def answer_interim_request(command: AnswerInterimRequest, *, now: datetime) -> None:
    """
    Begin the hold, or decline it.

    Raises:
        SecondApprover: who asked cannot approve.
        RequestAnswered: somebody was first, or the request is days old.
        ReasonsNeeded: declined without a word.
        Refusal: due process does not allow the hold now.
    """
    asked = InterimRequest.objects.select_for_update().get(pk=command.request_id)
    if asked.answered_at is not None:
        raise RequestAnswered("Somebody has answered this request already.")
    if command.approver_id == asked.asked_by_id:
        raise SecondApprover
    asked.answered_by_id, asked.answered_at = command.approver_id, now
    if not command.approve:
        if not command.reasons.strip():
            raise ReasonsNeeded
        asked.declined_because = command.reasons.strip()
    elif now - asked.asked_at > STALE_AFTER:
        raise RequestAnswered("This request is more than three days old. Look at the facts and ask anew.")
    else:
        asked.event = _begin(asked, command.approver_id, now=now)
    asked.save()


def _begin(asked: InterimRequest, approver_id: int, *, now: datetime) -> CaseEvent:
    """Let the hold begin, with its reasons, within the caller's transaction."""
    docket, policy = locked(asked.case_id)
    zone = zone_of_account(docket)
    days = policy.deadlines
    step = InterimHoldImposed(
        at=now,
        by=Who.REVIEWER,
        person=asked.asked_by_id,
        approver=approver_id,
        kind=Measure(asked.kind),
        exception=asked.exception,
        listed=asked.exception in {rule.code for rule in policy.exceptions},
        evidence=tuple(asked.evidence),
        reasoned=bool(asked.reasons.strip()),
        review_by=business_deadline(now, days=days.interim_review, zone=zone),
        ends_at=business_deadline(now, days=days.interim_days, zone=zone),
    )
    return take(docket, step, actor=asked.asked_by_id, now=now, said=Said(text=asked.reasons))
