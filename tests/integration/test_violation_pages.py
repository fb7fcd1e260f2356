"""Staff record violations by a form; both sides read the whole record on one page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from fairnotice.actions.admit_person import AdmitPerson, admit_person
from fairnotice.actions.withdraw_violation import WithdrawViolation, withdraw_violation
from fairnotice.ledger.models import Person, Violation, ViolationReading, ViolationVersion
from fairnotice.queries.access import forget_facts
from tests.support.breaches import RECORDED_AT, a_town, recorded
from tests.support.builders import a_reviewer
from tests.support.case_files import signed_in

pytestmark = pytest.mark.django_db
FORM: dict[str, Any] = {
    "violation_id": "S-1",
    "account_id": "member-0",
    "provision": "V1.1",
    "on": "2026-10-28",
    "description": "Asked the client of C-88213 to pay by bank transfer.",
    "evidence_message": "M-5512, M-5513",
}


@pytest.fixture(autouse=True)
def _present(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    a_town(home)
    forget_facts()
    for door in ("console.violations", "portal.record.views", "portal.viewing"):
        monkeypatch.setattr(f"fairnotice.interfaces.{door}.now", lambda: RECORDED_AT)
    yield
    forget_facts()


def person(account_id: str) -> Person:
    admit_person(AdmitPerson(account_id=account_id), now=RECORDED_AT)
    return Person.objects.get(account_id=account_id)


def words_of(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


class TestTheForm:
    def test_records_a_violation_once_however_often_it_is_sent(self) -> None:
        staff = signed_in(a_reviewer())
        for _ in range(2):
            response = staff.post("/console/violations/record/", FORM, follow=True)
            assert response.status_code == 200
        version = ViolationVersion.objects.get()
        assert version.evidence == [["message", "M-5512"], ["message", "M-5513"]]
        assert (version.source, version.own_initiative, version.occurred_at.hour) == ("staff", True, 0)
        assert "has no effect by itself" in words_of(response)

    def test_gives_each_new_form_an_id_of_its_own(self) -> None:
        staff = signed_in(a_reviewer())
        pages = [staff.get("/console/violations/record/").content.decode() for _ in range(3)]
        ids = {re.findall(r'name="violation_id" value="([^"]+)"', page)[0] for page in pages}
        assert len(ids) == 3

    def test_keeps_what_was_written_and_says_everything_that_is_missing(self) -> None:
        response = signed_in(a_reviewer()).post(
            "/console/violations/record/", {**FORM, "evidence_message": "", "description": "", "account_id": ""}
        )
        assert response.status_code == 422
        page = response.content.decode()
        assert "<title>Error:" in page
        assert 'href="#account_id"' in page
        assert 'href="#description"' in page
        assert '<option value="V1.1" selected>' in page
        assert not Violation.objects.exists()

    def test_refuses_in_one_sentence_what_may_not_be(self) -> None:
        response = signed_in(a_reviewer()).post(
            "/console/violations/record/", {**FORM, "account_id": "agency-1", "actor_id": "member-0"}
        )
        assert response.status_code == 409
        assert "Record it as member-0&#x27;s own violation." in response.content.decode()

    def test_is_for_reviewers(self) -> None:
        for url in ("/console/violations/", "/console/violations/record/", "/console/violations/of/V-17/"):
            assert signed_in(person("manager-0")).get(url).status_code == 404
            assert Client().get(url).status_code == 302


class TestTheList:
    def test_says_when_nothing_waits(self) -> None:
        assert "No violation waits for a person." in words_of(signed_in(a_reviewer()).get("/console/violations/"))

    def test_shows_what_is_in_no_case_and_what_was_refused(self) -> None:
        recorded()
        ViolationReading.objects.create(
            key="k", read_at=RECORDED_AT, rows=1, recorded=0, corrected=0,
            refused=[{"id": "V-3", "code": "bad_input", "why": "Nothing supports it."}],
        )  # fmt: skip
        said = words_of(signed_in(a_reviewer()).get("/console/violations/"))
        assert "1 violation waits for a person to read it." in said
        assert "V-17" in said
        assert "V-3 Nothing supports it." in said


class TestOneViolation:
    def test_is_taken_back_with_reasons(self) -> None:
        recorded()
        staff = signed_in(a_reviewer())
        assert staff.post("/console/violations/of/V-17/", {"reasons": " "}).status_code == 422
        response = staff.post("/console/violations/of/V-17/", {"reasons": "Two people were mixed up."}, follow=True)
        assert "V-17 was taken back, and counts for nothing." in words_of(response)
        assert "Two people were mixed up." in words_of(response)

    def test_that_is_not_on_record_is_not_found(self) -> None:
        assert signed_in(a_reviewer()).get("/console/violations/of/V-99/").status_code == 404


class TestTheRecord:
    def test_is_empty_in_a_sentence(self) -> None:
        said = words_of(signed_in(person("member-0")).get("/record/member-0/"))
        assert "Nothing is on record about Member 0." in said
        assert "Nothing is restricted." in said
        assert "There was never a case." in said

    def test_is_the_same_for_both_sides_but_for_who_reported(self) -> None:
        recorded()
        own = words_of(signed_in(person("member-0")).get("/record/member-0/"))
        staff = words_of(signed_in(a_reviewer()).get("/record/member-0/"))
        for said in (own, staff):
            assert "The record of Member 0 holds 1 violation and 0 cases." in said
            assert "Asked the client of C-88213 to pay by bank transfer." in said
            assert "message M-5512 and contract C-88213" in said
            assert "No earlier measure under this rule counts, so the most is a warning." in said
        assert "client-3" in staff
        assert "client-3" not in own

    def test_shows_what_was_corrected_and_taken_back(self) -> None:
        recorded()
        recorded(severity="high", now=RECORDED_AT + timedelta(days=1))
        at = RECORDED_AT + timedelta(days=2)
        withdraw_violation(WithdrawViolation("V-17", a_reviewer().pk, "Mixed up."), now=at)
        said = words_of(signed_in(person("member-0")).get("/record/member-0/"))
        assert "corrected November 3, 2026" in said
        assert "Taken back November 4, 2026 by Ruth Amsel. “Mixed up.” It counts for nothing." in said

    @pytest.mark.parametrize("reader", ["member-1", "manager-0"])
    def test_of_somebody_else_does_not_exist(self, reader: str) -> None:
        assert signed_in(person(reader)).get("/record/member-0/").status_code == 404

    def test_of_an_agency_is_for_those_who_answer_for_it(self) -> None:
        assert signed_in(person("manager-0")).get("/record/agency-1/").status_code == 200
        assert signed_in(person("manager-1")).get("/record/agency-1/").status_code == 200
        assert signed_in(person("member-0")).get("/record/agency-1/").status_code == 404

    def test_asks_a_stranger_to_sign_in(self) -> None:
        assert Client().get("/record/member-0/").status_code == 302
