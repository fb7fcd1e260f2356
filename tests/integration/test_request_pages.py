"""Requests through the pages: asked by the account, answered in the console, read by the account."""

from __future__ import annotations

import pytest

from fairnotice.ledger.models import Case, Person
from tests.support.case_files import CaseFile, a_case_file, signed_in, stop_the_clock
from tests.support.decided import a_hearer, in_effect, some_time

pytestmark = pytest.mark.django_db
WHY = "Every project has a second person now, C-88213 as well."


@pytest.fixture
def case(monkeypatch: pytest.MonkeyPatch) -> CaseFile:
    case = in_effect(a_case_file(monkeypatch))
    stop_the_clock(monkeypatch, some_time(3))
    return case


@pytest.fixture
def hearer(db: None) -> Person:
    return a_hearer()


def asked(case: CaseFile) -> str:
    url = f"/requests/new/?case={case.reference}"
    page = signed_in(case.manager).post(url, {"wish": "exit", "text": WHY}, follow=True)
    assert "Somebody who took no part reads your request." in page.content.decode()
    return Case.objects.get(matter="request").reference


class TestThePages:
    def test_offer_what_can_be_asked_for_now(self, case: CaseFile) -> None:
        page = signed_in(case.manager).get(f"/requests/new/?case={case.reference}").content.decode()
        assert "End the restriction early" in page
        assert "Open the account again" not in page

    def test_say_how_to_mend_an_empty_one(self, case: CaseFile) -> None:
        answer = signed_in(case.manager).post(f"/requests/new/?case={case.reference}", {"wish": "exit", "text": " "})
        assert answer.status_code == 422
        assert "Write at least one sentence." in answer.content.decode()

    def test_are_not_there_for_members_and_strangers(self, case: CaseFile) -> None:
        reference = asked(case)
        for person in (case.member, case.stranger):
            visitor = signed_in(person)
            assert visitor.get(f"/requests/new/?case={case.reference}").status_code == 404
            assert visitor.get(f"/requests/{reference}/").status_code == 404
            assert visitor.post(f"/requests/{reference}/take-back/").status_code == 404

    def test_lead_from_the_case_s_address_to_the_request(self, case: CaseFile) -> None:
        reference = asked(case)
        answer = signed_in(case.manager).get(f"/cases/{reference}/")
        assert answer.headers["Location"] == f"/requests/{reference}/"

    def test_take_it_back(self, case: CaseFile) -> None:
        reference = asked(case)
        page = signed_in(case.manager).post(f"/requests/{reference}/take-back/", follow=True).content.decode()
        assert "You took the request back." in page


class TestTheConsole:
    def test_answers_it_after_the_letter_was_seen(self, case: CaseFile, hearer: Person) -> None:
        reference = asked(case)
        desk, url = signed_in(hearer), f"/console/cases/{reference}/request/"
        assert "Answer what Quillfern Studio asks for" in desk.get("/console/objections/").content.decode()
        assert desk.get(f"/console/cases/{reference}/").headers["Location"] == url
        words = {"answer": "grant", "text": WHY}
        letter = desk.post(url, {**words, "step": "preview"}).content.decode()
        assert "It is granted." in " ".join(letter.split())
        assert case.row.outcome == ""
        desk.post(url, {**words, "step": "send"})
        assert case.row.outcome == "lifted"
        assert "You got what you asked for." in signed_in(case.manager).get(f"/requests/{reference}/").content.decode()

    def test_is_closed_to_those_who_took_part(self, case: CaseFile, hearer: Person) -> None:
        reference = asked(case)
        page = signed_in(case.reviewer).get(f"/console/cases/{reference}/request/")
        assert page.status_code == 403
        assert "Ada Marsh can hear it." in page.content.decode()

    def test_keeps_it_out_of_the_lane_of_reviews(self, case: CaseFile) -> None:
        asked(case)
        assert "Decide what follows" not in signed_in(case.reviewer).get("/console/").content.decode()
