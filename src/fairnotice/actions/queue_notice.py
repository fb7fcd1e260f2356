"""Lay a letter into the portal and queue the mail that points to it; one transaction with the event that owes it."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.conf import settings
from django.db import transaction

from fairnotice.ledger.dockets import Case, CaseEvent
from fairnotice.ledger.letters import Notice, Outgoing
from fairnotice.ledger.looks import Finding
from fairnotice.ledger.people import Person
from fairnotice.ledger.promises import ReviewPromise
from fairnotice.notices.documents import Document
from fairnotice.notices.envelope import Envelope
from fairnotice.notices.html import as_html
from fairnotice.notices.letter import Letter
from fairnotice.notices.text import as_text
from fairnotice.notices.window import arrival
from fairnotice.policy.rulebook import Policy


def envelope_for(
    *,
    policy: Policy,
    document: Document,
    recipient: Person,
    role: str,
    account_id: str,
    account_name: str,
    account_kind: str,
    reference: str,
    now: datetime,
    signed_by: str = "",
    case_reference: str = "",
) -> Envelope:
    """Return the envelope of a letter written now: sender from policy and settings, arrival by the delivery window."""
    telling = policy.telling
    return Envelope(
        marketplace=settings.MARKETPLACE,
        site=settings.SITE_URL,
        recipient_name=recipient.name,
        zone=recipient.timezone,
        role=role,
        account_id=account_id,
        account_name=account_name or account_id,
        account_kind=account_kind,
        reference=reference,
        written_at=arrival(now, zone=recipient.timezone, telling=telling, good_news=document.is_good_news),
        signed_by=signed_by or telling.contact_name,
        team=telling.quality_team,
        redress_body=telling.redress_body,
        redress_court=telling.redress_court,
        redress_office=telling.redress_office,
        contact=telling.contact_email,
        case_reference=case_reference,
        language="en",
    )


def queue_notice(
    *,
    letter: Letter,
    recipient: Person,
    role: str,
    not_before: datetime,
    now: datetime,
    case: Case | None = None,
    finding: Finding | None = None,
    event: CaseEvent | None = None,
    promise: ReviewPromise | None = None,
) -> Notice:
    """
    Record the notice and its first outgoing row, within the caller's transaction.

    *not_before* is the envelope's ``written_at``. Somebody without an address gets
    a row for the second channel at once: no proof, no clock.
    """
    number = uuid.uuid4()
    url = f"{settings.SITE_URL}/letters/{number}/"
    with transaction.atomic():
        notice = Notice.objects.create(
            id=number,
            case=case,
            finding=finding,
            event=event,
            promise=promise,
            document=letter.document,
            recipient=recipient,
            recipient_role=role,
            reference=letter.reference,
            subject=letter.subject,
            letter=letter.as_json(),
            text=as_text(letter, letter_url=url),
            html=as_html(letter, letter_url=url),
            not_before=not_before,
            created_at=now,
        )
        Outgoing.objects.create(
            notice=notice,
            channel="email" if recipient.email else "post",
            address=recipient.email or "",
            due_at=not_before,
            created_at=now,
        )
    return notice
