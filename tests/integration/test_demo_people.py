"""The demo's chooser: one person for each kind of page, a click, and no way to anybody else."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from fairnotice.queries.demo_people import demo_people
from fairnotice.warehouse.accounts import MembershipFacts
from fairnotice.warehouse.home import Warehouse
from tests.support.builders import a_look
from tests.support.case_files import OPENED_AT, CaseFile, a_case_file
from tests.support.invented import AGENCY, EARLY, MANAGER, MEMBER, NEWCOMER, SATISFIED

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(monkeypatch: pytest.MonkeyPatch, home: Path, settings: Settings) -> CaseFile:
    settings.DEMO = True
    settings.ROOT_URLCONF = "tests.support.demo_urls"

    def team(warehouse: Any, snapshot: Any, agency_id: str, on: date) -> tuple[MembershipFacts, ...]:
        since = date(2024, 1, 1)
        people = ((MANAGER, "manager"), (MEMBER, "member"))
        return tuple(MembershipFacts(agency_id, person, role, since, None) for person, role in people)

    case = a_case_file(monkeypatch)
    monkeypatch.setattr("fairnotice.warehouse.accounts.memberships_of_agency", team)
    folder = Warehouse.of_home(home).root / a_look().directory
    folder.mkdir(parents=True)
    rows = (
        (SATISFIED, "freelancer", "Ines Rovira", "clear", 30, 0.003),
        (EARLY, "freelancer", "Tomas Kral", "heads_up", 12, 0.5),
        (NEWCOMER, "freelancer", "Noor Haddad", "insufficient_evidence", 2, 0.1),
        (AGENCY, "agency", "Quillfern Studio", "finding", 9, 0.94),
    )
    with duckdb.connect() as connection:
        connection.execute(
            "CREATE TABLE t (account_id VARCHAR, kind VARCHAR, name VARCHAR, verdict VARCHAR, rated INTEGER, v DOUBLE)"
        )
        connection.executemany("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?)", rows)
        connection.execute(f"COPY t TO '{folder / 'accounts.parquet'}' (FORMAT parquet)")
    return case


class TestTheChooser:
    def test_offers_one_person_for_each_kind_of_page(self, case: CaseFile) -> None:
        case.opened_by_manager().team_told()
        offered = {person.name: person.who for person in demo_people(now=OPENED_AT)}
        assert offered["Mara Velling"] == "Manager of Quillfern Studio"
        assert offered["Teo Adeyemi"] == "Member of Quillfern Studio"
        assert offered["Ines Rovira"] == "Freelancer whose clients are satisfied"
        assert offered["Noor Haddad"] == "Freelancer with little recent work"
        assert offered["Ruth Amsel"] == "Reviewer"

    def test_signs_in_with_one_click(self, case: CaseFile) -> None:
        case.opened_by_manager().team_told()
        client = Client()
        assert client.get("/demo/").status_code == 200
        assert client.post("/demo/enter/", {"person": MANAGER}).status_code == 302
        assert client.session["_auth_user_id"] == str(case.manager.pk)
        assert client.get(f"/stats/{AGENCY}/").status_code == 200

    def test_signs_nobody_in_who_is_not_on_offer(self, case: CaseFile) -> None:
        client = Client()
        assert client.post("/demo/enter/", {"person": case.stranger.account_id or ""}).status_code == 404
        assert "_auth_user_id" not in client.session

    def test_hands_out_nobody_outside_a_demo(self, case: CaseFile, settings: Settings) -> None:
        settings.DEMO = False
        with pytest.raises(RuntimeError):
            demo_people(now=OPENED_AT)
