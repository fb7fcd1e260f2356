"""Deal with each finding once: a case, an early word, or a reason why neither."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from fairnotice.actions.open_case import OpenCase, open_case
from fairnotice.actions.serve_heads_up import ServeHeadsUp, serve_heads_up
from fairnotice.cases.refusals import AlreadyJudged, CaseAlreadyOpen, ProvisionActive, RuleBoundThen
from fairnotice.evaluation.result import Verdict
from fairnotice.ledger.looks import Finding, FindingFate


@dataclass(frozen=True, slots=True)
class DealWithFinding:
    """Which finding."""

    finding_id: int


@transaction.atomic
def deal_with_finding(command: DealWithFinding, *, now: datetime) -> str:
    """
    Do what follows from a finding and return what became of it.

    When another process has dealt with it, that is returned and nothing is done.
    """
    finding = Finding.objects.select_for_update().get(pk=command.finding_id)
    if known := FindingFate.objects.filter(finding=finding).first():
        return known.fate
    if finding.verdict == Verdict.FINDING:
        try:
            with transaction.atomic():
                open_case(OpenCase(finding.pk), now=now)
            fate = "case_opened"
        except (CaseAlreadyOpen, AlreadyJudged, RuleBoundThen, ProvisionActive) as refused:
            fate = refused.code
    else:
        fate = "told" if serve_heads_up(ServeHeadsUp(finding.pk), now=now) else "not_wanted"
    FindingFate.objects.create(finding=finding, fate=fate, at=now)
    return fate


def waiting_findings() -> list[int]:
    """Return the findings nobody has dealt with yet, oldest first."""
    return list(Finding.objects.filter(fate=None).order_by("pk").values_list("pk", flat=True))
