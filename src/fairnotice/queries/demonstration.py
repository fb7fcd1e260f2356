"""What the actors of a demo hold in their hands: letters to open, and what came of the looks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from django.conf import settings

from fairnotice.ledger.dockets import Case, CaseEvent
from fairnotice.ledger.letters import Notice, Outgoing
from fairnotice.ledger.looks import Finding, Look
from fairnotice.ledger.violations import ViolationVersion
from fairnotice.queries.violations import ViolationOnRecord, violations_without_case


@dataclass(frozen=True, slots=True)
class LetterInHand:
    """One letter: to whom, about which account, and how far it came."""

    notice_id: UUID
    document: str
    role: str
    person_id: int
    person_name: str
    person_account_id: str
    account_id: str
    account_kind: str
    account_name: str
    case_id: UUID | None
    case_reference: str
    mailed: bool
    """A mail that points to it has left."""
    unreachable: bool
    """There was no address, or mail came back: staff got it on paper."""
    opened: bool


@dataclass(frozen=True, slots=True)
class PastLook:
    """One look: how many accounts got which answer."""

    look_on: date
    summary: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class OpenMatter:
    """One case and where it stands."""

    case_id: UUID
    reference: str
    matter: str
    account_id: str
    account_kind: str
    account_name: str
    stage: str
    outcome: str
    claimed_by: int | None
    """The reviewer who has taken it on."""


def letters_in_hand() -> tuple[LetterInHand, ...]:
    """Return every letter, oldest first."""
    found = Notice.objects.select_related("recipient", "case", "finding").prefetch_related("outgoing", "proofs")
    return tuple(_in_hand(notice) for notice in found.order_by("created_at", "reference", "recipient_id"))


def past_looks() -> tuple[PastLook, ...]:
    """Return all looks, oldest first."""
    return tuple(PastLook(look.look_on, look.summary) for look in Look.objects.order_by("look_on"))


def matters() -> tuple[OpenMatter, ...]:
    """Return all cases, oldest first."""
    return tuple(
        OpenMatter(
            case_id=case.id,
            reference=case.reference,
            matter=case.matter,
            account_id=case.account_id,
            account_kind=case.account_kind,
            account_name=case.account_name,
            stage=case.stage,
            outcome=case.outcome,
            claimed_by=case.reviewer_id,
        )
        for case in Case.objects.order_by("opened_at", "reference")
    )


def violation_to_read() -> ViolationOnRecord | None:
    """Return a violation for a person to read: by a freelancer with an address, of a rule that asks to be confirmed."""
    from fairnotice.warehouse import accounts as facts  # noqa: PLC0415  the engine has no place in a start-up
    from fairnotice.warehouse.home import Warehouse  # noqa: PLC0415  the same

    warehouse = Warehouse.of_home(Path(settings.HOME))
    snapshot = warehouse.snapshot()
    for each in violations_without_case():
        kept = ViolationVersion.objects.select_related("policy").filter(violation_id=each.id)
        version = kept.order_by("number").last()
        rule = version.policy.rulebook.provision(each.provision_id) if version else None
        known = facts.account(warehouse, snapshot, each.account_id)
        if each.account_kind == "freelancer" and rule and rule.acknowledge and known and known.email:
            return each
    return None


def facts_of(case_id: UUID) -> tuple[str, ...]:
    """Return the ids of the contracts that a case rests on."""
    return tuple(CaseEvent.objects.get(case_id=case_id, number=1).facts["facts"])


def found_accounts() -> dict[str, date]:
    """Return every account ever found, with the day of the look that found it first."""
    first: dict[str, date] = {}
    for finding in Finding.objects.filter(verdict="finding").select_related("look").order_by("look__look_on"):
        first.setdefault(finding.account_id, finding.look.look_on)
    return first


def _in_hand(notice: Notice) -> LetterInHand:
    """Return the letter of *notice*; an early private word belongs to a finding and to no case."""
    about: Case | Finding | None = notice.case or notice.finding
    rows = list(notice.outgoing.all())
    return LetterInHand(
        notice_id=notice.id,
        document=notice.document,
        role=notice.recipient_role,
        person_id=notice.recipient_id,
        person_name=notice.recipient.name,
        person_account_id=notice.recipient.account_id or "",
        account_id=about.account_id if about else "",
        account_kind=about.account_kind if isinstance(about, Case) else about.kind if about else "",
        account_name=about.account_name if isinstance(about, Case) else about.explanation["name"] if about else "",
        case_id=notice.case_id,
        case_reference=notice.case.reference if notice.case else "",
        mailed=any(row.channel == "email" and row.state == Outgoing.State.SENT for row in rows),
        unreachable=any(row.channel == "post" for row in rows),
        opened=bool(notice.proofs.all()),
    )
