"""The console as a reviewer works it: queue, case, reply, decisions, and two reviewers at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from fairnotice.actions.reply import Reply, reply
from fairnotice.actions.withdraw import Withdraw, withdraw
from fairnotice.cases.events import EVENTS
from fairnotice.evaluation.result import Condition
from fairnotice.interfaces.console import history
from fairnotice.interfaces.console.conditions import number_of
from fairnotice.ledger.models import CaseEvent, DeliveryProof, Notice, Outgoing, Person
from tests.support.builders import a_person, a_reviewer
from tests.support.case_files import OPENED_AT, CaseFile, a_case_file, behind, signed_in, signed_out

pytestmark = pytest.mark.django_db
TODAY = OPENED_AT + timedelta(days=8)


@pytest.fixture
def case(monkeypatch: pytest.MonkeyPatch) -> CaseFile:
    return a_case_file(monkeypatch, clock=TODAY)


@pytest.fixture
def desk(case: CaseFile) -> Client:
    return signed_in(case.reviewer)


class TestTheDoor:
    def test_is_not_there_for_accounts(self, case: CaseFile) -> None:
        for url in ("/console/", case.console, "/console/accounts/", f"{case.console}withdraw/"):
            assert signed_in(case.manager).get(url).status_code == 404

    def test_is_closed_to_other_staff(self, case: CaseFile) -> None:
        finance = a_person(None, email="fin@workmere.example", name="Jonah Petrak", role=Person.Role.FINANCE)
        assert signed_in(finance).get("/console/").status_code == 403

    def test_leads_the_signed_out_to_sign_in(self, case: CaseFile) -> None:
        assert signed_out().get(case.console).status_code == 302


class TestTheQueue:
    def test_says_when_nobody_is_needed(self, case: CaseFile, desk: Client) -> None:
        page = desk.get("/console/").content.decode()
        assert "No case needs a person. The next legal date is December 2, 2026." in page

    def test_shows_a_question_with_its_date_and_its_words(self, case: CaseFile, desk: Client) -> None:
        case.opened_by_manager().asked("Does C-87760 count?")
        page = desk.get("/console/").content.decode()
        assert "1 thing needs a person. The first is due in 7 days." in page
        assert "Answer question: Quillfern Studio" in page
        assert "“Does C-87760 count?”" in page
        assert "Nov 17" in page

    def test_sorts_by_legal_date(self, case: CaseFile, desk: Client) -> None:
        case.opened_by_manager().answered().asked(at=OPENED_AT + timedelta(days=6))
        page = desk.get("/console/").content.decode()
        assert page.index("Decide what follows") < page.index("Answer question")

    def test_shows_a_question_about_a_case_that_is_over(self, case: CaseFile, desk: Client) -> None:
        case.opened_by_manager()
        withdraw(Withdraw(case.case_id, case.reviewer.pk, "Rated early."), now=TODAY - timedelta(days=1))
        case.asked("Does it stay on my record?", at=TODAY)
        page = desk.get("/console/").content.decode()
        assert "“Does it stay on my record?”" in page
        assert "1 thing needs a person." in page
        words = {"text": "No: C-88213 was rated early, and nothing of it counts later.", "step": "send"}
        assert desk.post(f"{case.console}reply/1/", words).status_code == 302
        assert "No case needs a person." in desk.get("/console/").content.decode()

    def test_keeps_waiting_cases_in_their_lane(self, case: CaseFile, desk: Client) -> None:
        case.opened_by_manager()
        assert "Waits for an answer" not in desk.get("/console/").content.decode()
        assert "Waits for an answer" in desk.get("/console/?lane=account-to-answer").content.decode()

    def test_is_claimed_and_given_back(self, case: CaseFile, desk: Client) -> None:
        case.opened_by_manager().asked()
        page = desk.post(f"{case.console}claim/", {"back": "/console/?lane=questions"}, follow=True).content.decode()
        assert f"You claimed {case.reference}." in page
        assert "Give back" in page
        assert case.row.reviewer == case.reviewer
        desk.post(f"{case.console}give-back/")
        assert case.row.reviewer is None

    def test_refuses_a_case_that_another_works_on(self, case: CaseFile, desk: Client) -> None:
        other = a_reviewer(email="ada@workmere.example", name="Ada Marsh")
        signed_in(other).post(f"{case.console}claim/")
        answer = desk.post(f"{case.console}claim/")
        assert answer.status_code == 409
        assert case.row.reviewer == other

    def test_leads_nowhere_else_after_a_claim(self, case: CaseFile, desk: Client) -> None:
        answer = desk.post(f"{case.console}claim/", {"back": "https://elsewhere.example/"})
        assert answer.headers["Location"] == "/console/"

    def test_finds_by_name_or_reference(self, case: CaseFile, desk: Client) -> None:
        case.opened_by_manager().asked()
        assert "Answer question" in desk.get("/console/?search=quill").content.decode()
        assert "Nothing here matches" in desk.get("/console/?search=nobody").content.decode()


class TestTheCase:
    def test_puts_the_answer_beside_the_evidence(self, case: CaseFile, desk: Client) -> None:
        case.opened_by_manager().answered("About C-88213:\n\nThe client changed the brief.")
        page = desk.get(case.console).content.decode()
        assert "the answer is in. Withdraw, or time to improve?" in page
        assert "The client changed the brief." in page
        assert "no word about it" in page
        assert "Decide by" in page

    def test_ticks_the_conditions(self, case: CaseFile, desk: Client) -> None:
        page = desk.get(case.console).content.decode()
        for condition in behind(case.row).explanation["conditions"]:
            assert condition["sentence"].replace("'", "&#x27;") in page

    def test_shows_no_measure_that_does_not_exist(self, case: CaseFile, desk: Client) -> None:
        page = desk.get(case.opened_by_manager().answered().console).content.decode().lower()
        for word in ("suspension", "closure", "hold"):
            assert f"{word} " not in page.split("<main")[1].split("<footer")[0].replace("holds", "").replace(
                "threshold", ""
            )

    def test_names_every_event_in_words(self) -> None:
        assert set(history.EVENTS) == set(EVENTS)


class TestAReply:
    def test_without_a_fact_is_not_sent(self, case: CaseFile, desk: Client) -> None:
        case.opened_by_manager().asked()
        answer = desk.post(f"{case.console}reply/1/", {"text": "We follow our policy.", "step": "send"})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "<title>Error:" in page
        assert "Name at least one contract of this case" in page
        assert not CaseEvent.objects.filter(name="ReplySent").exists()

    def test_is_shown_as_a_letter_before_it_is_sent(self, case: CaseFile, desk: Client) -> None:
        case.opened_by_manager().asked()
        words = {"text": "It counts: C-87760 was rated on September 2.", "step": "preview"}
        page = desk.post(f"{case.console}reply/1/", words).content.decode()
        assert "This letter will be sent." in page
        assert "To Mara Velling" in page
        assert "C-87760" in page
        assert not CaseEvent.objects.filter(name="ReplySent").exists()
        assert not Notice.objects.filter(document="reply").exists()

    def test_cites_what_its_words_name(self, case: CaseFile, desk: Client) -> None:
        case.opened_by_manager().asked()
        desk.post(f"{case.console}reply/1/", {"text": "It counts: C-87760 was rated early.", "step": "send"})
        assert CaseEvent.objects.get(name="ReplySent").facts["cites"] == ["C-87760"]
        assert Notice.objects.filter(document="reply", recipient=case.manager).count() == 1

    def test_may_say_what_would_change_the_result(self, case: CaseFile, desk: Client) -> None:
        case.opened_by_manager().asked()
        words = {"text": "Seven satisfied contracts end it.", "what_would_change": "1", "step": "send"}
        assert desk.post(f"{case.console}reply/1/", words).status_code == 302

    def test_hears_from_the_gate_while_it_is_written(self, case: CaseFile, desk: Client) -> None:
        case.opened_by_manager().asked()
        checked = desk.post(f"{case.console}reply/1/", {"text": "See C-87760.", "step": "check"}).content.decode()
        assert "Names 1 contract: C-87760" in checked
        assert "Missing" not in checked

    def test_meets_the_reply_of_somebody_faster(self, case: CaseFile, desk: Client) -> None:
        case.opened_by_manager().asked()
        seen = case.row.events.count()
        ada = a_reviewer(email="ada@workmere.example", name="Ada Marsh")
        reply(Reply(case.case_id, ada.pk, 1, "C-87760 counts.", ("C-87760",)), now=TODAY - timedelta(minutes=19))
        answer = desk.post(f"{case.console}reply/1/", {"text": "C-87760 does not.", "step": "send", "seen": str(seen)})
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "Ada Marsh acted on this case at 9:41 a.m." in page
        assert "C-87760 counts." in page
        assert "C-87760 does not." in page


class TestADecision:
    def test_to_withdraw_needs_reasons(self, case: CaseFile, desk: Client) -> None:
        case.opened_by_manager()
        assert desk.post(f"{case.console}withdraw/", {"text": "", "step": "send"}).status_code == 422
        assert case.row.stage == "awaiting_response"

    def test_to_withdraw_ends_the_case_with_a_letter(self, case: CaseFile, desk: Client) -> None:
        case.opened_by_manager().answered()
        page = desk.post(
            f"{case.console}withdraw/", {"text": "C-88213 was rated early.", "step": "send"}, follow=True
        ).content.decode()
        assert "this case is over" in page
        assert case.row.outcome == "withdrawn"
        assert "C-88213 was rated early." in Notice.objects.get(document="withdrawn").text

    def test_to_continue_shows_the_goals_first(self, case: CaseFile, desk: Client) -> None:
        case.opened_by_manager().answered()
        page = desk.get(f"{case.console}improvement/").content.decode()
        assert "more satisfied contracts with new clients." in page
        desk.post(f"{case.console}improvement/", {"text": "Start with two people each.", "step": "send"})
        assert case.row.stage == "improving"

    def test_waits_for_the_reply_to_a_question(self, case: CaseFile, desk: Client) -> None:
        case.opened_by_manager().answered().asked(at=TODAY)
        answer = desk.post(f"{case.console}improvement/", {"text": "Go on.", "step": "send"})
        assert answer.status_code == 422
        assert "A question waits for its reply" in answer.content.decode()
        assert case.row.stage == "under_review"

    def test_of_somebody_faster_is_shown_instead(self, case: CaseFile, desk: Client) -> None:
        case.opened_by_manager().answered()
        seen = case.row.events.count()
        ada = a_reviewer(email="ada@workmere.example", name="Ada Marsh")
        withdraw(Withdraw(case.case_id, ada.pk, "Two ratings came before delivery."), now=TODAY)
        answer = desk.post(f"{case.console}improvement/", {"text": "Go on.", "step": "send", "seen": str(seen)})
        assert answer.status_code == 409
        assert "Ada Marsh decided this case at 10:00 a.m." in answer.content.decode()
        assert "Two ratings came before delivery." in answer.content.decode()

    def test_that_comes_too_late_is_refused(self, case: CaseFile, desk: Client) -> None:
        case.opened_by_manager().answered()
        withdraw(Withdraw(case.case_id, case.reviewer.pk, "Rated early."), now=TODAY)
        assert desk.post(f"{case.console}improvement/", {"text": "Go on.", "step": "send"}).status_code == 409

    def test_to_give_more_time_shows_the_date_first(self, case: CaseFile, desk: Client) -> None:
        case.opened_by_manager()
        assert "November 30, 2026" in desk.get(f"{case.console}more-time/").content.decode()
        desk.post(f"{case.console}more-time/")
        assert CaseEvent.objects.get(name="Extended").actor == case.reviewer
        assert desk.post(f"{case.console}more-time/").status_code == 409


class TestALetterThatDidNotArrive:
    def on_paper(self, case: CaseFile) -> Notice:
        letter = case.letter_to(case.manager)
        Outgoing.objects.create(
            notice=letter, channel="post", state="sent", due_at=OPENED_AT, finished_at=OPENED_AT, created_at=OPENED_AT
        )
        return letter

    def test_waits_in_the_queue_to_be_posted(self, case: CaseFile, desk: Client) -> None:
        self.on_paper(case)
        page = desk.get("/console/?lane=undelivered").content.decode()
        assert "Send on paper: Quillfern Studio" in page
        assert "no mail reaches Mara Velling" in page

    def test_starts_its_time_with_a_signature(self, case: CaseFile, desk: Client) -> None:
        letter = self.on_paper(case)
        assert "Print this page" in desk.get(f"{case.console}letters/{letter.pk}/").content.decode()
        desk.post(f"{case.console}letters/{letter.pk}/signed/")
        assert DeliveryProof.objects.get(notice=letter).kind == "signed_post"
        assert case.row.stage == "awaiting_response"

    def test_that_came_back_goes_on_paper(self, case: CaseFile, desk: Client) -> None:
        letter = case.letter_to(case.manager)
        Outgoing.objects.filter(notice=letter).update(state="sent", finished_at=OPENED_AT)
        assert "It came back" in desk.get(case.console).content.decode()
        desk.post(f"{case.console}letters/{letter.pk}/bounced/")
        assert Outgoing.objects.filter(notice=letter, channel="post").exists()

    def test_of_another_case_is_not_recorded_here(self, case: CaseFile, desk: Client) -> None:
        url = f"{case.console}letters/00000000-0000-4000-8000-000000000000/signed/"
        assert desk.post(url).status_code == 404


class TestAConditionInWords:
    def test_names_the_number_that_decided(self) -> None:
        told = {
            number_of(Condition("rated", True, 30.0, 5.0, "")),
            number_of(Condition("rated_recently", True, 1.0, 90.0, "")),
            number_of(Condition("without_two_clients", True, 0.81, 0.5, "")),
            number_of(Condition("few_wrong", True, 0.01, 0.05, "")),
        }
        assert told == {"30", "1 day ago", "lowest 81 in 100", ""}

    def test_never_rounds_across_what_is_needed(self) -> None:
        assert number_of(Condition("sure_enough", False, 0.797, 0.80, "")) == "79.7 in 100"
