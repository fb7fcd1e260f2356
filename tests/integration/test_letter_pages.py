"""A letter in the portal: its recipient reads it, nobody else, and reading it is the proof that starts a clock."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from fairnotice.ledger.letters import DeliveryProof, Notice
from fairnotice.ledger.people import Person
from fairnotice.notices.letter import Letter
from fairnotice.notices.pdf import as_pdf
from tests.support.case_files import OPENED_AT, CaseFile, a_case_file, stop_the_clock
from tests.support.invented import AGENCY

pytestmark = pytest.mark.django_db
READ_AT = OPENED_AT + timedelta(hours=2)


@pytest.fixture
def case(monkeypatch: pytest.MonkeyPatch, home: Path) -> CaseFile:
    monkeypatch.setattr("fairnotice.interfaces.portal.stats.views.now", lambda: READ_AT)
    return a_case_file(monkeypatch, clock=READ_AT)


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def page_of(client: Client, address: str) -> str:
    answer: Any = client.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


class TestReadingALetter:
    def test_proves_that_it_arrived_and_starts_the_time_to_answer(self, case: CaseFile) -> None:
        notice = case.letter_to(case.manager)
        assert case.row.stage == "opened"
        page = page_of(signed_in(case.manager), f"/letters/{notice.id}/")
        proof = DeliveryProof.objects.get(notice=notice)
        assert (proof.kind, proof.proven_at, proof.actor) == ("opened", READ_AT, case.manager)
        assert case.row.stage == "awaiting_response"
        assert "This letter was delivered on Monday, November 2, 2026, 12:00 p.m., when you opened it." in page
        assert "That started your time." in page
        assert "Answer by " in page
        assert "11:59 p.m., Lisbon time" in page

    def test_again_changes_nothing(self, case: CaseFile) -> None:
        notice, client = case.letter_to(case.manager), signed_in(case.manager)
        first = page_of(client, f"/letters/{notice.id}/")
        again = page_of(client, f"/letters/{notice.id}/")
        assert again.partition("<main")[2] == first.partition("<main")[2]
        assert DeliveryProof.objects.filter(notice=notice).count() == 1

    def test_shows_the_letter_as_served_word_for_word(self, case: CaseFile) -> None:
        notice = case.letter_to(case.manager)
        page = page_of(signed_in(case.manager), f"/letters/{notice.id}/")
        letter = notice.letter
        for paragraph in (*letter["opening"], *(p for s in letter["sections"] for p in s["paragraphs"])):
            assert paragraph.replace("&", "&amp;").replace('"', "&quot;").replace("'", "&#x27;") in page
        assert letter["reference"] in page

    @pytest.mark.parametrize("reader", ["stranger", "member", "reviewer"])
    def test_is_for_its_recipient_alone(self, reader: str, case: CaseFile) -> None:
        notice = case.letter_to(case.manager)
        answer = signed_in(getattr(case, reader)).get(f"/letters/{notice.id}/")
        assert answer.status_code == 404
        assert not DeliveryProof.objects.exists()

    def test_needs_signing_in_which_proves_nothing_by_itself(self, case: CaseFile) -> None:
        notice = case.letter_to(case.manager)
        answer = Client().get(f"/letters/{notice.id}/")
        assert answer["Location"] == f"/sign-in/?next=/letters/{notice.id}/"
        assert not DeliveryProof.objects.exists()

    @pytest.mark.parametrize("how", ["head", "prefetch"])
    def test_ahead_of_its_reader_by_a_program_proves_nothing(self, how: str, case: CaseFile) -> None:
        notice, client = case.letter_to(case.manager), signed_in(case.manager)
        if how == "head":
            client.head(f"/letters/{notice.id}/")
        else:
            client.get(f"/letters/{notice.id}/", headers={"Sec-Purpose": "prefetch;prerender"})
        assert not DeliveryProof.objects.exists()

    def test_is_not_possible_before_its_hour(self, case: CaseFile, monkeypatch: pytest.MonkeyPatch) -> None:
        notice = case.letter_to(case.manager)
        stop_the_clock(monkeypatch, notice.not_before - timedelta(minutes=1))
        client = signed_in(case.manager)
        assert client.get(f"/letters/{notice.id}/").status_code == 404
        assert "There is no letter to you." in page_of(client, "/letters/")


class TestALetterAsPdf:
    def test_is_the_same_letter_and_proves_that_it_arrived(self, case: CaseFile) -> None:
        notice, client = case.letter_to(case.manager), signed_in(case.manager)
        answer: Any = client.get(f"/letters/{notice.id}.pdf")
        assert answer["Content-Type"] == "application/pdf"
        assert answer["Content-Disposition"] == f'attachment; filename="{notice.reference}-first_notice.pdf"'
        assert answer.content == as_pdf(Letter.from_json(notice.letter))
        assert DeliveryProof.objects.get(notice=notice).kind == "opened"
        assert f'href="/letters/{notice.id}.pdf"' in page_of(client, f"/letters/{notice.id}/")

    @pytest.mark.parametrize("reader", ["stranger", "member", "reviewer"])
    def test_is_for_its_recipient_alone(self, reader: str, case: CaseFile) -> None:
        notice = case.letter_to(case.manager)
        assert signed_in(getattr(case, reader)).get(f"/letters/{notice.id}.pdf").status_code == 404
        assert Client().get(f"/letters/{notice.id}.pdf").status_code == 302
        assert not DeliveryProof.objects.exists()


class TestTheListOfLetters:
    def test_says_how_many_wait(self, case: CaseFile) -> None:
        client = signed_in(case.manager)
        assert "1 letter to you is not opened yet." in page_of(client, "/letters/")
        page_of(client, f"/letters/{case.letter_to(case.manager).id}/")
        assert "You have opened every letter to you." in page_of(client, "/letters/")

    def test_holds_nobody_else_s_letters(self, case: CaseFile) -> None:
        assert Notice.objects.exists()
        assert "There is no letter to you." in page_of(signed_in(case.stranger), "/letters/")


class TestStatsWithACase:
    def test_say_that_time_has_not_started_before_the_letter_is_opened(self, case: CaseFile) -> None:
        page = page_of(signed_in(case.manager), f"/stats/{AGENCY}/")
        assert "Your time has not started" in page
        assert "Answer by" not in page
        assert f"/letters/{case.letter_to(case.manager).id}/" in page

    def test_name_deed_and_deadline_once_it_is(self, case: CaseFile) -> None:
        client = signed_in(case.manager)
        page_of(client, f"/letters/{case.letter_to(case.manager).id}/")
        page = page_of(client, f"/stats/{AGENCY}/")
        assert f"Answer case {case.reference}" in page
        assert page.count('class="button primary"') == 1
        assert "Answer by " in page
        assert "days left" in page
        assert ">Contest<" in page

    def test_do_not_ask_a_member_to_answer(self, case: CaseFile) -> None:
        case.opened_by_manager()
        page = page_of(signed_in(case.member), f"/stats/{AGENCY}/")
        assert "Answer case" not in page
        assert case.reference not in page

    def test_calm_down_once_it_was_answered(self, case: CaseFile) -> None:
        case.opened_by_manager().answered()
        page = page_of(signed_in(case.manager), f"/stats/{AGENCY}/")
        assert f"A person is reading case {case.reference}" in page
        assert "Nothing is restricted." in page
