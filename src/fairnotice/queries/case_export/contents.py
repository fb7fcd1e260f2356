"""The words and numbers of an exported case: events with their digests, texts, records and where everything lies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings

from fairnotice.ledger.casebook import recorded
from fairnotice.ledger.chain import instant
from fairnotice.ledger.dockets import CaseEvent, EventText
from fairnotice.ledger.policies import PolicyVersion
from fairnotice.ledger.snapshots import EvidenceSnapshot, uses_of
from fairnotice.queries.case_export.cut import Cut
from fairnotice.queries.chain_check import bound_by

FORM = 1
WHAT = "fairnotice case"


def contents(cut: Cut, *, letters: list[dict[str, Any]], files: list[dict[str, Any]], now: datetime) -> dict[str, Any]:
    """Return ``case.json``; *letters* and *files* say what else is in the bundle."""
    case = cut.case
    return {
        "what": WHAT,
        "form": FORM,
        "marketplace": settings.MARKETPLACE,
        "exported_at": instant(now),
        "for": cut.role,
        "case": {
            "id": str(case.pk),
            "reference": case.reference,
            "account": case.account_id,
            "provision": case.provision_id,
        },
        "about": {
            "account_name": case.account_name,
            "account_kind": case.account_kind,
            "matter": case.matter,
            "stage": case.stage,
            "outcome": case.outcome,
            "opened_at": instant(case.opened_at),
            "ended_at": instant(case.ended_at) if case.ended_at else None,
        },
        "events": [_event(event, cut) for event in events_of(cut)],
        "policies": [
            {"fingerprint": p.pk, "policy": p.policy_id, "version": p.version, "file": f"policies/{p.pk}.yaml"}
            for p in policies_of(cut)
        ],
        "letters": letters,
        "files": files,
    }


def events_of(cut: Cut) -> list[CaseEvent]:
    """Return the events of the case with all that is said of them, oldest first."""
    rows = cut.case.events.select_related("case", "words", "actor", "shredding").prefetch_related("relied_on")
    return list(rows.order_by("number"))


def policies_of(cut: Cut) -> list[PolicyVersion]:
    """Return the policy of the case and of every event that is shown."""
    shown = {event.policy_id for event in cut.case.events.all() if cut.shows(event)}
    return list(PolicyVersion.objects.filter(pk__in={*shown, cut.case.policy_id}).order_by("published_on", "pk"))


def records_of(cut: Cut) -> Iterator[tuple[str, str]]:
    """Yield the digest and the text of every record that a shown event relies on, each once."""
    if not cut.records:
        return
    wanted = {use.sha256 for event in events_of(cut) if cut.shows(event) for use in uses_of(event)}
    kept = EvidenceSnapshot.objects.select_related("finding").filter(sha256__in=wanted).order_by("sha256")
    for snapshot in kept:
        yield snapshot.sha256, snapshot.text


def _event(event: CaseEvent, cut: Cut) -> dict[str, Any]:
    """Return one event: in full, or its place and digest alone."""
    if not cut.shows(event):
        sealed: dict[str, Any] = {"number": event.number, "sealed": True, "digest": event.digest}
        if cut.names(event):
            sealed |= {"name": event.name, "occurred_at": instant(event.occurred_at)}
        return sealed
    text: EventText | None = getattr(event, "words", None)
    return {
        **recorded(event, event.case, bound_by(event)).as_json(),
        "digest": event.digest,
        "text": {"words": text.text, "salt": text.salt} if text and cut.words else None,
        "shredded": getattr(event, "shredding", None) is not None,
        "actor_name": str(event.actor) if event.actor else "",
    }
