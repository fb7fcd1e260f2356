"""A hold before any decision: asked by one person, approved by another, looked at by a third, and over in days."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import HttpResponse

from fairnotice.actions.answer_interim_request import AnswerInterimRequest, RequestAnswered, answer_interim_request
from fairnotice.actions.ask_interim_hold import AskInterimHold, ask_interim_hold
from fairnotice.actions.own_words import OwnWordsNeeded
from fairnotice.actions.review_interim_hold import ReviewInterimHold, review_interim_hold
from fairnotice.actions.run_clock import RunClock, due_clocks, run_clock
from fairnotice.cases.refusals import (
    ExceptionEvidence,
    InterimOnce,
    InterimReviewerNew,
    ListedException,
    OnlyOnce,
    ReasonsNeeded,
    SecondApprover,
)
from fairnotice.cases.standing import Standing
from fairnotice.ledger.casebook import case_value
from fairnotice.ledger.interim import InterimRequest
from fairnotice.ledger.models import Clock, Effect, Notice, Person
from tests.support.builders import a_reviewer
from tests.support.case_files import OPENED_AT, CaseFile, a_case_file, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
NOW = OPENED_AT + timedelta(hours=3)
WHY = "Two clients told us today that they were asked for the passwords of their shops."


@pytest.fixture
def case(monkeypatch: pytest.MonkeyPatch) -> CaseFile:
    return a_case_file(monkeypatch)


@pytest.fixture
def other() -> Person:
    return a_reviewer(email="ada.other@workmere.example", name="Ada Other")


@pytest.fixture
def third() -> Person:
    return a_reviewer(email="sam.third@workmere.example", name="Sam Third")


def asked(case: CaseFile, **changes: object) -> int:
    values: dict[str, object] = {
        "case_id": case.case_id,
        "reviewer_id": case.reviewer.pk,
        "kind": "work_hold",
        "exception": "imminent_harm",
        "evidence": ("The reports of two clients, November 2, 2026",),
        "reasons": WHY,
    }
    return ask_interim_hold(AskInterimHold(**{**values, **changes}), now=NOW)  # type: ignore[arg-type]


def begun(case: CaseFile, other: Person) -> None:
    answer_interim_request(AnswerInterimRequest(asked(case), other.pk, approve=True), now=NOW)


def documents(case: CaseFile) -> list[str]:
    return list(Notice.objects.filter(case_id=case.case_id).order_by("created_at").values_list("document", flat=True))


class TestAsking:
    def test_changes_nothing_by_itself(self, case: CaseFile) -> None:
        asked(case)
        assert case_value(case.row).standing is Standing.GOOD
        assert not Effect.objects.exists()

    def test_is_refused_for_what_the_policy_does_not_list(self, case: CaseFile) -> None:
        with pytest.raises(ListedException):
            asked(case, exception="we_are_annoyed")

    def test_is_refused_without_evidence_of_its_own(self, case: CaseFile) -> None:
        with pytest.raises(ExceptionEvidence):
            asked(case, evidence=(" ",))

    def test_is_refused_without_reasons(self, case: CaseFile) -> None:
        with pytest.raises(OwnWordsNeeded):
            asked(case, reasons="  ")

    def test_waits_for_the_answer_to_the_first(self, case: CaseFile) -> None:
        asked(case)
        with pytest.raises(OnlyOnce):
            asked(case)


class TestTheSecondPerson:
    def test_is_another_one(self, case: CaseFile) -> None:
        request = asked(case)
        with pytest.raises(SecondApprover):
            answer_interim_request(AnswerInterimRequest(request, case.reviewer.pk, approve=True), now=NOW)
        assert InterimRequest.objects.get().answered_at is None

    def test_says_why_not(self, case: CaseFile, other: Person) -> None:
        request = asked(case)
        with pytest.raises(ReasonsNeeded):
            answer_interim_request(AnswerInterimRequest(request, other.pk, approve=False), now=NOW)
        answer_interim_request(AnswerInterimRequest(request, other.pk, approve=False, reasons="No harm."), now=NOW)
        assert case_value(case.row).interim is None

    def test_answers_once(self, case: CaseFile, other: Person, third: Person) -> None:
        request = asked(case)
        answer_interim_request(AnswerInterimRequest(request, other.pk, approve=True), now=NOW)
        with pytest.raises(RequestAnswered):
            answer_interim_request(AnswerInterimRequest(request, third.pk, approve=True), now=NOW)

    def test_does_not_approve_what_is_days_old(self, case: CaseFile, other: Person) -> None:
        request = asked(case)
        with pytest.raises(RequestAnswered, match="three days"):
            answer_interim_request(AnswerInterimRequest(request, other.pk, approve=True), now=NOW + timedelta(days=4))


class TestTheHold:
    def test_works_at_once_and_says_so_at_once(self, case: CaseFile, other: Person) -> None:
        begun(case, other)
        assert case_value(case.row).standing is Standing.WORK_HOLD
        letter = Notice.objects.get(case_id=case.case_id, document="interim_hold", recipient=case.manager)
        assert letter.not_before == NOW
        assert WHY.split(".", maxsplit=1)[0] in letter.text.replace("\n", " ")
        assert "Ada Other" in letter.text
        assert Effect.objects.get().what == "interim_started"

    def test_has_two_ends_that_count_working_days(self, case: CaseFile, other: Person) -> None:
        begun(case, other)
        clocks = dict(Clock.objects.filter(case_id=case.case_id, ended_at=None).values_list("kind", "due_at"))
        assert timedelta(days=2) < clocks["interim_review"] - NOW <= timedelta(days=4)
        assert timedelta(days=8) < clocks["interim_end"] - NOW <= timedelta(days=10)

    def test_falls_when_nobody_new_looks(self, case: CaseFile, other: Person) -> None:
        begun(case, other)
        later = NOW + timedelta(days=5)
        for clock in due_clocks(now=later):
            run_clock(RunClock(clock), now=later)
        assert case_value(case.row).standing is Standing.GOOD
        assert "interim_over" in documents(case)
        assert [e.what for e in Effect.objects.order_by("sequence")] == ["interim_started", "interim_ended"]

    def test_ends_on_its_day_though_somebody_kept_it(self, case: CaseFile, other: Person, third: Person) -> None:
        begun(case, other)
        review_interim_hold(
            ReviewInterimHold(case.case_id, third.pk, keep=True, reasons="Both reports name the message of today."),
            now=NOW + timedelta(days=1),
        )
        assert "interim_kept" in documents(case)
        later = NOW + timedelta(days=11)
        for clock in due_clocks(now=later):
            run_clock(RunClock(clock), now=later)
        assert case_value(case.row).interim is None

    def test_is_ended_by_somebody_new_alone(self, case: CaseFile, other: Person, third: Person) -> None:
        begun(case, other)
        for person in (case.reviewer, other):
            with pytest.raises(InterimReviewerNew):
                review_interim_hold(
                    ReviewInterimHold(case.case_id, person.pk, keep=False, reasons="Nothing shows it."), now=NOW
                )
        end = ReviewInterimHold(case.case_id, third.pk, keep=False, reasons="The sign-ins show a stolen session.")
        review_interim_hold(end, now=NOW)
        assert case_value(case.row).standing is Standing.GOOD
        assert "interim_over" in documents(case)

    def test_comes_once_in_a_case(self, case: CaseFile, other: Person, third: Person) -> None:
        begun(case, other)
        end = ReviewInterimHold(case.case_id, third.pk, keep=False, reasons="The sign-ins show a stolen session.")
        review_interim_hold(end, now=NOW)
        with pytest.raises(InterimOnce):
            asked(case)


class TestThePage:
    def url(self, case: CaseFile) -> str:
        return f"{case.console}interim/"

    def post(self, case: CaseFile, person: Person, step: str, **form: str) -> HttpResponse:
        return signed_in(person).post(self.url(case), {"step": step, **form})  # type: ignore[return-value]

    def ask(self, case: CaseFile, **form: str) -> HttpResponse:
        values = {"kind": "work_hold", "exception": "imminent_harm", "evidence": "Two reports", "text": WHY}
        return self.post(case, case.reviewer, "ask", **{**values, **form})

    def test_leads_from_the_wish_to_the_end(self, case: CaseFile, other: Person, third: Person) -> None:
        assert "Interim hold" in signed_in(case.reviewer).get(case.console).content.decode()
        assert self.ask(case).status_code == 302
        mine = signed_in(case.reviewer).get(self.url(case)).content.decode()
        assert "Another reviewer approves or declines." in mine
        assert "Approve" not in mine
        assert self.post(case, other, "approve").status_code == 302
        assert case_value(case.row).standing is Standing.WORK_HOLD
        assert "You took part in this case." in signed_in(other).get(self.url(case)).content.decode()
        assert self.post(case, third, "end", text="The sign-ins show a stolen session.").status_code == 302
        assert case_value(case.row).standing is Standing.GOOD
        assert "There is no second one." in signed_in(other).get(self.url(case)).content.decode()

    def test_keeps_what_was_typed_when_something_is_missing(self, case: CaseFile) -> None:
        page = self.ask(case, evidence=" ")
        assert page.status_code == 422
        assert WHY in page.content.decode()
        assert "own evidence" in page.content.decode()

    def test_refuses_the_second_hand_of_the_same_person(self, case: CaseFile) -> None:
        self.ask(case)
        page = self.post(case, case.reviewer, "approve")
        assert page.status_code == 422
        assert "Another person must approve" in page.content.decode()
        assert case_value(case.row).interim is None

    @pytest.mark.parametrize("who", ["manager", "member", "stranger"])
    def test_does_not_exist_for_accounts(self, case: CaseFile, who: str) -> None:
        assert signed_in(getattr(case, who)).get(self.url(case)).status_code == 404
