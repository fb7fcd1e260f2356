"""Send an early private word, to those who want one; nothing follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from fairnotice.actions.parties import managers_of
from fairnotice.actions.queue_notice import envelope_for, queue_notice
from fairnotice.evaluation.record import explanation_from_json
from fairnotice.ledger.looks import Finding
from fairnotice.notices.documents import Document
from fairnotice.notices.letters import heads_up
from fairnotice.notices.statement import StatementOfReasons


@dataclass(frozen=True, slots=True)
class ServeHeadsUp:
    """Which finding that is only a heads-up."""

    finding_id: int


@transaction.atomic
def serve_heads_up(command: ServeHeadsUp, *, now: datetime) -> int:
    """Queue the word for each manager who wants early words and return how many there are."""
    finding = Finding.objects.select_related("look__policy").get(pk=command.finding_id)
    policy = finding.look.policy.rulebook
    explanation = explanation_from_json(finding.explanation)
    why = StatementOfReasons.of(explanation, policy)
    parties = managers_of(finding.account_id, finding.kind, policy, on=now.date(), now=now)
    wanted = [party for party in parties if party.person.heads_ups]
    reference = f"{settings.REFERENCE_PREFIX}-{now:%y%m}-H-{finding.pk:04d}"
    for party in wanted:
        to = envelope_for(
            policy=policy,
            document=Document.HEADS_UP,
            recipient=party.person,
            role=party.role,
            account_id=finding.account_id,
            account_name=explanation.name,
            account_kind=finding.kind,
            reference=reference,
            now=now,
        )
        queue_notice(
            letter=heads_up(to, why),
            recipient=party.person,
            role=party.role,
            not_before=to.written_at,
            now=now,
            finding=finding,
        )
    return len(wanted)
