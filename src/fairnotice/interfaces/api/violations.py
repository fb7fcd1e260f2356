"""``/api/violations``: report a breach by machine; the same report twice is one."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Router, Schema

from fairnotice.actions.record_violation import RecordViolation, record_violation
from fairnotice.facts.violation_report import EvidenceKind, read_report
from fairnotice.interfaces.api import answers
from fairnotice.interfaces.clock import now
from fairnotice.kernel.problem import Problem

router = Router(tags=["violations"])
CREATED, OK = 201, 200


class Evidence(Schema):
    """One thing that supports a breach."""

    kind: EvidenceKind
    reference: str


class ViolationIn(Schema):
    """Who is said to have breached which rule, when, how, and what supports it."""

    violation_id: str
    account_id: str
    provision: str
    occurred_at: datetime
    description: str
    evidence: list[Evidence]
    reported_by: str = ""
    actor_id: str = ""
    severity: str = ""


class ViolationOut(Schema):
    """What is on record now."""

    violation_id: str
    version: int
    """1 for a new violation, more after corrections."""
    changed: bool
    """Something was written; the same report again writes nothing."""


SAYS: dict[str, Any] = {
    "requestBody": {"required": True, "content": {"application/json": {"schema": ViolationIn.model_json_schema()}}},
}


@router.post("", response={CREATED: ViolationOut, OK: ViolationOut}, openapi_extra=SAYS, summary="Record a violation")
def record(request: HttpRequest) -> HttpResponse:
    """
    Record a violation, or a correction of it, by its own id; by itself it has no effect.

    The same body again changes nothing. Another body under the same id is its next version, never a second violation.
    """
    try:
        body = json.loads(request.body)
    except ValueError:
        body = None
    if not isinstance(body, dict):
        problem = Problem("body", "It is no JSON object.", 'Send {"violation_id": ..., "account_id": ...}.')
        return answers.no("not_readable", answers.UNREADABLE, problem)
    instant = now()
    report = read_report(body, where="body", now=instant)
    done = record_violation(RecordViolation(report, "api"), now=instant)
    said = {"violation_id": done.violation_id, "version": done.version, "changed": done.fresh}
    return JsonResponse(said, status=CREATED if done.fresh and done.version == 1 else OK)
