"""Whom the account lets speak for it, and a call instead of a letter."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fairnotice.actions.answer_call import AnswerCall, TimesNeeded, answer_call
from fairnotice.actions.request_call import RequestCall, request_call
from fairnotice.ledger.models import CaseEvent, Clock, Notice, Person
from tests.support.builders import a_person
from tests.support.case_files import OPENED_AT, CaseFile, a_case_file, signed_in

pytestmark = pytest.mark.django_db
TODAY = OPENED_AT + timedelta(days=8)
ANA = {"name": "Ana Prado", "email": "ana@law.example", "may": "act"}


@pytest.fixture
def case(monkeypatch: pytest.MonkeyPatch) -> CaseFile:
    return a_case_file(monkeypatch, clock=TODAY).opened_by_manager()


def admitted(case: CaseFile, **changes: str) -> Person:
    answer = signed_in(case.manager).post(f"{case.url}representatives/", {**ANA, **changes})
    assert answer.status_code == 302
    return Person.objects.get(email="ana@law.example")


class TestARepresentative:
    def test_sees_the_case_and_acts_for_the_account(self, case: CaseFile) -> None:
        visitor = signed_in(admitted(case))
        page = visitor.get(case.url).content.decode()
        assert "we are waiting for your answer" in page
        assert "THE RULE" in page
        sent = visitor.post(f"{case.url}answer/", {"text": "I answer for the agency."}, follow=True).content.decode()
        assert "We have your answer." in sent
        answer = CaseEvent.objects.get(name="ResponseReceived")
        assert (answer.actor_kind, str(answer.actor)) == ("account", "Ana Prado")

    def test_sees_this_case_and_nothing_else(self, case: CaseFile) -> None:
        visitor = signed_in(admitted(case))
        assert visitor.get("/").headers["Location"] == case.url
        assert visitor.get(f"/stats/{case.row.account_id}/").status_code == 404
        assert 'href="/stats/' not in visitor.get(case.url).content.decode()
        assert visitor.get(f"{case.url}representatives/").status_code == 404

    def test_who_reads_along_sends_nothing(self, case: CaseFile) -> None:
        visitor = signed_in(admitted(case, may="read"))
        page = visitor.get(case.url).content.decode()
        assert "Write the answer" not in page
        assert visitor.post(f"{case.url}answer/", {"text": "I answer."}).status_code == 403
        assert not CaseEvent.objects.filter(name="ResponseReceived").exists()

    def test_is_made_known_to_everybody_told(self, case: CaseFile) -> None:
        case.team_told()
        ana = admitted(case)
        told = Notice.objects.filter(document="representative")
        assert {notice.recipient for notice in told} == {case.manager, case.member, ana}
        assert "You can speak for Quillfern Studio" in told.get(recipient=ana).subject

    def test_is_dismissed_at_any_time(self, case: CaseFile) -> None:
        ana = admitted(case)
        page = signed_in(case.manager).get(f"{case.url}representatives/").content.decode()
        assert "1 person speaks for you in this case." in page
        signed_in(case.manager).post(f"{case.url}representatives/", {"dismiss": str(ana.pk)})
        assert signed_in(ana).get(case.url).status_code == 404
        assert Notice.objects.filter(document="representative", subject__contains="no longer").count() == 2
        admitted(case)
        assert signed_in(ana).get(case.url).status_code == 200

    @pytest.mark.parametrize(
        ("changes", "why"),
        [
            ({"email": "no address"}, "This is no e-mail address."),
            ({"name": " "}, "Write down their name"),
            ({"email": "ruth@workmere.example"}, "belongs to our own staff"),
        ],
    )
    def test_is_not_just_anybody(self, case: CaseFile, changes: dict[str, str], why: str) -> None:
        answer = signed_in(case.manager).post(f"{case.url}representatives/", {**ANA, **changes})
        assert answer.status_code == 422
        assert why in answer.content.decode()

    def test_is_admitted_by_the_account_alone(self, case: CaseFile) -> None:
        case.team_told()
        for person in (case.member, case.stranger, admitted(case)):
            other = {**ANA, "email": "other@law.example"}
            assert signed_in(person).post(f"{case.url}representatives/", other).status_code == 404
        assert not Person.objects.filter(email="other@law.example").exists()

    def test_who_has_no_case_is_told_so(self, case: CaseFile) -> None:
        nobody = a_person(None, email="nobody@else.example", name="No Body")
        assert "No account of" in signed_in(nobody).get("/").content.decode()


class TestACall:
    def test_is_asked_for_and_stops_the_time(self, case: CaseFile) -> None:
        visitor = signed_in(case.manager)
        page = visitor.post(f"{case.url}call/", {"text": "About C-88213, on +351 21 000, mornings."}, follow=True)
        assert "We have your question." in page.content.decode()
        assert CaseEvent.objects.get(name="QuestionAsked").facts["call"] is True
        assert Clock.objects.get(case_id=case.case_id, kind="response", ended_at=None).stopped_at == TODAY

    def test_is_answered_with_times_to_choose_from(self, case: CaseFile) -> None:
        asked = request_call(RequestCall(case.case_id, case.manager.pk, "Call me? When?"), now=TODAY)
        wish = AnswerCall(case.case_id, case.reviewer.pk, asked.thread, "Gladly.", ("Monday, 10 a.m., Lisbon time",))
        with pytest.raises(TimesNeeded):
            answer_call(wish, now=TODAY)
        words = {"text": "Gladly, Mara.", "times": "Monday, 10 a.m.\nTuesday, 3 p.m.", "step": "preview"}
        desk = signed_in(case.reviewer)
        assert "Times for the call" in desk.get(f"{case.console}reply/1/").content.decode()
        preview = desk.post(f"{case.console}reply/1/", words).content.decode()
        assert "Tuesday, 3 p.m." in preview
        assert desk.post(f"{case.console}reply/1/", {**words, "step": "send"}).status_code == 302
        letter = Notice.objects.get(document="reply").text
        assert "WHEN WE CAN CALL YOU" in letter
        assert "Monday, 10 a.m." in letter
        assert CaseEvent.objects.get(name="ReplySent").facts["call_times"] == ["Monday, 10 a.m.", "Tuesday, 3 p.m."]
