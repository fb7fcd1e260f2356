"""How many people there are to decide."""

from __future__ import annotations

from fairnotice.ledger.people import Person


def reviewers() -> int:
    """Return how many members of staff may review cases now."""
    return Person.objects.filter(role=Person.Role.REVIEWER, is_active=True).count()
