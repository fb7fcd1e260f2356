"""Invented accounts behind the real pages: the engine's answers are given, everything else runs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from fairnotice.evaluation.result import Explanation
from fairnotice.interfaces.portal.styleguide import samples
from fairnotice.queries.access import forget_facts
from fairnotice.queries.stats import forget_explanations
from fairnotice.warehouse.accounts import AccountFacts, MembershipFacts
from fairnotice.warehouse.snapshot import Snapshot
from tests.support.builders import a_look, a_person

AGENCY, NEWCOMER, SATISFIED, EARLY = "a-quillfern", "f-haddad", "f-rovira", "f-kral"
MANAGER, MEMBER, STRANGER = "mara-velling", "teo-adeyemi", "f-stranger"

NO_FACTS = Snapshot(0, "s0-invented", {})


def explanations() -> dict[str, Explanation]:
    """Return what the engine says about each invented account."""
    made = (samples.agency(), samples.newcomer(), samples.satisfied(), samples.early_word())
    return {explanation.account_id: explanation for explanation in made}


def invent(monkeypatch: pytest.MonkeyPatch, changed: Mapping[str, Explanation] | None = None) -> None:
    """Let the warehouse know the invented accounts and the engine explain them."""
    forget_facts()
    forget_explanations()
    known = {**explanations(), **(changed or {})}
    kinds = {account_id: seen.kind for account_id, seen in known.items()}
    names = {account_id: seen.name for account_id, seen in known.items()} | {
        MANAGER: "Mara Velling",
        MEMBER: "Teo Adeyemi",
        STRANGER: "Sam Stranger",
    }

    def account(warehouse: Any, snapshot: Any, account_id: str) -> AccountFacts | None:
        del warehouse, snapshot
        if account_id not in names:
            return None
        kind = kinds.get(account_id, "freelancer")
        return AccountFacts(account_id, kind, names[account_id], "", "PT", "Europe/Lisbon", "en")

    def memberships(warehouse: Any, snapshot: Any, person_id: str, on: date) -> tuple[MembershipFacts, ...]:
        del warehouse, snapshot, on
        roles = {MANAGER: "manager", MEMBER: "member"}
        if person_id not in roles:
            return ()
        return (MembershipFacts(AGENCY, person_id, roles[person_id], date(2024, 1, 1), None),)

    def explain(warehouse: Any, policy: Any, account_id: str, *, look: Any, after: Any = None) -> Explanation:
        del warehouse, policy, look, after
        return known.get(account_id) or samples.unknown(account_id, names[account_id])

    monkeypatch.setattr("fairnotice.warehouse.accounts.account", account)
    monkeypatch.setattr("fairnotice.warehouse.accounts.memberships_of_person", memberships)
    monkeypatch.setattr("fairnotice.warehouse.looks.explain", explain)
    monkeypatch.setattr("fairnotice.warehouse.home.Warehouse.snapshot", lambda self, number=None: NO_FACTS)


def people() -> dict[str, Any]:
    """Admit the invented people and record the look that saw them."""
    a_look()
    return {
        key: a_person(key, name=name)
        for key, name in {
            MANAGER: "Mara Velling",
            MEMBER: "Teo Adeyemi",
            NEWCOMER: "Noor Haddad",
            SATISFIED: "Ines Rovira",
            EARLY: "Tomas Kral",
            STRANGER: "Sam Stranger",
        }.items()
    }
