"""The state of an outgoing row, changed in single steps that only the holder of its lease can make."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from fairnotice.ledger.letters import Outgoing
from fairnotice.outbox.leases import lease_first, move
from fairnotice.outbox.mail import message_id

LEASE = timedelta(minutes=30)
"""Longer than any one attempt can take; a row held longer belonged to a process that is gone."""
BACKOFF = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 180, 360, 720, 1440))
"""Waits between attempts while nothing has left; after the last one the letter goes another way."""
State = Outgoing.State
FINISHED = (State.SENT, State.BOUNCED, State.DOUBT, State.FAILED)


def lease(*, by: str, now: datetime, until: datetime, channels: Iterable[str]) -> Outgoing | None:
    """Return one due row that is now held by *by* until *until*, or None when nothing is due."""
    due = Outgoing.objects.filter(state=State.QUEUED, due_at__lte=now, channel__in=list(channels))
    key = lease_first(due, by=by, now=now, until=until)
    return Outgoing.objects.select_related("notice__recipient").get(pk=key) if key is not None else None


def begin(row: Outgoing, *, by: str) -> None:
    """
    Record the attempt, before anything touches the wire.

    Raises:
        Taken: the row is no longer held by *by*.
    """
    row.message_id = message_id(row)
    row.attempts += 1
    _move(row, by=by, seen=State.QUEUED, to=State.HANDING, message_id=row.message_id, attempts=row.attempts)


def leaving(row: Outgoing, *, by: str) -> None:
    """
    Record that the words are about to leave.

    Raises:
        Taken: the row is no longer held by *by*.
    """
    _move(row, by=by, seen=State.HANDING, to=State.HANDED)


def sent(row: Outgoing, *, by: str, now: datetime) -> None:
    """
    Record that the letter was taken.

    Raises:
        Taken: the row is no longer held by *by*.
    """
    _move(row, by=by, seen=State.HANDED, to=State.SENT, finished_at=now, lease_until=None, last_error="")


def put_off(row: Outgoing, *, by: str, until: datetime, because: str = "") -> None:
    """Give the row back, not to be tried before *until*; for when nothing has left."""
    held = Outgoing.objects.filter(pk=row.pk, leased_by=by, state__in=(State.QUEUED, State.HANDING, State.HANDED))
    held.update(state=State.QUEUED, due_at=until, lease_until=None, leased_by="", last_error=because)


def give_up(row: Outgoing, *, by: str, state: Outgoing.State, because: str, now: datetime) -> None:
    """Record that this channel is over for the letter, and queue the second one, in one transaction."""
    with transaction.atomic():
        held = Outgoing.objects.filter(pk=row.pk, leased_by=by).exclude(state__in=FINISHED)
        if held.update(state=state, finished_at=now, lease_until=None, last_error=because):
            queue_second_channel(row, now=now)


def queue_second_channel(row: Outgoing, *, now: datetime) -> None:
    """Queue paper for a letter whose mail failed; at most once, and never for paper itself."""
    if row.channel == "email":
        Outgoing.objects.get_or_create(
            notice_id=row.notice_id, channel="post", kind=row.kind, defaults={"due_at": now, "created_at": now}
        )


def abandoned(*, now: datetime) -> list[Outgoing]:
    """Return the rows whose holder is gone in the middle of an attempt."""
    begun = Outgoing.objects.filter(state__in=(State.HANDING, State.HANDED), lease_until__lte=now)
    return list(begun.select_related("notice__recipient").order_by("pk"))


def found(row: Outgoing, *, now: datetime) -> None:
    """Record that an interrupted attempt turned out to have gone through."""
    begun = Outgoing.objects.filter(pk=row.pk, leased_by=row.leased_by, state__in=(State.HANDING, State.HANDED))
    begun.update(state=State.SENT, finished_at=now, lease_until=None)


def _move(row: Outgoing, *, by: str, seen: Outgoing.State, to: Outgoing.State, **also: object) -> None:
    """Change the state, if the row is still held by *by* in the state that was *seen*."""
    move(Outgoing.objects.all(), row, by=by, seen=seen, to=to, **also)
