"""Breaches to start a test from, by people of an invented agency, under the example policy."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fairnotice.actions.record_violation import Recorded, RecordViolation, record_violation
from fairnotice.facts.violation_report import ViolationReport, read_report
from fairnotice.warehouse.home import Warehouse
from tests.support.builders import a_policy_version
from tests.support.parties import an_agency

RECORDED_AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
ACTED_AT = "2026-10-28T14:00:00Z"


def a_town(home: Path) -> Warehouse:
    """Lay an agency with its owner, a manager and members into the home, and publish the example policy."""
    a_policy_version()
    return an_agency(home, managers=2, members=2)


def a_report(violation_id: str = "V-17", *, now: datetime = RECORDED_AT, **changes: Any) -> ViolationReport:
    """Return a report about a member of the agency, as a freelancer."""
    values = {
        "violation_id": violation_id,
        "account_id": "member-0",
        "provision": "V1.1",
        "occurred_at": ACTED_AT,
        "description": "Asked the client of C-88213 to pay by bank transfer.",
        "evidence": [{"kind": "message", "reference": "M-5512"}, {"kind": "contract", "reference": "C-88213"}],
        "reported_by": "client-3",
    }
    return read_report({**values, **changes}, where="test", now=now)


def recorded(violation_id: str = "V-17", *, now: datetime = RECORDED_AT, **changes: Any) -> Recorded:
    """Record a violation as staff."""
    return record_violation(RecordViolation(a_report(violation_id, now=now, **changes), "staff"), now=now)
