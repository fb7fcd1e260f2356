"""What an account asks for: answered by somebody new with facts, or granted by our silence."""

from __future__ import annotations

import pytest

from fairnotice.actions.answer_request import AnswerRequest, WithdrawRequest, answer_request, withdraw_request
from fairnotice.actions.ask_for import AskFor, SayWhat, ask_for
from fairnotice.actions.parties import NotAParty
from fairnotice.actions.run_clock import RunClock, due_clocks, run_clock
from fairnotice.cases.measures import Measure
from fairnotice.cases.refusals import (
    CaseAlreadyOpen,
    HearerTookNoPart,
    NothingToAppeal,
    NotYoursToTake,
    RequestCannotWorsen,
    StatesFacts,
)
from fairnotice.cases.standing import Standing
from fairnotice.ledger.models import Case, Clock, Correction, Effect, Notice, Person
from fairnotice.notices.requests import Wish
from tests.support.case_files import CaseFile, a_case_file
from tests.support.decided import a_hearer, in_effect, lock, propose, some_time

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
WHY = "Every project has a second person now, C-88213 as well."


@pytest.fixture
def case(monkeypatch: pytest.MonkeyPatch) -> CaseFile:
    return a_case_file(monkeypatch)


@pytest.fixture
def hearer(db: None) -> Person:
    return a_hearer()


def asked(case: CaseFile, wish: Wish = Wish.EXIT, **changes: object) -> CaseFile:
    """Let the manager ask, and return the request's own case."""
    values = {"about": case.case_id, **changes}
    command = AskFor(case.row.account_id, "agency", case.manager.pk, wish, WHY, **values)  # type: ignore[arg-type]
    row = Case.objects.get(pk=ask_for(command, now=some_time()))
    return CaseFile(row.pk, row.reference, case.manager, case.member, case.reviewer, case.stranger)


def answered(request: CaseFile, hearer: Person, *, grant: bool, text: str = WHY) -> None:
    answer_request(AnswerRequest(request.case_id, hearer.pk, grant, text), now=some_time(5))


class TestARequest:
    def test_is_received_with_the_date_of_its_answer(self, case: CaseFile) -> None:
        request = asked(in_effect(case))
        assert (request.row.matter, request.row.stage) == ("request", "under_review")
        text = " ".join(request.letter_to(case.manager, "request_receipt").text.split())
        assert "You asked us to end the restriction early. It is about case" in text
        assert "If no answer has come by then, you get what you asked for." in text
        assert Clock.objects.filter(case_id=request.case_id, kind="request", ended_at=None).count() == 1

    def test_stands_beside_the_case_it_is_about(self, case: CaseFile) -> None:
        asked(in_effect(case))
        assert Case.objects.filter(account_id=case.row.account_id, outcome="").count() == 2
        with pytest.raises(CaseAlreadyOpen):
            asked(case, Wish.REVIEW)

    def test_can_never_worsen_anything(self, case: CaseFile) -> None:
        request = asked(in_effect(case))
        with pytest.raises(RequestCannotWorsen):
            propose(request, Measure.WARNING, facts=("C-88213",))

    def test_is_not_made_by_a_stranger_or_a_member(self, case: CaseFile) -> None:
        in_effect(case)
        for person in (case.stranger, case.member):
            with pytest.raises(NotAParty):
                ask_for(AskFor(case.row.account_id, "agency", person.pk, Wish.EXIT, WHY, case.case_id), now=some_time())

    def test_to_lift_needs_something_that_works(self, case: CaseFile) -> None:
        with pytest.raises(NothingToAppeal):
            asked(case.opened_by_manager())

    def test_of_a_correction_names_a_contract(self, case: CaseFile) -> None:
        with pytest.raises(SayWhat):
            asked(in_effect(case), Wish.CORRECTION)

    def test_can_be_taken_back_by_the_account_alone(self, case: CaseFile) -> None:
        request = asked(in_effect(case))
        with pytest.raises(NotYoursToTake):
            withdraw_request(WithdrawRequest(request.case_id, case.member.pk), now=some_time(3))
        withdraw_request(WithdrawRequest(request.case_id, case.manager.pk), now=some_time(3))
        assert request.row.outcome == "withdrawn"


class TestTheAnswer:
    def test_comes_from_somebody_who_took_no_part(self, case: CaseFile) -> None:
        request = asked(in_effect(case))
        with pytest.raises(HearerTookNoPart):
            answered(request, case.reviewer, grant=True)

    def test_names_a_fact(self, case: CaseFile, hearer: Person) -> None:
        request = asked(in_effect(case))
        with pytest.raises(StatesFacts):
            answered(request, hearer, grant=False, text="We see it as before, and nothing new was shown to us.")

    def test_that_refuses_changes_nothing_else(self, case: CaseFile, hearer: Person) -> None:
        request = asked(in_effect(case))
        answered(request, hearer, grant=False, text="C-88213 still has one person, as the record of December shows.")
        assert request.row.outcome == "refused"
        assert lock(case).standing is Standing.WORK_HOLD
        assert "The answer is no." in request.letter_to(case.manager, "request_refused").text

    def test_that_grants_an_exit_lifts(self, case: CaseFile, hearer: Person) -> None:
        request = asked(in_effect(case))
        answered(request, hearer, grant=True)
        assert request.row.outcome == "granted"
        assert (case.row.stage, case.row.outcome) == ("ended", "lifted")
        assert Effect.objects.latest("sequence").standing_after == "good"
        assert Notice.objects.filter(case_id=case.case_id, document="lifted", recipient=case.manager).exists()

    def test_that_grants_a_reinstatement_opens_a_closed_account(self, case: CaseFile, hearer: Person) -> None:
        request = asked(in_effect(case, Measure.CLOSURE), Wish.REINSTATEMENT)
        answered(request, hearer, grant=True)
        assert lock(case).standing is Standing.GOOD
        assert case.row.outcome == "lifted"

    def test_that_grants_a_review_owes_one(self, case: CaseFile, hearer: Person) -> None:
        request = asked(in_effect(case), Wish.REVIEW)
        answered(request, hearer, grant=True)
        assert lock(case).fresh_review.why == "request"
        assert "looks again at the decision" in " ".join(case.letter_to(case.manager, "fresh_review_owed").text.split())

    def test_that_grants_a_correction_leaves_the_contract_out(self, case: CaseFile, hearer: Person) -> None:
        request = asked(in_effect(case), Wish.CORRECTION, items=("C-88213",))
        answered(request, hearer, grant=True)
        kept = Correction.objects.get()
        assert (kept.account_id, kept.contract_id, kept.why) == (case.row.account_id, "C-88213", "granted")


class TestSilence:
    def test_grants_and_lifts(self, case: CaseFile) -> None:
        request = asked(in_effect(case))
        late = some_time(20)
        assert [run_clock(RunClock(clock), now=late) for clock in due_clocks(now=late)] == ["RequestUnanswered"]
        assert request.row.outcome == "granted"
        assert case.row.outcome == "lifted"
        assert "We did not answer in time" in " ".join(request.letter_to(case.manager, "request_granted").text.split())
        assert "nobody answered in time" in " ".join(case.letter_to(case.manager, "lifted").text.split())
