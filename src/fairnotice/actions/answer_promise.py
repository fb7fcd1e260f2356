"""Keep a promise to look again: new feedback came, so the account gets a fresh answer with its numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from fairnotice.actions.case_letters import measured
from fairnotice.actions.goals import RATED, changed_since, counts_of
from fairnotice.actions.measuring import measure, newest_snapshot
from fairnotice.actions.parties import managers_of
from fairnotice.actions.queue_notice import envelope_for, queue_notice
from fairnotice.evaluation.record import explanation_from_json, explanation_to_json
from fairnotice.evaluation.result import Explanation
from fairnotice.ledger.policies import PolicyVersion
from fairnotice.ledger.promises import ReviewPromise
from fairnotice.notices import words
from fairnotice.notices.documents import Document
from fairnotice.notices.letters import re_review_answer
from fairnotice.notices.stated_facts import Rule, dated
from fairnotice.policy.rulebook import Policy


@dataclass(frozen=True, slots=True)
class AnswerPromise:
    """Which promise."""

    promise_id: UUID


def waiting_promises() -> list[UUID]:
    """Return the open promises whose account has not been searched in the newest data, oldest first."""
    waiting = ReviewPromise.objects.filter(answered_at=None).exclude(last_snapshot=newest_snapshot())
    return list(waiting.order_by("asked_at").values_list("pk", flat=True))


def answer_promise(command: AnswerPromise, *, now: datetime) -> bool:
    """
    Answer with numbers when a contract counts otherwise than when it was promised; return whether it was answered.

    New feedback, a contract closed by a dispute, a decided dispute and a corrected fact all do; so the
    promise is kept by whatever comes first. A contract that was closed and is not rated yet says nothing
    so far: its rating will keep the promise.
    """
    version = PolicyVersion.objects.filter(binds_from__lte=now.date()).order_by("-binds_from", "-version").first()
    if version is None:
        return False
    policy = version.rulebook
    promise = ReviewPromise.objects.get(pk=command.promise_id)
    snapshot = newest_snapshot()
    today = measure(promise.account_id, policy, now=now)
    with transaction.atomic():
        promise = ReviewPromise.objects.select_for_update().get(pk=command.promise_id)
        if promise.answered_at is not None:
            return False
        promise.last_snapshot = snapshot
        then = explanation_from_json(promise.explanation)
        new = changed_since(counts_of(then), today)
        if new:
            promise.answer, promise.answered_at = explanation_to_json(today), now
            promise.save(update_fields=["last_snapshot", "answer", "answered_at"])
            _write(promise, policy, then, today, new, now=now)
        else:
            promise.save(update_fields=["last_snapshot"])
    return bool(new)


def _write(
    promise: ReviewPromise, policy: Policy, then: Explanation, today: Explanation, new: frozenset[str], *, now: datetime
) -> None:
    """Queue the answer to everybody who answers for the account."""
    known = {contract for contract, counts in counts_of(then).items() if counts in RATED}
    changed = sorted(
        (c for part in dated(today.contracts) for c in part if c.id in new),
        key=lambda c: (-c.ended_on.toordinal(), c.id),
    )
    for party in managers_of(promise.account_id, today.kind, policy, on=now.date(), now=now):
        to = envelope_for(
            policy=policy,
            document=Document.RE_REVIEW_ANSWER,
            recipient=party.person,
            role=party.role,
            account_id=promise.account_id,
            account_name=today.name,
            account_kind=today.kind,
            reference=promise.reference,
            now=now,
        )
        letter = re_review_answer(
            to,
            Rule.of_policy(policy, promise.provision_id),
            promised_on=words.local_date(promise.asked_at, to.zone),
            new=tuple(c for c in changed if c.id not in known),
            corrected=tuple(c for c in changed if c.id in known),
            history=(measured(then), measured(today)),
            snapshot=today.provenance.snapshot,
            next_look_on=today.provenance.next_look_on,
        )
        queue_notice(
            letter=letter, recipient=party.person, role=party.role, not_before=to.written_at, now=now, promise=promise
        )
