"""Which cases wait for new outcomes, and have not been searched in the newest data."""

from __future__ import annotations

from uuid import UUID

from fairnotice.actions.measuring import newest_snapshot
from fairnotice.cases.stages import Stage
from fairnotice.ledger.dockets import Case


def waiting_cases() -> list[UUID]:
    """Return the improving cases for which newer data may hold new outcomes, oldest first."""
    waiting = Case.objects.filter(stage=Stage.IMPROVING).exclude(seen_snapshot=newest_snapshot())
    return list(waiting.order_by("opened_at").values_list("pk", flat=True))
