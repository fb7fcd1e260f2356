"""Remove files that a crash left behind: contents that no row names a day later."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.conf import settings

from fairnotice.ledger.evidence_files import EvidenceStore


def collect_evidence(*, now: datetime) -> str:
    """Collect what is orphaned, once a day; return what was done, or "" for nothing."""
    return "orphaned files removed" if EvidenceStore.of_home(Path(settings.HOME)).collect_daily(now=now) else ""
