"""Rows that one process at a time may work on: held by a lease, changed only by their holder."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from django.db import models, transaction
from django.db.models import Q, QuerySet

from fairnotice.outbox.carrier import Taken

Row = TypeVar("Row", bound=models.Model)


def lease_first(due: QuerySet[Row], *, by: str, now: datetime, until: datetime) -> int | None:
    """Return the key of the first row of *due* that is free, now held by *by* until *until*; None without one."""
    free = due.filter(Q(lease_until=None) | Q(lease_until__lte=now))
    while (key := free.order_by("due_at", "pk").values_list("pk", flat=True).first()) is not None:
        if free.filter(pk=key).update(lease_until=until, leased_by=by):
            return int(key)
    return None


def move(held: QuerySet[Row], row: Row, *, by: str, seen: str, to: str, **also: object) -> None:
    """
    Change the state of *row*, in a transaction of its own, if *by* still holds it in the state that was *seen*.

    Raises:
        Taken: the row is no longer held by *by*.
    """
    with transaction.atomic(durable=True):
        moved = held.filter(pk=row.pk, leased_by=by, state=seen).update(state=to, **also)
    if not moved:
        raise Taken
    setattr(row, "state", to)  # noqa: B010  the model is known to have it, its type is not
