"""P8, P9 and P17 complain when their data is broken by hand, and are silent when it is not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from fairnotice.actions.answer_appeal import Answer, AnswerAppeal, answer_appeal
from fairnotice.actions.file_appeal import FileAppeal, file_appeal
from fairnotice.actions.record_view import RecordView, record_view
from fairnotice.ledger.models import CaseEvent, Clock, CompensationItem, Effect, HearerView, HearerViewText
from fairnotice.queries.invariants.all import PROMISES
from tests.support.case_files import OPENED_AT, CaseFile, a_case_file
from tests.support.decided import a_hearer, in_effect, some_time

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unguarded")]


@pytest.fixture
def case(monkeypatch: pytest.MonkeyPatch, unguarded: None) -> CaseFile:
    """A decision that worked, was objected to, and was reversed."""
    case, hearer = in_effect(a_case_file(monkeypatch)), a_hearer()
    file_appeal(FileAppeal(case.case_id, case.manager.pk, "About C-88213:\n\nIt was late."), now=some_time())
    record_view(RecordView(case.case_id, hearer.pk, "decision", None, "Nothing should be done."), now=some_time(3))
    words = "C-88213 was late because its brief was changed twice after October 2."
    answer_appeal(AnswerAppeal(case.case_id, hearer.pk, Answer.REVERSE, words), now=some_time(4))
    return case


def broken(promise: str) -> list[str]:
    return [breach.sentence for breach in PROMISES[promise][1]()]


def change(case: CaseFile, name: str, **facts: object) -> None:
    event = CaseEvent.objects.filter(case_id=case.case_id, name=name).latest("number")
    CaseEvent.objects.filter(pk=event.pk).update(facts={**event.facts, **facts})


def let_a_participant_answer(case: CaseFile) -> None:
    change(case, "DecisionReversed", person=case.reviewer.pk)
    HearerView.objects.update(person=case.reviewer)


def lose_the_view(case: CaseFile) -> None:
    HearerViewText.objects.all().delete()
    HearerView.objects.all().delete()


def shorten_the_window(case: CaseFile) -> None:
    change(case, "DecisionServed", appeal_until=some_time(30).isoformat())


def promise_an_answer_in_spring(case: CaseFile) -> None:
    change(case, "AppealFiled", answer_by=some_time(90).isoformat())


def forget_what_is_owed(case: CaseFile) -> None:
    CompensationItem.objects.all().delete()


def tell_nobody(case: CaseFile) -> None:
    Effect.objects.filter(what="reversed").delete()


def tell_another_standing(case: CaseFile) -> None:
    Effect.objects.filter(what="reversed").update(standing_after="work_hold")


def stop_waiting(case: CaseFile) -> None:
    Clock.objects.filter(kind="restoration").delete()


def pass_over(case: CaseFile) -> None:
    Clock.objects.filter(kind="restoration").update(due_at=OPENED_AT - timedelta(days=9))


class TestUnbrokenData:
    def test_keeps_the_promises(self, case: CaseFile) -> None:
        assert {promise: broken(promise) for promise in ("P8", "P9", "P17")} == {"P8": [], "P9": [], "P17": []}


class TestBrokenData:
    @pytest.mark.parametrize(
        ("promise", "damage"),
        [
            ("P8", let_a_participant_answer),
            ("P8", lose_the_view),
            ("P8", shorten_the_window),
            ("P8", promise_an_answer_in_spring),
            ("P9", forget_what_is_owed),
            ("P9", tell_nobody),
            ("P9", tell_another_standing),
            ("P9", stop_waiting),
            ("P17", stop_waiting),
            ("P17", pass_over),
        ],
        ids=lambda value: value if isinstance(value, str) else value.__name__,
    )
    def test_is_named(self, case: CaseFile, promise: str, damage: Callable[[CaseFile], None]) -> None:
        assert broken(promise) == []
        damage(case)
        assert broken(promise)
