"""Record that a letter came back: it did not arrive, so no clock may run from it, and staff are told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db import transaction

from fairnotice.kernel.refusal import Refusal
from fairnotice.ledger.letters import Outgoing

_NOTICE = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
State = Outgoing.State


class UnknownLetter(Refusal):
    """Refuse a bounce of a letter that is not ours."""

    code: ClassVar[str] = "unknown_letter"

    def __init__(self, named: str) -> None:
        super().__init__(f"No letter of ours was sent by mail under {named}.")
        self.named = named


class NothingSent(Refusal):
    """Refuse a bounce of a letter that has not left."""

    code: ClassVar[str] = "nothing_sent"

    def __init__(self, named: str, state: str) -> None:
        super().__init__(f"The letter {named} cannot have come back: it is {state}.")
        self.named = named
        self.state = state


@dataclass(frozen=True, slots=True)
class RecordBounce:
    """A mail server's word that a letter did not arrive."""

    letter: str
    """The notice's id or the mail's Message-ID, with or without angle brackets."""
    reason: str = ""


@transaction.atomic
def record_bounce(command: RecordBounce, *, now: datetime) -> bool:
    """
    Mark the mail as bounced and queue the letter for the second channel; False when that was known already.

    Raises:
        UnknownLetter: no mail has this id.
        NothingSent: the mail has not been sent.
    """
    row = _mail_of(command.letter)
    if row.state == State.BOUNCED:
        return False
    if row.state not in {State.HANDED, State.SENT, State.DOUBT}:
        raise NothingSent(command.letter, row.state)
    row.state = State.BOUNCED
    row.finished_at = now
    row.lease_until = None
    row.last_error = command.reason[:500]
    row.save(update_fields=["state", "finished_at", "lease_until", "last_error"])
    Outgoing.objects.get_or_create(
        notice_id=row.notice_id, channel="post", kind=row.kind, defaults={"due_at": now, "created_at": now}
    )
    return True


def _mail_of(named: str) -> Outgoing:
    """
    Return the mail's row, locked.

    Raises:
        UnknownLetter: there is none.
    """
    mails = Outgoing.objects.select_for_update().filter(channel="email")
    bare = named.strip().strip("<>")
    row = mails.filter(message_id=f"<{bare}>").first()
    if row is None and _NOTICE.fullmatch(bare):
        row = mails.filter(notice_id=bare, kind="letter").first()
    if row is None:
        raise UnknownLetter(named)
    return row
