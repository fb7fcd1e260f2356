"""P15: every file that was handed in is still there, and still what it was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from fairnotice.ledger.evidence_files import EvidenceStore
from fairnotice.ledger.hearing import Evidence
from fairnotice.ledger.snapshots import ShreddedRecord
from fairnotice.queries.invariants.breach import Breach

PROMISE = "P15"


def breaches() -> Iterator[Breach]:
    """Yield every file that is gone or changed, with the case it belongs to; those past their time may be gone."""
    store = EvidenceStore.of_home(Path(settings.HOME))
    known: dict[str, bool | None] = {}
    kept = Evidence.objects.exclude(file_id__in=ShreddedRecord.objects.values("sha256"))
    for row in kept.select_related("case").order_by("pk").iterator():
        if row.file_id not in known:
            known[row.file_id] = store.is_as_handed_in(row.file_id)
        if known[row.file_id] is None:
            yield Breach(PROMISE, row.case.reference, f"A file that was handed in is gone: {row.file_id[:12]}.")
        elif not known[row.file_id]:
            yield Breach(PROMISE, row.case.reference, f"A file that was handed in has changed: {row.file_id[:12]}.")
