"""Carry granted corrections to where looks are made: from the next snapshot on, nothing counts them."""

from __future__ import annotations

from datetime import datetime

from fairnotice.actions.parties import the_warehouse
from fairnotice.ledger.hearings import Correction
from fairnotice.warehouse.corrections import corrections, leave_out


def carry_corrections(*, now: datetime) -> int:
    """Leave out every contract that was granted and still counts; return how many there were."""
    warehouse = the_warehouse()
    granted = set(Correction.objects.values_list("contract_id", flat=True))
    fresh = granted - corrections(warehouse.root).keys()
    return leave_out(warehouse, fresh, now=now) if fresh else 0
