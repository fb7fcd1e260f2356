"""Tell the marketplace what it must carry out, again and again, until it says that it has."""

from __future__ import annotations

import json
import uuid
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic
from uuid import UUID

from fairnotice.actions.acknowledge_effect import AcknowledgeEffect, How, acknowledge_effect
from fairnotice.kernel.refusal import Refusal
from fairnotice.kernel.signatures import signed_headers
from fairnotice.ledger.effects import EffectDelivery, WebhookEndpoint
from fairnotice.ledger.endpoints import NoSuchEndpoint, secrets_of
from fairnotice.ledger.sealing import CannotBeOpened
from fairnotice.outbox import webhook_rows as rows
from fairnotice.outbox.carrier import InDoubt, Refused, Taken, Unreachable
from fairnotice.outbox.webhook_wire import Answer, post

AT_ONCE = timedelta(0)
LONGEST_WISH = timedelta(days=1)
"""How long a receiver may ask us to wait."""


@dataclass(frozen=True, slots=True)
class WebhookReport:
    """What became of the effects that were due."""

    acknowledged: int = 0
    handed: int = 0
    """Taken by the receiver, which has not said yet that it carried them out."""
    queued: int = 0
    """To be tried again: nothing arrived."""
    doubt: int = 0
    """To be tried again: nobody knows whether it arrived."""
    superseded: int = 0
    failed: int = 0

    @property
    def finished(self) -> int:
        """Return how many effects reached the marketplace."""
        return self.acknowledged + self.handed


def tell_of_effects(*, now: datetime) -> WebhookReport:
    """
    Send every effect that is due at *now*, and return what became of them.

    May be called by several processes at once; must not be called within a transaction.
    """
    return _Round(now).tell()


def send_test(endpoint_id: UUID, *, now: datetime) -> str:
    """
    Send an endpoint a signed message that concerns no account, and return what it answered, in words.

    Raises:
        NoSuchEndpoint: there is none.
        CannotBeOpened: its secret cannot be used any more.
    """
    endpoint = WebhookEndpoint.objects.filter(pk=endpoint_id).first()
    if endpoint is None:
        raise NoSuchEndpoint(str(endpoint_id))
    name = f"test_{uuid.uuid4().hex}"
    content = {"type": "endpoint.test", "timestamp": now.isoformat(), "data": {"effect": name}}
    try:
        answer = _exchange(endpoint, json.dumps(content, sort_keys=True), name, now=now)
    except (Refused, Unreachable, InDoubt) as failure:
        return f"No answer: {failure}"
    return f"It took the test: {answer.status}." if answer.is_taken else f"It refused the test: {_told(answer)}"


class _Round:
    """One round by one holder of leases."""

    def __init__(self, now: datetime) -> None:
        self.began, self.at_start = monotonic(), now
        self.holder = uuid.uuid4().hex
        self.counts: Counter[str] = Counter()
        self.silent: set[UUID] = set()
        """Endpoints that gave no answer in this round; what else waits for them waits for the next one."""

    def tell(self) -> WebhookReport:
        """Take up what others left behind, then send row after row until none is due."""
        for left in rows.abandoned(now=self.at_start):
            rows.again(left, now=self.at_start)
        while row := rows.lease(by=self.holder, now=self.at_start, until=self.now() + rows.LEASE, without=self.silent):
            try:
                self._attempt(row)
            except Taken:
                continue
        return WebhookReport(**self.counts)

    def now(self) -> datetime:
        """Return the instant of this round, as far as it has gone on since it began."""
        return self.at_start + timedelta(seconds=monotonic() - self.began)

    def _attempt(self, row: EffectDelivery) -> None:
        """
        Send one row and record what came of it.

        Raises:
            Taken: somebody else has judged the row meanwhile.
        """
        now = self.now()
        rows.begin(row, by=self.holder, now=now)
        try:
            answer = _exchange(row.endpoint, row.effect.body, row.effect.webhook_id, now=now)
        except (Refused, Unreachable, CannotBeOpened) as failure:
            self.silent.add(row.endpoint_id)
            self._later(row, f"Nothing left: {failure}", doubt=False)
        except InDoubt as failure:
            self.silent.add(row.endpoint_id)
            self._later(row, f"No answer: {failure}", doubt=True)
        else:
            if not answer.is_taken:
                self._later(row, _told(answer), doubt=False, at_least=_wish(answer))
                return
            said = self._acknowledged(row, answer)
            if said is not None:
                self.counts[rows.taken(row, by=self.holder, now=self.now(), answer=said).value] += 1

    def _later(self, row: EffectDelivery, said: str, *, doubt: bool, at_least: timedelta = AT_ONCE) -> None:
        """Put the row off."""
        state = rows.put_off(row, by=self.holder, now=self.now(), answer=said, doubt=doubt, at_least=at_least)
        self.counts[state.value] += 1

    def _acknowledged(self, row: EffectDelivery, answer: Answer) -> str | None:
        """Record the acknowledgement in the answer and return None; or return why there is none."""
        word = _word(answer)
        if "acknowledged" not in word:
            return f"{answer.status}: taken, not acknowledged"
        named, at = word.get("acknowledged"), word.get("carried_out_at") or ""
        if named != row.effect.webhook_id:
            return f"{answer.status}: taken; it acknowledges {str(named)[:80]!r}, which is something else"
        command = AcknowledgeEffect(row.effect.webhook_id, row.endpoint_id, How.ANSWER, str(at))
        try:
            acknowledge_effect(command, now=self.now())
        except Refusal as refusal:
            return f"{answer.status}: taken; its acknowledgement was refused: {refusal}"
        self.counts["acknowledged"] += 1
        return None


def _exchange(endpoint: WebhookEndpoint, body: str, message_id: str, *, now: datetime) -> Answer:
    """Send one signed message, and return the answer."""
    headers = signed_headers(body, message_id=message_id, at=now, keys=secrets_of(endpoint, at=now))
    own = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "Fairnotice webhooks"}
    return post(endpoint.url, body.encode(), {**own, **headers})


def _word(answer: Answer) -> dict[str, object]:
    """Return the answer's JSON object; empty when it is none."""
    try:
        word = json.loads(answer.body)
    except (ValueError, RecursionError):
        return {}
    return word if isinstance(word, dict) else {}


def _told(answer: Answer) -> str:
    """Return a refusal as staff read it."""
    text = " ".join(answer.body[:300].decode(errors="replace").split())
    follows = " (redirects are not followed)" if 300 <= answer.status < 400 else ""  # noqa: PLR2004  HTTP's own bounds
    return f"{answer.status}{follows}: {text}" if text else f"{answer.status}{follows}"


def _wish(answer: Answer) -> timedelta:
    """Return how long the receiver asks us to wait."""
    seconds = answer.retry_after.strip()
    return min(timedelta(seconds=int(seconds)), LONGEST_WISH) if seconds.isdigit() and len(seconds) < 7 else AT_ONCE  # noqa: PLR2004  days fit
