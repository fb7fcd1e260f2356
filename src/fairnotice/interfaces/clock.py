"""The only place where the time of day is read."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

from django.conf import settings

OFFSET_FILE = "demo-clock.json"


def now() -> datetime:
    """Return the present instant in UTC; in a demo, the instant its travelling clock shows."""
    return datetime.now(UTC) + _offset()


def _offset() -> timedelta:
    """Return how far the demo's clock has travelled; zero outside a demo."""
    if not settings.DEMO:
        return timedelta(0)
    kept = settings.HOME / OFFSET_FILE
    if not kept.exists():
        return timedelta(0)
    return timedelta(seconds=json.loads(kept.read_text(encoding="utf-8"))["ahead_seconds"])


def travel_to(instant: datetime) -> None:
    """Set the demo's clock to *instant*, from where it goes on; only a demo may do this."""
    if not settings.DEMO:
        raise RuntimeError("Only a demo's clock travels.")
    ahead = (instant - datetime.now(UTC)).total_seconds()
    (settings.HOME / OFFSET_FILE).write_text(json.dumps({"ahead_seconds": ahead}), encoding="utf-8")
