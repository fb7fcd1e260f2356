"""Ask whether a finding still stands: without new outcomes it lapses, and its case ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from uuid import UUID

from django.db import transaction

from fairnotice.actions.measuring import measure, newest_snapshot
from fairnotice.actions.taking_steps import locked, take
from fairnotice.cases import events as e
from fairnotice.cases.stages import Who
from fairnotice.evaluation.result import Explanation
from fairnotice.ledger.dockets import Case


@dataclass(frozen=True, slots=True)
class AskWhetherFindingStands:
    """Which case."""

    case_id: UUID


def ask_whether_finding_stands(command: AskWhetherFindingStands, *, now: datetime) -> str:
    """
    Measure again when a finding's time is over; return the event's name, or "" where nothing was due.

    Newer outcomes put the day off; without any the case ends in the account's favor.

    Raises:
        NoLookYet: no look has been recorded under the case's policy.
    """
    row = Case.objects.select_related("policy").get(pk=command.case_id)
    snapshot = newest_snapshot()
    until = stands_until(measure(row.account_id, row.policy.rulebook, now=now))
    with transaction.atomic():
        docket, _ = locked(command.case_id)
        if not docket.case.open or docket.case.stands_until is None or docket.case.stands_until > now:
            return ""
        step: e.Event = e.FindingLapsed(at=now, by=Who.CLOCK)
        if until is not None and until > now:
            step = e.FindingStands(at=now, by=Who.ENGINE, stands_until=until, snapshot=snapshot)
        take(docket, step, actor=None, now=now)
        return type(step).__name__


def stands_until(explanation: Explanation) -> datetime | None:
    """Return the instant from which a finding no longer stands by itself; None where it does not stand now."""
    lapses_on = explanation.what_if.lapses_on if explanation.what_if else None
    return beginning_of(lapses_on) if lapses_on else None


def beginning_of(day: date) -> datetime:
    """Return the first instant of a day, UTC: the sooner, the better for the account."""
    return datetime.combine(day, time(), UTC)
