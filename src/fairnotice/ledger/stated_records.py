"""What was stated to an account: each fact as its letters named it, and the later work as it was measured."""

from __future__ import annotations

from datetime import date

from fairnotice.evaluation.record import explanation_from_json
from fairnotice.evaluation.result import Explanation
from fairnotice.ledger.dockets import Case
from fairnotice.ledger.letters import Notice
from fairnotice.ledger.snapshots import ReliedOn, content_of
from fairnotice.notices.letter import Record


def stated_records(row: Case) -> dict[str, Record]:
    """Return each fact that the letters to those who answer for the account have named, as it was named last."""
    told = Notice.objects.filter(case=row).exclude(recipient_role="member").order_by("created_at")
    known: dict[str, Record] = {}
    for letter in told.values_list("letter", flat=True):
        for group in letter["records"]:
            for kept in group["records"]:
                known[kept["id"]] = Record(kept["id"], date.fromisoformat(kept["on"]), kept["text"])
    return known


def later_work(row: Case) -> Explanation | None:
    """Return what the work after the notice alone says, as the newest result had it; None before there is one."""
    uses = ReliedOn.objects.filter(event__case=row, event__name="ReEvaluatedNotImproved", what="later")
    newest = uses.order_by("event__number").last()
    return explanation_from_json(content_of(newest.sha256)) if newest else None
