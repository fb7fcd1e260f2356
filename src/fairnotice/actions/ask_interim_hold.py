"""Ask another person to approve a hold before any decision; by itself this changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from fairnotice.actions.own_words import ensure_own_words
from fairnotice.actions.taking_steps import locked
from fairnotice.cases.guards.restricting import HOLDS
from fairnotice.cases.measures import Measure
from fairnotice.cases.refusals import ExceptionEvidence, InterimIsAHold, InterimOnce, ListedException, OnlyOnce
from fairnotice.ledger.interim import InterimRequest


@dataclass(frozen=True, slots=True)
class AskInterimHold:
    """Who asks for which hold, by which listed exception, on what evidence."""

    case_id: UUID
    reviewer_id: int
    kind: str
    exception: str
    evidence: tuple[str, ...]
    """Sentences, each naming one piece of evidence."""
    reasons: str


@transaction.atomic
def ask_interim_hold(command: AskInterimHold, *, now: datetime) -> int:
    """
    Put the request where other reviewers see it, and return its number.

    Raises:
        ListedException: the policy lists no such exception.
        ExceptionEvidence: no evidence is named.
        InterimIsAHold: it is more than a hold.
        InterimOnce: the case has had its interim hold.
        OnlyOnce: a request waits already.
        OwnWordsNeeded, NearCopy: the reasons were not written for this account.
    """
    docket, policy = locked(command.case_id)
    if command.exception not in {rule.code for rule in policy.exceptions}:
        raise ListedException
    evidence = tuple(line.strip() for line in command.evidence if line.strip())
    if not evidence:
        raise ExceptionEvidence
    if command.kind not in {hold.value for hold in HOLDS}:
        raise InterimIsAHold
    if docket.case.interims:
        raise InterimOnce
    if InterimRequest.objects.filter(case=docket.row, answered_at=None).exists():
        raise OnlyOnce("A request for an interim hold at the same time")
    ensure_own_words(docket, command.reasons, policy=policy)
    request = InterimRequest.objects.create(
        case=docket.row,
        asked_by_id=command.reviewer_id,
        kind=Measure(command.kind).value,
        exception=command.exception,
        evidence=list(evidence),
        reasons=command.reasons.strip(),
        asked_at=now,
    )
    return request.pk
