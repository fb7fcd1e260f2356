"""The text that an account is asked to confirm, what this person confirmed, and what changed since the last time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from fairnotice.ledger.models import Acknowledgement, Case, Notice
from fairnotice.notices.documents import Document
from fairnotice.notices.stated_facts import Rule
from fairnotice.notices.understood import Change, Understood, difference


@dataclass(frozen=True, slots=True)
class Given:
    """A confirmation that stands."""

    reference: str
    sentence: str
    signed_at: datetime
    receipt: UUID | None
    """The letter that is its receipt."""


@dataclass(frozen=True, slots=True)
class Signing:
    """Everything the page about a confirmation shows."""

    text: Understood
    given: Given | None
    """What this person confirmed in this case, unless it was taken back."""
    last_version: int | None
    """The version that the account confirmed last, if it was another one."""
    changes: tuple[Change, ...]
    """How the rule differs from that version."""


def signing(case_id: UUID, person_id: int) -> Signing | None:
    """Return what the page shows; None where the rule asks for no confirmation."""
    row = Case.objects.select_related("policy").get(pk=case_id)
    policy = row.policy.rulebook
    provision = policy.provision(row.provision_id)
    if provision is None or not provision.acknowledge:
        return None
    text = Understood(Rule.of_policy(policy, provision.id), provision.title, row.reference)
    earlier = Acknowledgement.objects.filter(account_id=row.account_id, provision_id=provision.id, withdrawal=None)
    last = earlier.exclude(policy=row.policy).select_related("policy").order_by("signed_at").last()
    old = last.policy.rulebook.provision(provision.id) if last else None
    return Signing(
        text=text,
        given=_given(row, person_id),
        last_version=last.policy.version if last else None,
        changes=difference(old.text, provision.text) if old else (),
    )


def _given(row: Case, person_id: int) -> Given | None:
    given = Acknowledgement.objects.filter(case=row, person_id=person_id, withdrawal=None).order_by("signed_at").last()
    if given is None:
        return None
    receipt = Notice.objects.filter(event_id=given.pk, document=Document.ACKNOWLEDGEMENT_RECEIPT).first()
    return Given(given.reference, given.sentence, given.signed_at, receipt.pk if receipt else None)
