"""The case as its account sees it, through the pages and the deeds behind them."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from fairnotice.actions.run_clock import RunClock, due_clocks, run_clock
from fairnotice.actions.start_improvement import StartImprovement, start_improvement
from fairnotice.actions.withdraw import Withdraw, withdraw
from fairnotice.ledger.models import CaseEvent, Draft, Notice
from tests.support.case_files import OPENED_AT, CaseFile, a_case_file, behind, signed_in, signed_out, stop_the_clock

pytestmark = pytest.mark.django_db
TODAY = OPENED_AT + timedelta(days=8)


@pytest.fixture
def case(monkeypatch: pytest.MonkeyPatch) -> CaseFile:
    return a_case_file(monkeypatch, clock=TODAY)


class TestTheCasePage:
    def test_leads_to_the_letter_before_it_was_opened(self, case: CaseFile) -> None:
        page = signed_in(case.manager).get(case.url).content.decode()
        assert "There is a letter for you" in page
        assert "Your time has not started" in page
        assert "Write the answer" not in page

    def test_says_whose_turn_it_is_and_by_when(self, case: CaseFile) -> None:
        page = signed_in(case.opened_by_manager().manager).get(case.url).content.decode()
        assert "we are waiting for your answer" in page
        assert "Answer by Monday, November 16, 2026" in page
        assert "11:59 p.m., Lisbon time" in page
        assert "Nothing is restricted and nothing is decided." in page

    def test_offers_to_contest_each_contract_it_rests_on(self, case: CaseFile) -> None:
        page = signed_in(case.opened_by_manager().manager).get(f"{case.url}?all").content.decode()
        rests_on = [c["contract_id"] for c in behind(case.row).explanation["contracts"] if c["counts"] == "adverse"]
        assert rests_on
        for contract_id in rests_on:
            assert f"{case.url}ask/?contract={contract_id}" in page

    def test_stops_the_time_while_a_question_waits(self, case: CaseFile) -> None:
        page = signed_in(case.opened_by_manager().asked().manager).get(case.url).content.decode()
        assert "Your time stands still" in page
        assert "We reply by" in page
        assert f"{case.reference}-Q1" in page

    def test_shows_a_letter_as_sent_once_it_was_opened(self, case: CaseFile) -> None:
        page = signed_in(case.opened_by_manager().manager).get(case.url).content.decode()
        assert "THE RULE" in page

    def test_is_not_there_for_a_stranger(self, case: CaseFile) -> None:
        for path in ("", "answer/", "ask/", "more-time/", "statement/", "sent/1/"):
            assert signed_in(case.stranger).get(case.url + path).status_code == 404

    def test_leads_the_signed_out_to_the_door_and_back(self, case: CaseFile) -> None:
        answer = signed_out().get(case.url)
        assert answer.status_code == 302
        assert answer.headers["Location"].endswith(f"?next={case.url}")


class TestAMember:
    def test_sees_nothing_before_the_team_is_told(self, case: CaseFile) -> None:
        assert signed_in(case.opened_by_manager().member).get(case.url).status_code == 404

    def test_sees_their_own_part_and_no_numbers_of_the_agency(self, case: CaseFile) -> None:
        page = signed_in(case.opened_by_manager().team_told().member).get(case.url).content.decode()
        own = {c["contract_id"]: c["worker_id"] for c in behind(case.row).explanation["contracts"]}
        shown = {contract_id for contract_id in own if contract_id in page}
        assert shown
        assert {own[contract_id] for contract_id in shown} == {case.member.account_id}
        assert "Chance of being below" not in page

    def test_does_not_read_what_the_manager_wrote(self, case: CaseFile) -> None:
        case.opened_by_manager().team_told().answered("We let one member go.")
        assert "We let one member go." not in signed_in(case.member).get(case.url).content.decode()

    def test_may_tell_their_side_and_not_answer_for_the_agency(self, case: CaseFile) -> None:
        visitor = signed_in(case.opened_by_manager().team_told().member)
        sent = visitor.post(f"{case.url}statement/", {"text": "The brief changed twice."}, follow=True)
        assert "We have your statement." in sent.content.decode()
        refused = visitor.post(f"{case.url}answer/", {"text": "We agree."})
        assert refused.status_code == 403
        assert not CaseEvent.objects.filter(name="ResponseReceived").exists()


class TestAnAnswer:
    def test_is_received_with_time_and_reference(self, case: CaseFile) -> None:
        visitor = signed_in(case.opened_by_manager().manager)
        page = visitor.post(f"{case.url}answer/", {"text": "From October on, two people work on each."}, follow=True)
        words = page.content.decode()
        assert page.redirect_chain
        assert "We have your answer." in words
        assert "November 10, 2026, 10:00 a.m." in words
        assert case.reference in words
        assert case.row.stage == "under_review"

    def test_names_the_contracts_that_were_ticked(self, case: CaseFile) -> None:
        visitor = signed_in(case.opened_by_manager().manager)
        visitor.post(f"{case.url}answer/", {"text": "Rated too early.", "contracts": ["C-88213"]})
        kept = CaseEvent.objects.get(name="ResponseReceived").words.text
        assert kept == "About C-88213:\n\nRated too early."

    def test_says_how_to_mend_an_empty_one(self, case: CaseFile) -> None:
        answer = signed_in(case.opened_by_manager().manager).post(f"{case.url}answer/", {"text": " "})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "<title>Error: Write the answer" in page
        assert 'aria-invalid="true"' in page
        assert 'href="#text"' in page
        assert case.row.stage == "awaiting_response"

    def test_refuses_a_contract_of_another_case(self, case: CaseFile) -> None:
        answer = signed_in(case.opened_by_manager().manager).post(
            f"{case.url}answer/", {"text": "See this.", "contracts": ["C-1"]}
        )
        assert answer.status_code == 422
        assert "not part of this case" in answer.content.decode()

    def test_is_not_taken_twice_and_gives_the_words_back(self, case: CaseFile) -> None:
        answer = signed_in(case.opened_by_manager().answered().manager).post(f"{case.url}answer/", {"text": "More."})
        assert answer.status_code == 409
        assert "More." in answer.content.decode()

    def test_is_kept_as_a_draft_until_it_is_sent(self, case: CaseFile) -> None:
        visitor = signed_in(case.opened_by_manager().manager)
        visitor.post(f"{case.url}answer/", {"text": "Half a thought", "keep": "1"})
        assert "Half a thought" in visitor.get(f"{case.url}answer/").content.decode()
        visitor.post(f"{case.url}answer/", {"text": "The whole thought."})
        assert "thought" not in visitor.get(f"{case.url}ask/").content.decode()
        assert not Draft.objects.exists()

    def test_is_kept_as_a_draft_on_every_device_and_for_nobody_else(self, case: CaseFile) -> None:
        case.opened_by_manager().team_told()
        signed_in(case.manager).post(f"{case.url}ask/", {"text": "Half a thought", "keep": "1"})
        assert "Half a thought" in signed_in(case.manager).get(f"{case.url}ask/").content.decode()
        assert "Half a thought" not in signed_in(case.member).get(f"{case.url}ask/").content.decode()

    def test_keeps_a_draft_without_loading_the_page(self, case: CaseFile) -> None:
        visitor = signed_in(case.opened_by_manager().manager)
        kept = visitor.post(
            f"{case.url}answer/", {"text": "Half", "keep": "1"}, headers={"HX-Request": "true"}
        ).content.decode()
        assert kept.startswith("Draft kept at 10:00 a.m.")


class TestAPlan:
    PLAN = "1. Two people read every brief\n- Nothing late without a word before\n\n"

    def proposed(self, case: CaseFile) -> str:
        visitor = signed_in(case.opened_by_manager().manager)
        words = {"text": "This is what we do from now on.", "plan": self.PLAN}
        return visitor.post(f"{case.url}answer/", words, follow=True).content.decode()

    def test_is_proposed_with_the_answer_and_confirmed(self, case: CaseFile) -> None:
        page = self.proposed(case)
        assert "We have your answer." in page
        assert "1. Two people read every brief" in page
        assert CaseEvent.objects.get(name="PlanProposed").facts["goals"] == ["goal 1", "goal 2"]
        receipt = " ".join(Notice.objects.get(document="answer_receipt").text.split())
        assert "If nobody objects to it by Tuesday, November 17, 2026" in receipt
        shown = signed_in(case.manager).get(case.url).content.decode()
        assert "Plan proposed" in shown
        assert "Nothing late without a word before." in shown

    def test_is_kept_as_a_draft_with_the_answer(self, case: CaseFile) -> None:
        visitor = signed_in(case.opened_by_manager().manager)
        visitor.post(f"{case.url}answer/", {"text": "Half", "plan": "One goal", "keep": "1"})
        assert "One goal" in visitor.get(f"{case.url}answer/").content.decode()

    def test_holds_as_proposed_when_nobody_objects_in_time(self, case: CaseFile) -> None:
        self.proposed(case)
        late = TODAY + timedelta(days=8)
        for clock in due_clocks(now=late):
            run_clock(RunClock(clock), now=late)
        assert case.row.stage == "improving"
        letter = " ".join(Notice.objects.get(document="improvement_started").text.split())
        assert "You proposed a plan, and nobody objected to it in time." in letter
        assert "YOUR PLAN" in letter
        assert "Two people read every brief" in letter
        page = signed_in(case.manager).get(case.url).content.decode()
        assert "How far the goals are" in page
        assert "0 of 7 so far" in page
        assert "0 of 7 so far" in signed_in(case.reviewer).get(case.console).content.decode()

    def test_stands_beside_the_reviewers_reasons_when_they_answer_first(self, case: CaseFile) -> None:
        self.proposed(case)
        start_improvement(StartImprovement(case.case_id, case.reviewer.pk, "Good. Begin with C-88213."), now=TODAY)
        letter = " ".join(Notice.objects.get(document="improvement_started").text.split())
        assert "Good. Begin with C-88213." in letter
        assert "Nothing late without a word before" in letter


class TestAQuestion:
    def test_comes_prefilled_for_a_contested_contract(self, case: CaseFile) -> None:
        visitor = signed_in(case.opened_by_manager().manager)
        page = visitor.get(f"{case.url}ask/?contract=C-88213").content.decode()
        assert 'value="C-88213" checked' in page

    def test_gets_a_reference_and_an_answer_by_time(self, case: CaseFile) -> None:
        visitor = signed_in(case.opened_by_manager().manager)
        page = visitor.post(f"{case.url}ask/", {"text": "Which contracts?"}, follow=True).content.decode()
        assert f"{case.reference}-Q1" in page
        assert "We reply by" in page

    def test_about_a_case_that_is_over_promises_no_time(self, case: CaseFile) -> None:
        case.opened_by_manager()
        withdraw(Withdraw(case.case_id, case.reviewer.pk, "Rated early."), now=TODAY)
        visitor = signed_in(case.manager)
        assert "stands still" not in visitor.get(f"{case.url}ask/").content.decode()
        sent = visitor.post(f"{case.url}ask/", {"text": "Is it gone?"}, follow=True).content.decode()
        assert "We reply by" in sent
        assert "stands still" not in sent


class TestMoreTime:
    def test_shows_the_new_date_before_it_is_confirmed(self, case: CaseFile) -> None:
        visitor = signed_in(case.opened_by_manager().manager)
        page = visitor.get(f"{case.url}more-time/").content.decode()
        assert "You can have until November 30, 2026 to answer." in page
        assert not CaseEvent.objects.filter(name="Extended").exists()
        after = visitor.post(f"{case.url}more-time/", follow=True).content.decode()
        assert "Answer by Monday, November 30, 2026" in after
        assert "was November 16, 2026" in after

    def test_is_given_once(self, case: CaseFile) -> None:
        visitor = signed_in(case.opened_by_manager().manager)
        visitor.post(f"{case.url}more-time/")
        again = visitor.post(f"{case.url}more-time/")
        assert again.status_code == 409
        assert "extended already" in again.content.decode()
        assert "Ask for more time" not in visitor.get(case.url).content.decode()


class TestALateAnswer:
    def lapsed(self, case: CaseFile, monkeypatch: pytest.MonkeyPatch) -> CaseFile:
        case.opened_by_manager().team_told()
        end = OPENED_AT + timedelta(days=20)
        for clock in due_clocks(now=end):
            run_clock(RunClock(clock), now=end)
        stop_the_clock(monkeypatch, end)
        assert case.row.stage == "under_review"
        return case

    def test_is_taken_marked_and_read(self, case: CaseFile, monkeypatch: pytest.MonkeyPatch) -> None:
        visitor = signed_in(self.lapsed(case, monkeypatch).manager)
        assert visitor.get(f"{case.url}answer/").headers["Location"] == f"{case.url}statement/"
        visitor.post(f"{case.url}statement/", {"text": "I was ill until yesterday."})
        page = visitor.get(case.url).content.decode()
        assert "I was ill until yesterday." in page
        assert "Late, accepted" in page


class TestALinkOfALetter:
    def test_leads_to_a_page_of_the_case(self, case: CaseFile) -> None:
        case.opened_by_manager().team_told().asked()
        for reader in (case.manager, case.member):
            letters = Notice.objects.filter(case_id=case.case_id, recipient=reader)
            links = {each for letter in letters for each in re.findall(rf"{case.url}[\w/#-]*", letter.text)}
            assert links
            for link in links:
                page = signed_in(reader).get(link)
                assert page.status_code == 200, link
                assert "#" not in link or f'id="{link.split("#")[1]}"' in page.content.decode(), link

    def test_asks_to_open_the_letter_before_anything_is_written(self, case: CaseFile) -> None:
        page = signed_in(case.manager).get(f"{case.url}answer/").content.decode()
        assert "Please open our letter first." in page
        assert f"/letters/{case.letter_to(case.manager).pk}/" in page
