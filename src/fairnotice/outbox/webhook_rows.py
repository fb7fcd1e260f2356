"""The state of an effect's row for one endpoint; repeating is allowed here, because the receiver knows it by its id."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from fairnotice.ledger.effects import Effect, EffectCounter, EffectDelivery
from fairnotice.outbox.leases import lease_first, move

LEASE = timedelta(minutes=2)
"""Longer than any one exchange can take; what is held longer is repeated."""
BACKOFF = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 180, 360, 720, 1440))
"""Waits between attempts, each made up to a fifth longer so that not all come at once; the last one repeats."""
ASK_AGAIN = timedelta(days=1)
"""What was taken and is not acknowledged goes out again after this."""
State = EffectDelivery.State
WAITING = (State.QUEUED, State.DOUBT, State.HANDED)
LONGEST_KEPT = 500


def lease(*, by: str, now: datetime, until: datetime, without: Iterable[UUID]) -> EffectDelivery | None:
    """
    Return one due row that is now held by *by*, none of the endpoints *without*; None when nothing is due.

    While an earlier effect of the account is on the wire, the later one waits: that lasts no longer than a lease.
    """
    on_the_wire = EffectDelivery.objects.filter(
        endpoint=OuterRef("endpoint"),
        effect__account_id=OuterRef("effect__account_id"),
        effect__sequence__lt=OuterRef("effect__sequence"),
        state=State.HANDING,
        lease_until__gt=now,
    )
    due = EffectDelivery.objects.filter(~Exists(on_the_wire), endpoint__active=True, state__in=WAITING, due_at__lte=now)
    key = lease_first(due.exclude(endpoint__in=list(without)), by=by, now=now, until=until)
    return _read(key) if key is not None else None


def begin(row: EffectDelivery, *, by: str, now: datetime) -> None:
    """
    Record the attempt, before anything touches the wire.

    Raises:
        Taken: the row is no longer held by *by*.
    """
    row.attempts += 1
    move(_all(), row, by=by, seen=row.state, to=State.HANDING, attempts=row.attempts, tried_at=now)


def taken(row: EffectDelivery, *, by: str, now: datetime, answer: str) -> State:
    """Record that the receiver has it, and when it is asked again; return what the row is then."""
    return _rest(row, by=by, now=now, to=State.HANDED, wait=ASK_AGAIN, answer=answer)


def put_off(row: EffectDelivery, *, by: str, now: datetime, answer: str, doubt: bool, at_least: timedelta) -> State:
    """Record that it did not arrive, or that nobody knows, and when it is tried again; return what the row is then."""
    wait = max(at_least, BACKOFF[min(max(row.attempts, 1), len(BACKOFF)) - 1])
    return _rest(row, by=by, now=now, to=State.DOUBT if doubt else State.QUEUED, wait=wait, answer=answer)


def abandoned(*, now: datetime) -> list[EffectDelivery]:
    """Return the rows whose holder is gone in the middle of an attempt."""
    begun = _all().filter(state=State.HANDING, lease_until__lte=now)
    return list(begun.select_related("effect", "endpoint").order_by("pk"))


def again(row: EffectDelivery, *, now: datetime) -> State:
    """Let a row whose sender died be sent again at once; return what the row is then."""
    return _rest(row, by=row.leased_by, now=now, to=State.DOUBT, wait=timedelta(0), answer="The sender died.")


def _rest(row: EffectDelivery, *, by: str, now: datetime, to: State, wait: timedelta, answer: str) -> State:
    """Give the row back: to be tried later, superseded by a newer effect, or given up."""
    due_at = now + wait + wait * _jitter(row)
    if _newest(row.effect) > row.effect.sequence:
        to = State.SUPERSEDED
    elif due_at > row.give_up_at:
        to = State.FAILED
    finished = now if to in {State.SUPERSEDED, State.FAILED} else None
    _all().filter(pk=row.pk, leased_by=by, state=State.HANDING).update(
        state=to, due_at=due_at, lease_until=None, leased_by="", last_answer=answer[:LONGEST_KEPT], finished_at=finished
    )
    return to


def _newest(effect: Effect) -> int:
    """Return the number of the account's newest effect."""
    return EffectCounter.objects.values_list("last", flat=True).get(account_id=effect.account_id)


def _jitter(row: EffectDelivery) -> float:
    """Return a share below a fifth that differs between rows and attempts, and is the same when asked again."""
    return zlib.crc32(f"{row.effect.webhook_id} {row.endpoint_id} {row.attempts}".encode()) / 2**32 / 5


def _read(key: int) -> EffectDelivery:
    return EffectDelivery.objects.select_related("effect", "endpoint").get(pk=key)


def _all() -> QuerySet[EffectDelivery]:
    return EffectDelivery.objects.all()
