"""Promise to look again at an account about which too little is known to say anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from django.db import transaction

from fairnotice.actions.measuring import measure, newest_snapshot
from fairnotice.actions.parties import NotAParty, managers_of
from fairnotice.actions.references import next_reference
from fairnotice.evaluation.record import explanation_to_json
from fairnotice.evaluation.result import Estimate
from fairnotice.kernel.refusal import Refusal
from fairnotice.ledger.policies import PolicyVersion
from fairnotice.ledger.promises import ReviewPromise


class AnswerIsThere(Refusal):
    """Nothing is promised where there is an answer already."""

    code: ClassVar[str] = "answer_is_there"

    def __init__(self) -> None:
        super().__init__("There is enough evidence: the stats page shows the answer, and each look renews it.")


@dataclass(frozen=True, slots=True)
class PromiseReview:
    """Who asks, about which account."""

    account_id: str
    kind: str
    person_id: int


def promise_review(command: PromiseReview, *, now: datetime) -> UUID:
    """
    Record the promise: new feedback brings the answer by itself. Asking again changes nothing.

    Raises:
        AnswerIsThere: there is an estimate already.
        NotAParty: the person does not answer for this account.
    """
    version = PolicyVersion.objects.filter(binds_from__lte=now.date()).order_by("-binds_from", "-version").first()
    policy = version.rulebook if version else None
    managers = managers_of(command.account_id, command.kind, policy, on=now.date(), now=now) if policy else ()
    provision = policy.provision_for(command.kind) if policy else None
    if policy is None or provision is None or command.person_id not in {party.person.pk for party in managers}:
        raise NotAParty(person=command.person_id)
    snapshot = newest_snapshot()
    explanation = measure(command.account_id, policy, now=now)
    if isinstance(explanation.estimate, Estimate):
        raise AnswerIsThere
    with transaction.atomic():
        waiting = ReviewPromise.objects.select_for_update().filter(
            account_id=command.account_id, provision_id=provision.id, answered_at=None
        )
        if known := waiting.first():
            return known.pk
        promise = ReviewPromise.objects.create(
            reference=next_reference(now),
            account_id=command.account_id,
            provision_id=provision.id,
            asked_by_id=command.person_id,
            asked_at=now,
            explanation=explanation_to_json(explanation),
            last_snapshot=snapshot,
        )
        return promise.pk
