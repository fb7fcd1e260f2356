"""
Carry out what is due: each letter at most once per channel, whatever crashes.

The attempt is recorded before the wire. What an earlier process left unfinished
is in doubt and is never sent again on its channel; the second channel is paper.
"""

from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from time import monotonic

from django.conf import settings

from fairnotice.ledger.letters import Notice, Outgoing
from fairnotice.notices.documents import Document
from fairnotice.notices.window import arrival
from fairnotice.outbox import rows
from fairnotice.outbox.carrier import Carrier, InDoubt, NothingLeft, Refused, Taken, Unreachable
from fairnotice.outbox.files import MailFolder, PostFolder
from fairnotice.outbox.smtp import MailServer, backend_of
from fairnotice.policy.reading import read_recorded_policy
from fairnotice.policy.rulebook import Policy


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """What became of the letters that were due."""

    sent: int = 0
    printed: int = 0
    """Laid down as paper for staff."""
    put_off: int = 0
    """To be tried later: nothing has left, or this is no hour for bad news."""
    doubted: int = 0
    refused: int = 0

    @property
    def finished(self) -> int:
        """Return how many letters left the house."""
        return self.sent + self.printed


def deliver_due(*, now: datetime) -> DeliveryReport:
    """
    Deliver every row that is due at *now*, and return what became of them.

    May be called by several processes at once; must not be called within a transaction.

    Raises:
        BadInput: ``FAIRNOTICE_EMAIL_URL`` is set and is no address of a mail server.
    """
    return _Round(now).deliver()


class _Round:
    """One round of deliveries by one holder of leases."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.began = monotonic()
        self.holder = uuid.uuid4().hex
        self.counts: Counter[str] = Counter()
        if settings.EMAIL_URL:
            backend_of(settings.EMAIL_URL)
        self.carriers: dict[str, Carrier] = {
            "email": MailServer(settings.EMAIL_URL, now=now)
            if settings.EMAIL_URL
            else MailFolder(settings.HOME / "mail", now=now),
            "post": PostFolder(settings.HOME / "post"),
        }

    def deliver(self) -> DeliveryReport:
        """Judge what others left behind, then carry out row after row until none is due."""
        self._judge_abandoned()
        open_channels = set(self.carriers)
        while row := rows.lease(by=self.holder, now=self.now, until=self._lease_end(), channels=open_channels):
            try:
                self._attempt(row)
            except Unreachable:
                open_channels.discard(row.channel)
        return DeliveryReport(**self.counts)

    def _lease_end(self) -> datetime:
        """Return when a lease taken now ends; a long round must not outlive its own leases."""
        return self.now + timedelta(seconds=monotonic() - self.began) + rows.LEASE

    def _attempt(self, row: Outgoing) -> None:
        """
        Try to carry out one row.

        Raises:
            Unreachable: nobody answers on this channel; the row is put off.
        """
        opens = self._may_arrive(row, self.now)
        if opens > self.now:
            rows.put_off(row, by=self.holder, until=opens)
            self.counts["put_off"] += 1
            return
        try:
            rows.begin(row, by=self.holder)
            self.carriers[row.channel].carry(row, about_to_leave=lambda: rows.leaving(row, by=self.holder))
            rows.sent(row, by=self.holder, now=self.now)
            self.counts["printed" if row.channel == "post" else "sent"] += 1
        except Taken:
            return
        except NothingLeft as failure:
            self._later(row, str(failure))
            if isinstance(failure, Unreachable):
                raise
        except Refused as failure:
            rows.give_up(row, by=self.holder, state=rows.State.FAILED, because=str(failure), now=self.now)
            self.counts["refused"] += 1
        except InDoubt as failure:
            rows.give_up(row, by=self.holder, state=rows.State.DOUBT, because=str(failure), now=self.now)
            self.counts["doubted"] += 1

    def _later(self, row: Outgoing, because: str) -> None:
        """Put the row off, longer each time, and in the end go another way."""
        if row.channel == "email" and row.attempts > len(rows.BACKOFF):
            rows.give_up(row, by=self.holder, state=rows.State.FAILED, because=because, now=self.now)
            self.counts["refused"] += 1
            return
        wait = rows.BACKOFF[min(row.attempts, len(rows.BACKOFF)) - 1]
        rows.put_off(row, by=self.holder, until=self._may_arrive(row, self.now + wait), because=because)
        self.counts["put_off"] += 1

    def _judge_abandoned(self) -> None:
        """Settle the attempts whose process is gone: found, or in doubt, or never begun."""
        for row in rows.abandoned(now=self.now):
            there = self.carriers[row.channel].arrived(row)
            if there is None:
                rows.give_up(row, by=row.leased_by, state=rows.State.DOUBT, because="The sender died.", now=self.now)
                self.counts["doubted"] += 1
            elif there:
                rows.found(row, now=self.now)
                self.counts["printed" if row.channel == "post" else "sent"] += 1
            else:
                rows.put_off(row, by=row.leased_by, until=self.now, because="The sender died before anything left.")

    @staticmethod
    def _may_arrive(row: Outgoing, at: datetime) -> datetime:
        """Return when the row may arrive, not before *at*: bad news keeps to its window, paper is for staff."""
        notice = row.notice
        if row.channel == "post" or Document(notice.document).is_good_news:
            return at
        telling = _policy_of(notice).telling
        return arrival(at, zone=notice.recipient.timezone, telling=telling, good_news=False)


def _policy_of(notice: Notice) -> Policy:
    """Return the policy a notice was written under."""
    if notice.case is not None:
        version = notice.case.policy
    elif notice.finding is not None:
        version = notice.finding.look.policy
    else:
        raise LookupError(f"Notice {notice.pk} rests on nothing.")
    return _read(version.text)


@lru_cache(maxsize=8)
def _read(text: str) -> Policy:
    """Return the policy of this text."""
    return read_recorded_policy(text)
