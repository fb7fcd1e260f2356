"""References that people can say on the telephone: WM-2611-0482 is the 482nd matter of November 2026."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from fairnotice.ledger.dockets import ReferenceCounter


def next_reference(now: datetime) -> str:
    """Return the next reference of the month of *now*, without gaps: the caller's transaction holds the counter."""
    month = f"{settings.REFERENCE_PREFIX}-{now:%y%m}"
    ReferenceCounter.objects.get_or_create(month=month)
    counter = ReferenceCounter.objects.select_for_update().get(month=month)
    counter.last += 1
    counter.save(update_fields=["last"])
    return str(counter)
