"""My Stats through the address bar: who sees what, what it says, and where each number comes from."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from fairnotice.evaluation.result import Explanation, Verdict
from fairnotice.interfaces.portal.styleguide import samples
from fairnotice.ledger.people import Person
from tests.support.builders import a_finding, a_look, a_reviewer
from tests.support.invented import AGENCY, EARLY, MANAGER, MEMBER, NEWCOMER, SATISFIED, STRANGER, invent, people

pytestmark = pytest.mark.django_db


@pytest.fixture
def who(monkeypatch: pytest.MonkeyPatch, home: Path) -> dict[str, Person]:
    invent(monkeypatch)
    return people()


def seen_by(person: Person, address: str) -> Any:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client.get(address)


def words(answer: Any) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", answer.content.decode())


def text_of(person: Person, address: str) -> str:
    answer = seen_by(person, address)
    assert answer.status_code == 200
    return str(answer.content.decode())


class TestWhoSeesAnAccount:
    ADDRESSES = ("", "contracts/", "contracts.csv", "stats.json")

    @pytest.mark.parametrize("page", ADDRESSES)
    def test_a_stranger_finds_no_page(self, page: str, who: dict[str, Person]) -> None:
        assert seen_by(who[STRANGER], f"/stats/{AGENCY}/{page}").status_code == 404

    @pytest.mark.parametrize("page", ADDRESSES)
    def test_an_account_that_does_not_exist_looks_the_same(self, page: str, who: dict[str, Person]) -> None:
        there = seen_by(who[STRANGER], f"/stats/{AGENCY}/{page}")
        nowhere = seen_by(who[STRANGER], f"/stats/no-such-account/{page}")
        assert (there.status_code, words(there)) == (nowhere.status_code, words(nowhere))

    def test_another_freelancer_finds_no_page(self, who: dict[str, Person]) -> None:
        assert seen_by(who[SATISFIED], f"/stats/{NEWCOMER}/").status_code == 404

    def test_somebody_signed_out_is_led_to_the_door_and_back(self, who: dict[str, Person]) -> None:
        answer = Client().get(f"/stats/{AGENCY}/")
        assert answer.status_code == 302
        assert answer["Location"] == f"/sign-in/?next=/stats/{AGENCY}/"

    def test_a_reviewer_sees_every_account(self, who: dict[str, Person]) -> None:
        assert seen_by(a_reviewer(), f"/stats/{AGENCY}/").status_code == 200

    def test_a_member_sees_their_own_row_and_contracts_only(self, who: dict[str, Person]) -> None:
        for page in ("", "contracts/", "contracts.csv", "stats.json"):
            shown = text_of(who[MEMBER], f"/stats/{AGENCY}/{page}")
            assert "Teo Adeyemi" in shown
            assert "C-88213" in shown
            for name in ("Ines Rovira", "Jonas Pell", "C-87102", "C-88702", "Larkfield"):
                assert name not in shown

    def test_a_member_is_not_shown_the_estimate_of_the_agency(self, who: dict[str, Person]) -> None:
        kept = json.loads(text_of(who[MEMBER], f"/stats/{AGENCY}/stats.json"))
        assert "estimate" not in kept
        assert "what_if" not in kept


class TestWhereTheAccountStands:
    def test_an_agency_that_was_found_reads_it_first(self, who: dict[str, Person]) -> None:
        page = text_of(who[MANAGER], f"/stats/{AGENCY}/")
        assert "<h1>Too many of Quillfern Studio\N{RIGHT SINGLE QUOTATION MARK}s clients were unhappy" in page
        assert "Nothing is restricted. Your team goes on bidding, working and getting paid." in page

    def test_satisfied_clients_are_one_line(self, who: dict[str, Person]) -> None:
        page = text_of(who[SATISFIED], f"/stats/{SATISFIED}/")
        assert "<h1>Your clients are satisfied.</h1>" in page
        assert "Nothing to do" in page
        assert "What you can do now" not in page

    def test_an_early_word_has_no_consequence(self, who: dict[str, Person]) -> None:
        page = text_of(who[EARLY], f"/stats/{EARLY}/")
        assert "so this is an early word" in page
        assert "It is private and has no consequence." in page

    def test_doubt_is_said_as_doubt(self, monkeypatch: pytest.MonkeyPatch, who: dict[str, Person]) -> None:
        doubtful = replace(samples.early_word(), verdict=Verdict.CLEAR)
        invent(monkeypatch, {EARLY: doubtful})
        page = text_of(who[EARLY], f"/stats/{EARLY}/")
        assert "We are not sure enough" in page
        assert "Your clients are satisfied" not in page

    def test_too_little_evidence_lets_the_account_ask_for_a_word(self, who: dict[str, Person]) -> None:
        assert "Write to me when there is an answer" in text_of(who[NEWCOMER], f"/stats/{NEWCOMER}/")
        assert "Write to me when there is an answer" not in text_of(who[SATISFIED], f"/stats/{SATISFIED}/")

    def test_too_little_evidence_is_a_blank_form_and_never_a_zero(self, who: dict[str, Person]) -> None:
        page = text_of(who[NEWCOMER], f"/stats/{NEWCOMER}/")
        assert "No estimate yet" in page
        assert "it never counts against you" in page
        assert "hatched" in page
        assert "of 100 clients satisfied" not in page
        for line in ("5 rated contracts in 24 months", "3 different clients", "1 rated contract in the last 90 days"):
            assert line in page

    def test_somebody_without_contracts_reads_that_there_is_nothing_to_measure(self, who: dict[str, Person]) -> None:
        assert "There is nothing to measure yet." in text_of(who[STRANGER], f"/stats/{STRANGER}/")

    def test_before_the_first_look_the_page_says_so(self, who: dict[str, Person], unguarded: None) -> None:
        from fairnotice.ledger.looks import Look  # noqa: PLC0415  only to take it away

        Look.objects.all().delete()
        assert "The first look has not happened." in text_of(who[NEWCOMER], f"/stats/{NEWCOMER}/")

    def test_what_the_look_recorded_is_what_the_page_shows(
        self, monkeypatch: pytest.MonkeyPatch, who: dict[str, Person]
    ) -> None:
        a_finding(replace(samples.agency(), name="Quillfern as recorded"))
        assert "Quillfern as recorded" in text_of(who[MANAGER], f"/stats/{AGENCY}/")


class TestNumbers:
    @pytest.mark.parametrize(
        ("account", "reader"), [(AGENCY, MANAGER), (AGENCY, MEMBER), (SATISFIED, SATISFIED), (NEWCOMER, NEWCOMER)]
    )
    @pytest.mark.parametrize("page", ["", "contracts/"])
    def test_never_stand_without_policy_window_and_snapshot(
        self, account: str, reader: str, page: str, who: dict[str, Person]
    ) -> None:
        shown = text_of(who[reader], f"/stats/{account}/{page}")
        foot = shown[shown.index('<footer class="foot">') :]
        for fact in ("version 4", "November 1, 2024 to October 31, 2026", "s12-9c41e07a", "December 1, 2026"):
            assert fact in foot

    def test_are_drawn_with_a_sentence_for_those_who_do_not_see_them(self, who: dict[str, Person]) -> None:
        page = text_of(who[MANAGER], f"/stats/{AGENCY}/")
        assert page.count('role="img"') == page.count('role="img" aria-label="')
        assert "of 20 equally likely values lie below the standard of 75." in page

    def test_of_what_if_are_those_the_engine_evaluated(self, who: dict[str, Person]) -> None:
        assert "With 3 more: 78 in 100. Today: 92 in 100." in text_of(who[MANAGER], f"/stats/{AGENCY}/?more=3")
        assert "With 7 more: 44 in 100." in text_of(who[MANAGER], f"/stats/{AGENCY}/")

    @pytest.mark.parametrize("more", ["13", "-1", "x", "999999999999", ""])
    def test_of_what_if_answer_nonsense_with_the_usual_page(self, more: str, who: dict[str, Person]) -> None:
        assert "With 7 more: 44 in 100." in text_of(who[MANAGER], f"/stats/{AGENCY}/?more={more}")

    def test_name_the_member_who_makes_the_largest_difference(self, who: dict[str, Person]) -> None:
        page = text_of(who[MANAGER], f"/stats/{AGENCY}/")
        assert "Without the contracts of Teo Adeyemi the chance of being below the standard would be 3 in 100" in page


class TestContracts:
    def test_add_up(self, who: dict[str, Person]) -> None:
        page = text_of(who[MANAGER], f"/stats/{AGENCY}/contracts/")
        assert "12 contracts = 9 counted (4 satisfied, 5 not) + 1 without feedback + 2 left out." in page

    @pytest.mark.parametrize(
        ("show", "there", "gone"),
        [("left-out", "C-86120", "C-88213"), ("unsatisfied", "C-88213", "C-88702"), ("unrated", "C-86990", "C-88213")],
    )
    def test_can_be_filtered(self, show: str, there: str, gone: str, who: dict[str, Person]) -> None:
        page = text_of(who[MANAGER], f"/stats/{AGENCY}/contracts/?show={show}")
        assert there in page
        assert gone not in page

    def test_say_why_each_counted_or_did_not(self, who: dict[str, Person]) -> None:
        page = text_of(who[MANAGER], f"/stats/{AGENCY}/contracts/")
        for contract in samples.agency().contracts:
            assert contract.contract_id in page
            assert contract.sentence.split(".")[0] in page

    def test_posts_without_a_hire_are_a_row_that_never_counts(self, who: dict[str, Person]) -> None:
        page = text_of(who[NEWCOMER], f"/stats/{NEWCOMER}/contracts/")
        assert "Posts without a hire" in page
        assert "14 in this time. They never count." in page

    def test_come_as_csv_with_reason_and_origin(self, who: dict[str, Person]) -> None:
        rows = list(csv.DictReader(StringIO(text_of(who[MANAGER], f"/stats/{AGENCY}/contracts.csv"))))
        assert len(rows) == 12
        assert all(row["reason"] and row["policy_version"] == "4" and row["snapshot"] for row in rows)

    def test_in_a_csv_are_no_formulas(self, monkeypatch: pytest.MonkeyPatch, who: dict[str, Person]) -> None:
        agency = samples.agency()
        evil = replace(agency.contracts[0], client_name="=HYPERLINK(1)")
        invent(monkeypatch, {AGENCY: replace(agency, contracts=(evil, *agency.contracts[1:]))})
        rows = list(csv.DictReader(StringIO(text_of(who[MANAGER], f"/stats/{AGENCY}/contracts.csv"))))
        assert rows[0]["client"] == "'=HYPERLINK(1)"

    def test_beyond_a_hundred_go_on_another_page(self, monkeypatch: pytest.MonkeyPatch, who: dict[str, Person]) -> None:
        agency = samples.agency()
        many = tuple(replace(agency.contracts[1], contract_id=f"C-{number}") for number in range(1000, 1250))
        invent(monkeypatch, {AGENCY: replace(agency, contracts=many)})
        first = text_of(who[MANAGER], f"/stats/{AGENCY}/contracts/?show=counted")
        last = text_of(who[MANAGER], f"/stats/{AGENCY}/contracts/?show=counted&page=3")
        assert "C-1099" in first
        assert "C-1100" not in first
        assert "C-1249" in last


class TestClients:
    def test_stand_on_a_page_of_their_own_those_against_first(self, who: dict[str, Person]) -> None:
        page = text_of(who[MANAGER], f"/stats/{AGENCY}/clients/")
        assert "6 clients rated the work" in page
        assert page.index("Cobalt Cycles") < page.index("Larkfield Press")

    def test_are_not_shown_to_a_member(self, who: dict[str, Person]) -> None:
        assert seen_by(who[MEMBER], f"/stats/{AGENCY}/clients/").status_code == 404


class TestAnswersFromMemory:
    def test_are_computed_once_a_look(self, monkeypatch: pytest.MonkeyPatch, who: dict[str, Person]) -> None:
        asked: list[str] = []

        def explain(warehouse: Any, policy: Any, account_id: str, **rest: Any) -> Explanation:
            asked.append(account_id)
            return samples.satisfied()

        monkeypatch.setattr("fairnotice.warehouse.looks.explain", explain)
        first = text_of(who[SATISFIED], f"/stats/{SATISFIED}/").partition("<main")[2]
        again = text_of(who[SATISFIED], f"/stats/{SATISFIED}/").partition("<main")[2]
        assert asked == [SATISFIED]
        tokens = r'value="[A-Za-z0-9]{64}"'
        assert re.sub(tokens, "", first) == re.sub(tokens, "", again)

    def test_end_with_the_next_look(self, monkeypatch: pytest.MonkeyPatch, who: dict[str, Person]) -> None:
        text_of(who[SATISFIED], f"/stats/{SATISFIED}/")
        newer = replace(samples.satisfied(), name="Seen anew")
        monkeypatch.setattr("fairnotice.warehouse.looks.explain", lambda *_, **__: newer)
        a_look(look_on=date(2026, 12, 1), as_of=datetime(2026, 12, 1, 3, tzinfo=UTC))
        assert "Seen anew" in text_of(who[SATISFIED], f"/stats/{SATISFIED}/")


class TestTheAccountSwitch:
    def test_offers_those_with_several_accounts_a_choice(self, who: dict[str, Person]) -> None:
        page = text_of(who[MANAGER], "/")
        assert "Which account do you want to see?" in page
        assert f'href="/stats/{AGENCY}/"' in page
        assert f'href="/stats/{MANAGER}/"' in page

    def test_leads_those_with_one_straight_to_it(self, who: dict[str, Person]) -> None:
        assert seen_by(who[NEWCOMER], "/")["Location"] == f"/stats/{NEWCOMER}/"


class TestEarlyWords:
    def test_can_be_switched_off_and_on_again(self, who: dict[str, Person]) -> None:
        client = Client()
        client.force_login(who[EARLY], backend="django.contrib.auth.backends.ModelBackend")
        for wanted, expected in (("no", False), ("yes", True)):
            assert client.post(f"/stats/{EARLY}/early-words/", {"wanted": wanted}).status_code == 302
            who[EARLY].refresh_from_db()
            assert who[EARLY].heads_ups is expected

    def test_are_not_switched_by_following_a_link(self, who: dict[str, Person]) -> None:
        assert seen_by(who[EARLY], f"/stats/{EARLY}/early-words/").status_code == 405
