"""Who speaks for an account in one case, and which cases somebody was let into."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from fairnotice.ledger.hearing import Representation


@dataclass(frozen=True, slots=True)
class Representative:
    """Somebody whom the account admitted."""

    person_id: int
    name: str
    email: str
    may_act: bool
    admitted_by: str
    admitted_at: datetime
    dismissed_at: datetime | None


@dataclass(frozen=True, slots=True)
class RepresentedCase:
    """A case that somebody was let into."""

    reference: str
    account_name: str
    may_act: bool


def representatives_of(case_id: UUID) -> tuple[Representative, ...]:
    """Return everybody who was ever admitted to the case, those who still speak first."""
    rows = Representation.objects.filter(case_id=case_id).select_related("person", "admitted_by").order_by("pk")
    found = [
        Representative(
            person_id=row.person_id,
            name=str(row.person),
            email=row.person.email or "",
            may_act=row.may_act,
            admitted_by=str(row.admitted_by),
            admitted_at=row.admitted_at,
            dismissed_at=row.dismissed_at,
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda each: each.dismissed_at is not None))


def representation(case_id: UUID, person_id: int) -> Representative | None:
    """Return how this person speaks for the account in the case now, or None."""
    return next((r for r in representatives_of(case_id) if r.person_id == person_id and not r.dismissed_at), None)


def represented_by(person_id: int) -> tuple[RepresentedCase, ...]:
    """Return the cases that this person was let into and not dismissed from, newest first."""
    rows = Representation.objects.filter(person_id=person_id, dismissed_at=None).select_related("case")
    return tuple(RepresentedCase(r.case.reference, r.case.account_name, r.may_act) for r in rows.order_by("-pk"))
