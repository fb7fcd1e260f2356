"""A case of an invented agency, brought to where a test wants it by the deeds that lead there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from fairnotice.actions.ask import Ask, ask
from fairnotice.actions.open_case import OpenCase, open_case
from fairnotice.actions.prove_delivery import ProveDelivery, prove_delivery
from fairnotice.actions.respond import Respond, respond
from fairnotice.actions.tell_team import TellTeam, tell_team
from fairnotice.interfaces.portal.styleguide import samples
from fairnotice.ledger.models import Case, Finding, Notice, Person
from fairnotice.warehouse.accounts import AccountFacts, MembershipFacts
from tests.support.builders import a_finding, a_look, a_person, a_reviewer
from tests.support.invented import AGENCY, MANAGER, MEMBER, STRANGER, invent

OPENED_AT = datetime.fromisoformat("2026-11-02T10:00:00+00:00")
"""A Monday morning, when letters may arrive."""


@dataclass(slots=True)
class CaseFile:
    """One case and the people around it."""

    case_id: UUID
    reference: str
    manager: Person
    member: Person
    reviewer: Person
    stranger: Person

    @property
    def url(self) -> str:
        """Return where the account reads the case."""
        return f"/cases/{self.reference}/"

    @property
    def console(self) -> str:
        """Return where staff read it."""
        return f"/console/cases/{self.reference}/"

    @property
    def row(self) -> Case:
        """Return the case as it is on record now."""
        return Case.objects.get(pk=self.case_id)

    def letter_to(self, person: Person, document: str = "first_notice") -> Notice:
        """Return the newest letter of a kind to somebody."""
        return Notice.objects.filter(case_id=self.case_id, recipient=person, document=document).latest("created_at")

    def opened_by_manager(self, *, at: datetime = OPENED_AT) -> CaseFile:
        """Let the manager open the first notice: the time to answer starts."""
        letter = self.letter_to(self.manager)
        prove_delivery(ProveDelivery(letter.pk, "opened", self.manager.pk), now=at)
        return self

    def team_told(self, *, at: datetime = OPENED_AT + timedelta(days=4)) -> CaseFile:
        """Tell the team after the head start."""
        tell_team(TellTeam(case_id=self.case_id), now=at)
        return self

    def asked(
        self, text: str = "Does C-87760 count, when it was rated early?", *, at: datetime | None = None
    ) -> CaseFile:
        """Let the manager ask."""
        ask(Ask(self.case_id, self.manager.pk, text), now=at or OPENED_AT + timedelta(days=1))
        return self

    def answered(
        self, text: str = "Two people on every project from now on.", *, at: datetime | None = None
    ) -> CaseFile:
        """Let the manager answer."""
        respond(Respond(self.case_id, self.manager.pk, text), now=at or OPENED_AT + timedelta(days=5))
        return self


def a_case_file(monkeypatch: pytest.MonkeyPatch, *, clock: datetime | None = None) -> CaseFile:
    """Open a case about the invented agency; every page's clock stands at *clock*, if it is given."""
    invent(monkeypatch)
    monkeypatch.setattr("fairnotice.actions.parties.memberships_of_agency", _team)
    monkeypatch.setattr("fairnotice.actions.parties.account", _account)
    monkeypatch.setattr("fairnotice.actions.admit_person.account", _account)
    monkeypatch.setattr("fairnotice.actions.admit_person.accounts_with_email", lambda *_: ())
    if clock is not None:
        stop_the_clock(monkeypatch, clock)
    finding = a_finding(samples.agency(), look=a_look())
    people = {
        account_id: a_person(account_id, name=name, email=f"{account_id}@people.example")
        for account_id, name in ((MANAGER, "Mara Velling"), (MEMBER, "Teo Adeyemi"), (STRANGER, "Sam Stranger"))
    }
    reviewer = a_reviewer()
    case_id = open_case(OpenCase(finding.pk), now=OPENED_AT)
    reference = Case.objects.get(pk=case_id).reference
    return CaseFile(case_id, reference, people[MANAGER], people[MEMBER], reviewer, people[STRANGER])


def stop_the_clock(monkeypatch: pytest.MonkeyPatch, instant: datetime) -> None:
    """Let every door read *instant*."""
    for door in DOORS:
        monkeypatch.setattr(f"{door}.now", lambda: instant)


DOORS = (
    "fairnotice.interfaces.portal.viewing",
    "fairnotice.interfaces.portal.letters",
    "fairnotice.interfaces.portal.case.page",
    "fairnotice.interfaces.portal.case.writing",
    "fairnotice.interfaces.portal.case.evidence",
    "fairnotice.interfaces.portal.case.representatives",
    "fairnotice.interfaces.portal.case.more_time",
    "fairnotice.interfaces.console.queue_page",
    "fairnotice.interfaces.console.desk",
    "fairnotice.interfaces.console.decisions",
    "fairnotice.interfaces.console.deciding",
    "fairnotice.interfaces.console.measures",
    "fairnotice.interfaces.console.hearing",
    "fairnotice.interfaces.console.request_answer",
    "fairnotice.interfaces.portal.requests",
    "fairnotice.interfaces.console.records",
    "fairnotice.interfaces.console.evidence",
    "fairnotice.interfaces.console.refused_drafts",
    "fairnotice.interfaces.console.replies",
)


def _team(warehouse: Any, snapshot: Any, agency_id: str, on: date) -> tuple[MembershipFacts, ...]:
    del warehouse, snapshot, on
    if agency_id != AGENCY:
        return ()
    since = date(2024, 1, 1)
    return (
        MembershipFacts(AGENCY, MANAGER, "manager", since, None),
        MembershipFacts(AGENCY, MEMBER, "member", since, None),
    )


def _account(warehouse: Any, snapshot: Any, account_id: str) -> AccountFacts | None:
    del warehouse, snapshot
    names = {AGENCY: "Quillfern Studio", MANAGER: "Mara Velling", MEMBER: "Teo Adeyemi", STRANGER: "Sam Stranger"}
    if account_id not in names:
        return None
    kind = "agency" if account_id == AGENCY else "freelancer"
    address = "" if kind == "agency" else f"{account_id}@people.example"
    return AccountFacts(account_id, kind, names[account_id], address, "PT", "Europe/Lisbon", "en")


def signed_in(person: Person) -> Client:
    """Return a visitor who is signed in as *person*."""
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def signed_out() -> Client:
    """Return a visitor nobody knows."""
    return Client()


def behind(case: Case) -> Finding:
    """Return the finding that a case about quality rests on."""
    assert case.finding is not None
    return case.finding
