"""A deed tried out and undone: its author sees the very letter, or date, that it would bring."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.db import transaction

Seen = TypeVar("Seen")


def rehearse(deed: Callable[[], object], look: Callable[[], Seen]) -> Seen:
    """
    Carry out *deed*, *look* at what it left, and undo all of it.

    Nothing is recorded and nothing leaves: the outgoing rows are undone as well.

    Raises:
        Refusal: whatever the deed itself would be refused for.
    """
    with transaction.atomic():
        deed()
        seen = look()
        transaction.set_rollback(True)
    return seen
