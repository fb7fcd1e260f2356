"""Pause each rule whose decisions were overturned too often, and everything that goes on under it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from fairnotice.actions.rules import is_active, open_cases_under
from fairnotice.actions.taking_steps import locked, ours, take
from fairnotice.cases.events import ProvisionPaused
from fairnotice.cases.stages import Stage, Who
from fairnotice.evaluation.shares import Share
from fairnotice.kernel.deadlines import platform_deadline
from fairnotice.ledger.overturned import Clause, overturned_shares
from fairnotice.ledger.policies import PolicyVersion
from fairnotice.ledger.rules import RulePause


def rules_to_pause() -> list[tuple[Clause, Share]]:
    """Return the rules that are active and whose decisions were overturned as often as their policy bears, or more."""
    found = []
    for (policy_id, provision_id), share in overturned_shares().items():
        newest = PolicyVersion.objects.filter(policy_id=policy_id).order_by("-version").first()
        if newest is None or share.value is None or not is_active(policy_id, provision_id):
            continue
        limit = newest.rulebook.overturn
        if share.of >= limit.least and share.value >= limit.share:
            found.append(((policy_id, provision_id), share))
    return sorted(found, key=lambda each: each[0])


@transaction.atomic
def pause_rule(clause: Clause, share: Share, *, now: datetime) -> str:
    """Pause one rule: nothing opens or tightens under it from now on; "" where another process was first."""
    policy_id, provision_id = clause
    policy = PolicyVersion.objects.filter(policy_id=policy_id).order_by("-version")[0].rulebook
    owner = next((p.owner for p in policy.provisions if p.id == provision_id), "")
    retire_by = platform_deadline(now, days=policy.deadlines.provision_paused, zone=None)
    _, fresh = RulePause.objects.get_or_create(
        policy_id=policy_id,
        provision_id=provision_id,
        resumed_at=None,
        defaults={
            "owner": owner,
            "paused_at": now,
            "overturned": share.count,
            "answered": share.of,
            "retire_by": retire_by,
        },
    )
    if not fresh:
        return ""
    return "rules paused"


def cases_to_pause() -> list[tuple[UUID, int]]:
    """Return each open case under a paused rule, with the pause; also one that was opened in the same moment."""
    pauses = RulePause.objects.filter(resumed_at=None, retired_at=None)
    return [(case.pk, pause.pk) for pause in pauses for case in open_cases_under(pause.policy_id, pause.provision_id)]


@transaction.atomic
def pause_case(case_id: UUID, pause_id: int, *, now: datetime) -> str:
    """Let one case stand still, and tell its people; a decision at work in it is looked at anew."""
    pause = RulePause.objects.get(pk=pause_id)
    docket, policy = locked(case_id)
    if docket.case.pause or docket.case.retired or not docket.case.open or pause.resumed_at is not None:
        return ""
    works = docket.case.stage is Stage.IN_EFFECT
    fresh = ours(docket, days=policy.deadlines.fresh_review, now=now) if works else None
    step = ProvisionPaused(at=now, by=Who.CLOCK, retire_by=pause.retire_by, fresh_review_by=fresh)
    take(docket, step, actor=None, now=now)
    return ProvisionPaused.__name__


def rules_to_retire(*, now: datetime) -> list[int]:
    """Return the pauses whose owners had their time and did not take it."""
    over = RulePause.objects.filter(resumed_at=None, retired_at=None, retire_by__lte=now)
    return list(over.order_by("retire_by", "pk").values_list("pk", flat=True))


def retire_rule(pause_id: int, *, now: datetime) -> str:
    """Give a rule up for good; its open cases end by their own clocks."""
    given_up = RulePause.objects.filter(pk=pause_id, resumed_at=None, retired_at=None).update(retired_at=now)
    return "rules retired" if given_up else ""
