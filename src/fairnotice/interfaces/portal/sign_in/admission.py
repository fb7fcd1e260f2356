"""Whoever the marketplace's facts know may sign in; the first time makes them a person of the ledger."""

from __future__ import annotations

from datetime import datetime


def admit_by_email(email: str, *, now: datetime) -> None:
    """Admit the person whom the facts know by *email*; a stranger's address changes nothing."""
    from fairnotice.actions.admit_person import AdmitPerson, admit_person  # noqa: PLC0415  loads the engine

    admit_person(AdmitPerson(email=email), now=now)


def admit_account(account_id: str, *, now: datetime) -> int | None:
    """Admit the person who is *account_id* and return their key; None where the facts know nobody of it."""
    from fairnotice.actions.admit_person import AdmitPerson, admit_person  # noqa: PLC0415  loads the engine

    return admit_person(AdmitPerson(account_id=account_id), now=now)
