"""Letters that wait to be delivered."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from fairnotice.actions.queue_notice import queue_notice
from fairnotice.ledger.letters import Notice
from fairnotice.notices import letters
from fairnotice.notices.envelope import Envelope
from tests.support.builders import a_finding, a_person
from tests.support.letters import early_reasons, to_freelancer


def an_early_word(*, now: datetime, account_id: str = "freelancer-7", **person: Any) -> Notice:
    """Lay an early word into the portal of a new person, due at once."""
    recipient = a_person(account_id, **person)
    envelope: Envelope = to_freelancer(recipient_name=recipient.name, account_id=account_id)
    return queue_notice(
        letter=letters.heads_up(envelope, early_reasons()),
        recipient=recipient,
        role="freelancer",
        not_before=now,
        now=now,
        finding=a_finding(account_id=account_id),
    )
