"""Evaluate everybody on the day the policy says, once, and record whom the look found."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from django.db import IntegrityError, transaction

from fairnotice.actions.measuring import folder_of
from fairnotice.actions.parties import the_warehouse
from fairnotice.evaluation.choosing import Charge
from fairnotice.evaluation.record import explanation_to_json
from fairnotice.evaluation.result import Explanation, Verdict
from fairnotice.ledger.looks import Finding, Look
from fairnotice.ledger.policies import PolicyVersion
from fairnotice.policy.rulebook import Policy
from fairnotice.warehouse.look import FoundAccount, LookPast, LookResult, look_instant
from fairnotice.warehouse.looks import conduct, explain
from fairnotice.warehouse.table_fingerprint import table_fingerprint

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class ConductLook:
    """Which day's look, under which version of the policy."""

    look_on: date
    policy: str
    """Fingerprint of the version."""


def look_due(*, now: datetime) -> ConductLook | None:
    """
    Return the look that is due, or None: the latest look day that has passed, when it has not been recorded.

    A day that was missed altogether is not made up for once the next has come: its cases would open late.
    """
    if the_warehouse().snapshot().number == 0:
        return None
    for version in PolicyVersion.objects.filter(binds_from__lte=now.date()).order_by("-binds_from", "-version"):
        on = latest_look_day(version.rulebook, now=now)
        if version.binds_from <= on:
            done = Look.objects.filter(policy__policy_id=version.policy_id, look_on=on).exists()
            return None if done else ConductLook(on, version.pk)
    return None


def latest_look_day(policy: Policy, *, now: datetime) -> date:
    """Return the last look day whose instant has come."""
    this = now.date().replace(day=policy.looks.day)
    if look_instant(policy, this) <= now:
        return this
    return (this.replace(day=1) - timedelta(days=1)).replace(day=policy.looks.day)


def conduct_look(command: ConductLook, *, now: datetime, progress: Progress | None = None) -> int | None:
    """
    Evaluate everybody and record the look with its findings; return its id.

    None when another process has recorded this look first; its tables stay, ours go.
    """
    version = PolicyVersion.objects.get(pk=command.policy)
    policy = version.rulebook
    warehouse = the_warehouse()
    into = warehouse.root / "looks" / f"{command.look_on}-{uuid.uuid4().hex[:8]}"
    into.mkdir(parents=True)
    try:
        result = conduct(
            warehouse,
            policy,
            as_of=look_instant(policy, command.look_on),
            past=look_past(version.policy_id, before=command.look_on),
            into=into,
            progress=progress,
        )
        found = [(one, explain(warehouse, policy, one.account_id, look=result.ref)) for one in result.findings]
        look_id = _record(command, result, found, into.relative_to(warehouse.root), now=now)
    except BaseException:
        shutil.rmtree(into, ignore_errors=True)
        raise
    if look_id is None:
        shutil.rmtree(into, ignore_errors=True)
    return look_id


def look_past(policy_id: str, *, before: date) -> LookPast:
    """Return what the looks before a day left behind: the last one's tables and all that was ever charged."""
    looks = Look.objects.filter(policy__policy_id=policy_id, look_on__lt=before)
    previous = looks.order_by("look_on").last()
    if previous is None:
        return LookPast.first()
    charges = tuple(
        Charge(
            account=one.account_id,
            provision=one.provision_id,
            verdict=Verdict(one.verdict),
            wrong=1 - one.v,
            look_on=one.look.look_on,
        )
        for one in Finding.objects.filter(look__in=looks).select_related("look").order_by("pk")
    )
    return LookPast(previous_as_of=previous.as_of, directory=folder_of(previous), charges=charges)


def _record(
    command: ConductLook,
    result: LookResult,
    found: list[tuple[FoundAccount, Explanation]],
    directory: Path,
    *,
    now: datetime,
) -> int | None:
    """Write the look and its findings, all or nothing; None when the day has its look already."""
    values = {
        "as_of": result.as_of,
        "snapshot": result.snapshot,
        "versions": {"number": result.snapshot_number, **result.versions},
        "model": result.model,
        "summary": dict(result.summary),
        "directory": directory.as_posix(),
        "fingerprint": table_fingerprint(result.directory),
        "recorded_at": now,
    }
    try:
        with transaction.atomic():
            look = Look.objects.create(look_on=command.look_on, policy_id=command.policy, **values)
            Finding.objects.bulk_create(
                Finding(
                    look=look,
                    account_id=one.account_id,
                    kind=one.kind,
                    provision_id=one.provision,
                    verdict=one.verdict.value,
                    v=one.v,
                    charged=one.charged,
                    explanation=explanation_to_json(explanation),
                )
                for one, explanation in found
            )
            return look.pk
    except IntegrityError:
        return None
