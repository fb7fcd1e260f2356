"""Ask whether what ends a restriction earlier has happened; only loosening follows from the answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from fairnotice.actions.letter_matter import Said
from fairnotice.actions.measuring import measure, newest_snapshot, rated_contracts
from fairnotice.actions.taking_steps import locked, take
from fairnotice.cases.events import ExitMet
from fairnotice.cases.stages import Matter, Stage, Who
from fairnotice.evaluation.result import Estimate
from fairnotice.ledger.casebook import case_value
from fairnotice.ledger.dockets import Case


@dataclass(frozen=True, slots=True)
class MeetExit:
    """Which case."""

    case_id: UUID


def held_cases() -> list[UUID]:
    """Return the cases for quality whose restriction works and for which newer data may hold its end, oldest first."""
    waiting = Case.objects.filter(stage=Stage.IN_EFFECT, matter=Matter.QUALITY).exclude(seen_snapshot=newest_snapshot())
    return list(waiting.order_by("opened_at").values_list("pk", flat=True))


def meet_exit(command: MeetExit, *, now: datetime) -> str:
    """
    Measure the account again; end its hold or suspension when the chance has fallen below what keeps a finding.

    Returns the event's name, or "" where nothing followed. A closure ends by people alone.

    Raises:
        NoLookYet: no look has been recorded under the case's policy.
    """
    row = Case.objects.select_related("policy").get(pk=command.case_id)
    case = case_value(row)
    if case.stage is not Stage.IN_EFFECT or case.closed_for_good or case.matter is not Matter.QUALITY:
        return ""
    snapshot = newest_snapshot()
    whole = measure(row.account_id, row.policy.rulebook, now=now)
    with transaction.atomic():
        docket, _ = locked(command.case_id)
        if docket.case != case:
            return ""
        Case.objects.filter(pk=row.pk).update(seen_snapshot=snapshot)
        chance = whole.estimate.v if isinstance(whole.estimate, Estimate) else None
        if chance is not None and chance >= whole.keeps:
            return ""
        facts = rated_contracts(whole) or (whole.provenance.snapshot,)
        step = ExitMet(at=now, by=Who.ENGINE, facts=facts)
        take(docket, step, actor=None, now=now, said=Said(whole=whole))
        return ExitMet.__name__
