"""Bring imported violations onto record: new ones once, changed ones as corrections, refused ones with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from fairnotice.actions.parties import the_warehouse
from fairnotice.actions.record_violation import RecordViolation, record_violation
from fairnotice.facts.violation_report import report_of_row
from fairnotice.kernel.fingerprint import fingerprint
from fairnotice.kernel.refusal import Refusal
from fairnotice.ledger.policies import PolicyVersion
from fairnotice.ledger.violations import ViolationReading
from fairnotice.warehouse.snapshot import Snapshot
from fairnotice.warehouse.violations import imported_violations, violations_mark


@dataclass(slots=True)
class Reading:
    """What became of the imported rows."""

    rows: int = 0
    recorded: int = 0
    corrected: int = 0
    refused: list[dict[str, str]] = field(default_factory=list)

    def take(self, row: Mapping[str, Any], *, now: datetime) -> None:
        """Bring one row onto record, or keep why not."""
        self.rows += 1
        try:
            report = report_of_row(in_utc(row), now=now)
            done = record_violation(RecordViolation(report, "import"), now=now)
        except Refusal as refused:
            self.refused.append({"id": row["violation_id"], "code": refused.code, "why": refused.sentence})
            return
        self.recorded += done.fresh and done.version == 1
        self.corrected += done.fresh and done.version > 1


def unread_violations() -> bool:
    """Say whether the imported violations, or the policies they are read by, have changed since they were read."""
    snapshot = the_warehouse().snapshot()
    if not snapshot.state("violations").rows:
        return False
    return not ViolationReading.objects.filter(pk=_key(snapshot)).exists()


def read_violations(*, now: datetime) -> Reading:
    """
    Read every imported violation once for each state of the rows and policies, and return what became of them.

    A row that is refused harms nobody: it is not on record, and staff see why.
    """
    warehouse = the_warehouse()
    snapshot = warehouse.snapshot()
    reading = Reading()
    for row in imported_violations(warehouse, snapshot):
        reading.take(row, now=now)
    ViolationReading.objects.get_or_create(
        pk=_key(snapshot),
        defaults={
            "read_at": now,
            "rows": reading.rows,
            "recorded": reading.recorded,
            "corrected": reading.corrected,
            "refused": reading.refused,
        },
    )
    return reading


def in_utc(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row whose instants, which rest without a zone, say that they are UTC."""
    return {
        name: value.replace(tzinfo=UTC) if isinstance(value, datetime) and value.tzinfo is None else value
        for name, value in row.items()
    }


def _key(snapshot: Snapshot) -> str:
    """Return what changes when the imported rows or the policies do."""
    policies = sorted(PolicyVersion.objects.values_list("pk", flat=True))
    return fingerprint([violations_mark(snapshot), policies])
