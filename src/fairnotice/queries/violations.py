"""Violations as they stand on record: the newest version of each, what was corrected, and whether it was taken back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from fairnotice.ledger.models import Violation, ViolationReading
from fairnotice.ledger.violations import ViolationVersion

SHOWN = 200
"""Violations on one page of the console."""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """That a violation was taken back, by whom, and why."""

    at: datetime
    by: str
    reasons: str


@dataclass(frozen=True, slots=True)
class ViolationOnRecord:
    """One violation, as it is known now."""

    id: str
    account_id: str
    account_kind: str
    provision_id: str
    provision_title: str
    policy_title: str
    policy_version: int
    occurred_at: datetime
    description: str
    """Empty where the words were shredded."""
    evidence: tuple[tuple[str, str], ...]
    severity: str
    actor_id: str
    own_initiative: bool
    by_program: bool
    reported_by: str
    """For staff alone."""
    source: str
    recorded_at: datetime
    recorded_by: str
    """Member of staff; empty for an import or a machine."""
    versions: int
    corrected_at: datetime | None
    withdrawal: Withdrawal | None
    case_reference: str
    """The case it was brought into; empty while it has no effect."""


def violations_of(account_id: str) -> tuple[ViolationOnRecord, ...]:
    """Return every violation on record about an account, the newest act first."""
    return _shown(_all().filter(account_id=account_id))


def violations_in(case_id: UUID) -> tuple[ViolationOnRecord, ...]:
    """Return the violations that a case rests on, as they are known now, the newest act first."""
    return _shown(_all().filter(brought__case_id=case_id))


def violation(violation_id: str) -> ViolationOnRecord | None:
    """Return one violation, or None."""
    return next(iter(_shown(_all().filter(pk=violation_id))), None)


def violations_without_case() -> tuple[ViolationOnRecord, ...]:
    """Return the violations that no case has dealt with and nobody took back, at most 200, the newest act first."""
    waiting = _all().filter(brought=None, withdrawal=None).order_by("-recorded_at", "pk")[:SHOWN]
    return _shown(waiting)


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """One imported row that is not on record."""

    id: str
    code: str
    why: str


def refused_rows() -> tuple[RefusedRow, ...]:
    """Return the rows of the newest import that were refused, each with the reason."""
    last = ViolationReading.objects.order_by("read_at").last()
    return tuple(RefusedRow(**row) for row in last.refused) if last else ()


def _all() -> QuerySet[Violation]:
    """Return the query of violations with all that is shown of them."""
    return Violation.objects.select_related("withdrawal__words", "withdrawal__withdrawn_by", "brought__case")


def _shown(found: Iterable[Violation]) -> tuple[ViolationOnRecord, ...]:
    """Return violations with their newest versions, the newest act first."""
    kept = list(found)
    versions: dict[str, list[ViolationVersion]] = {}
    rows = ViolationVersion.objects.filter(violation__in=kept).select_related("policy", "words", "recorded_by")
    for version in rows.order_by("violation_id", "number"):
        versions.setdefault(version.violation_id, []).append(version)
    shown = [_one(each, versions[each.pk]) for each in kept if each.pk in versions]
    return tuple(sorted(shown, key=lambda v: (v.occurred_at, v.id), reverse=True))


def _one(kept: Violation, versions: list[ViolationVersion]) -> ViolationOnRecord:
    last, first = versions[-1], versions[0]
    provision = last.policy.rulebook.provision(kept.provision_id)
    withdrawal = getattr(kept, "withdrawal", None)
    brought = getattr(kept, "brought", None)
    return ViolationOnRecord(
        id=kept.pk,
        account_id=kept.account_id,
        account_kind=kept.account_kind,
        provision_id=kept.provision_id,
        provision_title=provision.title if provision else kept.provision_id,
        policy_title=last.policy.title,
        policy_version=last.policy.version,
        occurred_at=last.occurred_at,
        description=last.words.text if hasattr(last, "words") else "",
        evidence=tuple((str(kind), str(reference)) for kind, reference in last.evidence),
        severity=last.severity,
        actor_id=last.actor_account_id,
        own_initiative=last.own_initiative,
        by_program=last.reported_by == "program",
        reported_by=last.reported_by,
        source=last.source,
        recorded_at=first.recorded_at,
        recorded_by=str(first.recorded_by) if first.recorded_by else "",
        versions=len(versions),
        corrected_at=last.recorded_at if len(versions) > 1 else None,
        withdrawal=Withdrawal(
            withdrawal.withdrawn_at,
            str(withdrawal.withdrawn_by),
            withdrawal.words.text if hasattr(withdrawal, "words") else "",
        )
        if withdrawal
        else None,
        case_reference=brought.case.reference if brought else "",
    )
