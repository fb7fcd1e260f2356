"""Put a breach on record with its evidence; by itself it has no effect on anybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db import IntegrityError, transaction

from fairnotice.actions.parties import the_warehouse
from fairnotice.facts.violation_report import ViolationReport
from fairnotice.kernel.refusal import Refusal
from fairnotice.ledger.policies import PolicyVersion
from fairnotice.ledger.violations import Violation, ViolationText, ViolationVersion, ViolationWithdrawal
from fairnotice.policy.binding import RuleBoundThen, bound_provision
from fairnotice.warehouse.accounts import AccountFacts, account, memberships_of_agency

ANSWERING = frozenset({"owner", "manager"})
"""Whose deeds for an agency are the agency's own."""


class NobodyThere(Refusal):
    """A violation is an account's: without the account there is none."""

    code: ClassVar[str] = "nobody_there"

    def __init__(self, *, account_id: str) -> None:
        super().__init__(f"The facts know no freelancer and no agency {account_id}. Import the account first.")
        self.account_id = account_id


class OwnConduct(Refusal):
    """Nobody answers for what another did (P13)."""

    code: ClassVar[str] = "own_conduct"

    def __init__(self, *, account_id: str, actor_id: str) -> None:
        super().__init__(
            f"{actor_id} did it, and does not stand for {account_id}. Record it as {actor_id}'s own violation."
        )
        self.account_id = account_id
        self.actor_id = actor_id


class AnotherViolation(Refusal):
    """An id names one violation for ever: another account or rule is another violation."""

    code: ClassVar[str] = "another_violation"

    def __init__(self, *, violation_id: str, account_id: str, provision: str) -> None:
        super().__init__(
            f"{violation_id} is on record about {account_id} and rule {provision}. Withdraw it, and use a new id."
        )
        self.violation_id = violation_id


class ViolationWithdrawn(Refusal):
    """What was taken back stays taken back."""

    code: ClassVar[str] = "violation_withdrawn"

    def __init__(self, *, violation_id: str) -> None:
        super().__init__(f"{violation_id} was withdrawn, and it stays withdrawn. A new act needs a new id.")
        self.violation_id = violation_id


@dataclass(frozen=True, slots=True)
class RecordViolation:
    """What was reported, and by which door it came."""

    report: ViolationReport
    source: str
    """staff, import or api."""
    person_id: int | None = None
    """The member of staff who recorded it."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What is on record now."""

    violation_id: str
    version: int
    """1 for a new violation, more after corrections."""
    fresh: bool
    """Something was written; the same report again writes nothing."""


def record_violation(command: RecordViolation, *, now: datetime) -> Recorded:
    """
    Record the violation, or a correction of it; the same report again changes nothing.

    Raises:
        NobodyThere: there is no such freelancer or agency.
        OwnConduct: it is the deed of somebody who does not stand for the account.
        RuleBoundThen: no such rule bound when it happened.
        AnotherViolation: the id is that of a violation of another account or rule.
        ViolationWithdrawn: it was withdrawn, and this would change it.
    """
    report = command.report
    if (known := _unchanged(report)) is not None:
        return known
    subject = _subject_of(report)
    policy = _bound_then(report)
    try:
        with transaction.atomic():
            return _write(command, subject, policy, now=now)
    except IntegrityError:  # another process was first with this id
        with transaction.atomic():
            return _write(command, subject, policy, now=now)


def _unchanged(report: ViolationReport) -> Recorded | None:
    """Return what is on record when the report says nothing new; None when there is something to write."""
    last = ViolationVersion.objects.filter(violation_id=report.violation_id).last()
    return (
        Recorded(report.violation_id, last.number, False) if last and last.fingerprint == report.fingerprint else None
    )


def _write(command: RecordViolation, subject: AccountFacts, policy: PolicyVersion, *, now: datetime) -> Recorded:
    """Write the next version of the violation, the first with the violation itself."""
    report = command.report
    kept = Violation.objects.select_for_update().filter(pk=report.violation_id).first()
    if kept is None:
        kept = Violation.objects.create(
            violation_id=report.violation_id,
            account_id=report.account_id,
            account_kind=subject.kind,
            provision_id=report.provision,
            recorded_at=now,
        )
    last = kept.versions.last()
    if last and last.fingerprint == report.fingerprint:
        return Recorded(kept.pk, last.number, False)
    if (kept.account_id, kept.provision_id) != (report.account_id, report.provision):
        raise AnotherViolation(violation_id=kept.pk, account_id=kept.account_id, provision=kept.provision_id)
    if ViolationWithdrawal.objects.filter(violation=kept).exists():
        raise ViolationWithdrawn(violation_id=kept.pk)
    version = ViolationVersion.objects.create(
        violation=kept,
        number=last.number + 1 if last else 1,
        policy=policy,
        occurred_at=report.occurred_at,
        severity=report.severity,
        actor_account_id=report.actor_id,
        evidence=[[item.kind.value, item.reference] for item in report.evidence],
        reported_by=report.reported_by,
        own_initiative=report.own_initiative,
        source=command.source,
        fingerprint=report.fingerprint,
        recorded_by_id=command.person_id,
        recorded_at=now,
    )
    ViolationText.objects.create(version=version, text=report.description)
    return Recorded(kept.pk, version.number, True)


def _subject_of(report: ViolationReport) -> AccountFacts:
    """Return the account whose own conduct it is, or refuse."""
    warehouse = the_warehouse()
    snapshot = warehouse.snapshot()
    found = account(warehouse, snapshot, report.account_id)
    if found is None or found.kind not in {"freelancer", "agency"}:
        raise NobodyThere(account_id=report.account_id)
    if report.actor_id in {"", report.account_id}:
        return found
    if found.kind == "agency":
        team = memberships_of_agency(warehouse, snapshot, report.account_id, report.occurred_at.date())
        if any(m.person_id == report.actor_id and m.role in ANSWERING for m in team):
            return found
    raise OwnConduct(account_id=report.account_id, actor_id=report.actor_id)


def _bound_then(report: ViolationReport) -> PolicyVersion:
    """Return the version of a policy that bound the act, or refuse."""
    versions = {v.pk: v for v in PolicyVersion.objects.filter(binds_from__lte=report.occurred_at.date())}
    rulebooks = [version.rulebook for version in versions.values()]
    policy = bound_provision(rulebooks, report.provision, at=report.occurred_at)
    if policy is None:
        raise RuleBoundThen(provision=report.provision, at=report.occurred_at)
    return versions[policy.fingerprint]
