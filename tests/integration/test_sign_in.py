"""The door: a code by e-mail for whoever the facts know, and the same answer to everybody else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from axes.utils import reset as open_the_door_again
from django.core import mail
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings

from fairnotice.ledger.people import Person
from fairnotice.warehouse.accounts import AccountFacts
from tests.support.builders import a_reviewer

pytestmark = pytest.mark.django_db
CODE = re.compile(r"^\s+(\S+)$", re.MULTILINE)


@pytest.fixture(autouse=True)
def _known_to_the_marketplace(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    cache.clear()
    open_the_door_again()

    def with_email(warehouse: Any, snapshot: Any, email: str) -> tuple[AccountFacts, ...]:
        del warehouse, snapshot
        known = {"noor@people.example": "f-haddad", "studio@people.example": "a-quillfern"}
        account_id = known.get(email.lower())
        if account_id is None:
            return ()
        kind = "agency" if account_id.startswith("a-") else "freelancer"
        return (AccountFacts(account_id, kind, "Noor Haddad", email, "PT", "Europe/Lisbon", "en"),)

    monkeypatch.setattr("fairnotice.actions.admit_person.accounts_with_email", with_email)
    monkeypatch.setattr("fairnotice.warehouse.home.Warehouse.snapshot", lambda self, number=None: None)
    monkeypatch.setattr("fairnotice.interfaces.portal.home.accounts_of", lambda person_id, now: ())


def ask_for_a_code(client: Client, email: str, target: str = "") -> Any:
    return client.post("/sign-in/", {"email": email, **({"next": target} if target else {})})


def the_code() -> str:
    found = CODE.search(str(mail.outbox[-1].body))
    assert found
    return found.group(1)


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


class TestSigningIn:
    def test_admits_whom_the_facts_know(self) -> None:
        client = Client()
        ask_for_a_code(client, "noor@people.example")
        answer = client.post("/sign-in/code/", {"code": the_code()})
        assert answer.status_code == 302
        assert signed_in(client)
        assert Person.objects.get(account_id="f-haddad").email == "noor@people.example"

    def test_does_not_care_about_capitals(self) -> None:
        client = Client()
        ask_for_a_code(client, "Noor@People.example")
        client.post("/sign-in/code/", {"code": the_code().lower()})
        assert signed_in(client)

    def test_lets_staff_in_who_were_added(self) -> None:
        a_reviewer(email="ruth@workmere.example")
        client = Client()
        ask_for_a_code(client, "ruth@workmere.example")
        client.post("/sign-in/code/", {"code": the_code()})
        assert signed_in(client)

    def test_keeps_where_the_letter_led(self) -> None:
        client = Client()
        target = "/letters/7a1f9a6e-54a2-4a3e-9a5c-0f3f0f5b1c11/"
        door = client.get(target)
        assert door["Location"] == f"/sign-in/?next={target}"
        assert target in client.get(door["Location"]).content.decode()
        to_code = ask_for_a_code(client, "noor@people.example", target)
        assert target in client.get(to_code["Location"]).content.decode()
        assert client.post("/sign-in/code/", {"code": the_code(), "next": target})["Location"] == target

    def test_does_not_lead_to_other_sites(self) -> None:
        client = Client()
        ask_for_a_code(client, "noor@people.example", "https://evil.example/")
        answer = client.post("/sign-in/code/", {"code": the_code(), "next": "https://evil.example/"})
        assert answer["Location"] == "/"

    def test_names_the_marketplace_and_the_limit_in_the_letter(self) -> None:
        ask_for_a_code(Client(), "noor@people.example")
        assert "Workmere" in mail.outbox[-1].body
        assert "15 minutes" in mail.outbox[-1].body
        assert mail.outbox[-1].subject == f"Your code to sign in is {the_code()}"


class TestAStranger:
    def test_gets_the_same_answer_and_no_letter(self) -> None:
        pages = []
        for address in ("noor@people.example", "nobody@people.example"):
            client = Client()
            answer = ask_for_a_code(client, address)
            page = client.get(answer["Location"]).content.decode()
            page = re.sub(r'value="[A-Za-z0-9]{64}"', "", page).replace(address, "...")
            pages.append((answer.status_code, answer["Location"], page))
        assert pages[0] == pages[1]
        assert [letter.to for letter in mail.outbox] == [["noor@people.example"]]

    def test_becomes_no_person(self) -> None:
        ask_for_a_code(Client(), "nobody@people.example")
        assert not Person.objects.exists()

    def test_is_not_let_in_by_an_empty_code(self) -> None:
        client = Client()
        ask_for_a_code(client, "nobody@people.example")
        client.post("/sign-in/code/", {"code": ""})
        client.post("/sign-in/code/", {"code": "None"})
        assert not signed_in(client)

    def test_cannot_sign_up(self) -> None:
        for address in ("/signup/", "/accounts/signup/", "/sign-up/"):
            assert Client().get(address).status_code == 404


class TestAWrongCode:
    def test_says_what_to_do(self) -> None:
        client = Client()
        ask_for_a_code(client, "noor@people.example")
        page = client.post("/sign-in/code/", {"code": "WRONG1"}).content.decode()
        assert "This is not the code we sent." in page
        assert "<title>Error: " in page
        assert 'aria-invalid="true"' in page
        assert not signed_in(client)

    def test_too_often_needs_a_new_code(self) -> None:
        client = Client()
        ask_for_a_code(client, "noor@people.example")
        code = the_code()
        for _ in range(5):
            client.post("/sign-in/code/", {"code": "WRONG1"})
        client.post("/sign-in/code/", {"code": code})
        assert not signed_in(client)

    def test_from_one_place_again_and_again_shuts_the_door_for_a_while(self, settings: Settings) -> None:
        settings.AXES_FAILURE_LIMIT = 3
        client = Client()
        ask_for_a_code(client, "noor@people.example")
        for _ in range(3):
            client.post("/sign-in/code/", {"code": "WRONG1"})
        answer = Client().get("/sign-in/")
        assert answer.status_code == 429
        assert "Wait 15 minutes" in answer.content.decode()


class TestSigningOut:
    def test_takes_a_click_and_not_a_link(self) -> None:
        client = Client()
        client.force_login(a_reviewer(), backend="django.contrib.auth.backends.ModelBackend")
        client.get("/sign-out/")
        assert signed_in(client)
        client.post("/sign-out/")
        assert not signed_in(client)
