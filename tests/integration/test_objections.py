"""An objection: heard by somebody new, answered in time or undone by itself, and undone as a whole."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from fairnotice.actions.answer_appeal import Answer, AnswerAppeal, PointUnanswered, answer_appeal
from fairnotice.actions.carry_out_by_hand import CarryOutByHand, carry_out_by_hand
from fairnotice.actions.confirm_restored import ConfirmRestored, confirm_restored, waiting_restorations
from fairnotice.actions.file_appeal import FileAppeal, Filed, file_appeal
from fairnotice.actions.own_words import OwnWordsNeeded
from fairnotice.actions.record_view import OwnViewFirst, RecordView, record_view
from fairnotice.actions.run_clock import RunClock, due_clocks, run_clock
from fairnotice.actions.standing_changes import standings_of
from fairnotice.cases.measures import Measure
from fairnotice.cases.refusals import (
    AppealWindowOver,
    HearerTookNoPart,
    NothingToAppeal,
    NotYoursToTake,
    OnlyOnce,
    StatesFacts,
    VaryOnlyLowers,
)
from fairnotice.cases.standing import Standing
from fairnotice.interfaces.jobs import chores
from fairnotice.ledger.models import CaseEvent, Clock, CompensationItem, Effect, HearerView, Notice, Person
from tests.support.case_files import CaseFile, a_case_file, signed_in, stop_the_clock
from tests.support.decided import EFFECT_AT, REASONS, SERVED_AT, a_hearer, decided, in_effect, lock, some_time

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
CONTESTED = "About C-88213:\n\nThe client changed the brief twice, and we said so at once."
FOUND = "The brief of C-88213 was changed on October 2, and the date had passed by then."


@pytest.fixture
def case(monkeypatch: pytest.MonkeyPatch) -> CaseFile:
    return a_case_file(monkeypatch)


@pytest.fixture
def hearer(db: None) -> Person:
    return a_hearer()


def objected(case: CaseFile, *, days: float = 2) -> Filed:
    return file_appeal(FileAppeal(case.case_id, case.manager.pk, CONTESTED), now=some_time(days))


def viewed(case: CaseFile, hearer: Person, against: str = "decision") -> None:
    view = RecordView(case.case_id, hearer.pk, against, Measure.WARNING, "A warning would have done.")
    record_view(view, now=some_time(3))


def answered(case: CaseFile, hearer: Person, answer: Answer, text: str = FOUND, **changes: object) -> None:
    answer_appeal(AnswerAppeal(case.case_id, hearer.pk, answer, text, **changes), now=some_time(4))  # type: ignore[arg-type]


class TestAnObjection:
    def test_is_received_with_a_reference_and_a_date(self, case: CaseFile) -> None:
        receipt = objected(in_effect(case))
        assert receipt.reference.startswith(f"{case.reference}-O")
        assert receipt.answer_by - some_time() >= timedelta(days=14)
        letter = case.letter_to(case.manager, "appeal_receipt")
        assert "Somebody who took no part in it answers you" in " ".join(letter.text.split())
        assert "The client changed the brief twice" in letter.text

    def test_can_be_made_while_the_decision_waits_to_take_effect(self, case: CaseFile) -> None:
        decided(case)
        file_appeal(FileAppeal(case.case_id, case.manager.pk, CONTESTED), now=SERVED_AT + timedelta(days=1))
        assert Clock.objects.filter(kind="appeal_answer", ended_at=None).count() == 1
        assert "It cannot begin while your objection waits." in case.letter_to(case.manager, "appeal_receipt").text

    def test_changes_nothing_of_what_the_account_may_do(self, case: CaseFile) -> None:
        before = lock(in_effect(case))
        objected(case)
        after = lock(case)
        assert (after.restriction, after.stage) == (before.restriction, before.stage)
        assert Effect.objects.count() == 1

    def test_is_not_made_before_anything_was_decided(self, case: CaseFile) -> None:
        case.opened_by_manager()
        with pytest.raises(NothingToAppeal):
            objected(case)

    def test_is_not_made_by_a_member_for_the_agency(self, case: CaseFile) -> None:
        in_effect(case)
        with pytest.raises(NotYoursToTake):
            file_appeal(FileAppeal(case.case_id, case.member.pk, CONTESTED), now=some_time())

    def test_is_made_once(self, case: CaseFile) -> None:
        objected(in_effect(case))
        with pytest.raises(OnlyOnce):
            objected(case, days=3)

    def test_is_open_for_six_months(self, case: CaseFile) -> None:
        in_effect(case)
        with pytest.raises(AppealWindowOver):
            file_appeal(FileAppeal(case.case_id, case.manager.pk, CONTESTED), now=SERVED_AT + timedelta(days=186))
        assert file_appeal(FileAppeal(case.case_id, case.manager.pk, CONTESTED), now=SERVED_AT + timedelta(days=184))


class TestTheHearer:
    def test_writes_their_own_view_first(self, case: CaseFile, hearer: Person) -> None:
        objected(in_effect(case))
        with pytest.raises(OwnViewFirst):
            answered(case, hearer, Answer.UPHOLD)

    def test_cannot_change_it(self, case: CaseFile, hearer: Person) -> None:
        objected(in_effect(case))
        viewed(case, hearer)
        with pytest.raises(OnlyOnce):
            viewed(case, hearer)
        with pytest.raises(DatabaseError), transaction.atomic():
            HearerView.objects.update(measure="closure")

    def test_took_no_part(self, case: CaseFile) -> None:
        objected(in_effect(case))
        with pytest.raises(HearerTookNoPart):
            viewed(case, case.reviewer)
        with pytest.raises(HearerTookNoPart):
            answered(case, case.reviewer, Answer.REVERSE)

    def test_names_a_fact_of_the_case(self, case: CaseFile, hearer: Person) -> None:
        objected(in_effect(case))
        viewed(case, hearer)
        with pytest.raises(StatesFacts):
            answered(case, hearer, Answer.UPHOLD, "We have read all you sent us and see it as before.")

    def test_passes_over_no_point(self, case: CaseFile, hearer: Person) -> None:
        objected(in_effect(case))
        viewed(case, hearer)
        with pytest.raises(PointUnanswered, match="C-88213"):
            answered(case, hearer, Answer.UPHOLD, "The other seven, such as C-87760, ended late.")

    def test_uses_words_of_their_own(self, case: CaseFile, hearer: Person) -> None:
        objected(in_effect(case))
        viewed(case, hearer)
        with pytest.raises(OwnWordsNeeded):
            answered(case, hearer, Answer.UPHOLD, "The finding about C-88213 is {reason}.")


class TestADecisionThatStands:
    def test_is_told_with_the_hearer_s_name_and_every_way_to_go_further(self, case: CaseFile, hearer: Person) -> None:
        objected(in_effect(case))
        viewed(case, hearer)
        answered(case, hearer, Answer.UPHOLD)
        text = " ".join(case.letter_to(case.manager, "decision_upheld").text.split())
        assert "I am Ada Marsh. I took no part in it" in text
        assert FOUND in text
        assert "The courts of your place of residence" in text
        assert lock(case).standing is Standing.WORK_HOLD
        assert not Clock.objects.filter(kind="appeal_answer", ended_at=None).exists()

    def test_is_told_to_the_team_after_the_managers(self, case: CaseFile, hearer: Person) -> None:
        objected(in_effect(case))
        viewed(case, hearer)
        answered(case, hearer, Answer.UPHOLD)
        mine, theirs = (case.letter_to(p, "decision_upheld") for p in (case.manager, case.member))
        assert theirs.not_before >= mine.not_before
        assert FOUND not in " ".join(theirs.text.split())


class TestALighterMeasure:
    def test_works_at_once_and_ends_no_later(self, case: CaseFile, hearer: Person) -> None:
        objected(in_effect(case, Measure.FULL_HOLD))
        ends_at = lock(case).restriction.ends_at
        viewed(case, hearer)
        answered(case, hearer, Answer.VARY, measure=Measure.WORK_HOLD)
        works = lock(case).restriction
        assert works.kind is Measure.WORK_HOLD
        assert works.ends_at <= ends_at
        assert Effect.objects.latest("sequence").what == "restriction_changed"

    def test_ends_the_restriction_where_it_is_a_warning(self, case: CaseFile, hearer: Person) -> None:
        objected(in_effect(case))
        viewed(case, hearer)
        answered(case, hearer, Answer.VARY, measure=Measure.WARNING)
        assert (case.row.stage, case.row.outcome) == ("ended", "lifted")
        assert "Nothing is restricted any more." in case.letter_to(case.manager, "decision_varied").text

    def test_is_lighter(self, case: CaseFile, hearer: Person) -> None:
        objected(in_effect(case))
        viewed(case, hearer)
        with pytest.raises(VaryOnlyLowers):
            answered(case, hearer, Answer.VARY, measure=Measure.FULL_HOLD)


class TestAReversal:
    def test_gives_everything_back(self, case: CaseFile, hearer: Person) -> None:
        objected(in_effect(case))
        viewed(case, hearer)
        answered(case, hearer, Answer.REVERSE)
        assert (case.row.stage, case.row.outcome) == ("ended", "reversed")
        assert set(standings_of(case.row.account_id)) <= {Standing.GOOD}
        effect = Effect.objects.latest("sequence")
        assert (effect.what, effect.standing_after) == ("reversed", "good")
        text = " ".join(case.letter_to(case.manager, "decision_reversed").text.split())
        assert "You were right. It was wrong, and I have withdrawn it." in text

    def test_leaves_the_lost_time_owed(self, case: CaseFile, hearer: Person) -> None:
        objected(in_effect(case))
        viewed(case, hearer)
        answered(case, hearer, Answer.REVERSE)
        (owed,) = CompensationItem.objects.all()
        assert (owed.kind, owed.days, owed.state) == ("time_lost", 4, "open")
        assert (owed.since, owed.until) == (EFFECT_AT, some_time(4))
        assert "new_work" in owed.what
        assert "You lost 4 days by it." in case.letter_to(case.manager, "decision_reversed").text
        with pytest.raises(DatabaseError), transaction.atomic():
            CompensationItem.objects.update(days=0)

    def test_owes_nothing_for_what_never_worked(self, case: CaseFile, hearer: Person) -> None:
        decided(case)
        file_appeal(FileAppeal(case.case_id, case.manager.pk, CONTESTED), now=SERVED_AT + timedelta(days=1))
        viewed(case, hearer)
        answered(case, hearer, Answer.REVERSE)
        assert not CompensationItem.objects.exists()
        assert not Clock.objects.filter(kind="restoration").exists()

    def test_is_confirmed_by_the_marketplace(self, case: CaseFile, hearer: Person) -> None:
        objected(in_effect(case))
        viewed(case, hearer)
        answered(case, hearer, Answer.REVERSE)
        assert waiting_restorations() == []
        effect = Effect.objects.latest("sequence")
        carry_out_by_hand(CarryOutByHand(effect.pk, case.reviewer.pk, "Looked at the page."), now=some_time(5))
        (waiting,) = waiting_restorations()
        assert confirm_restored(ConfirmRestored(waiting), now=some_time(5)) == "RestorationConfirmed"
        assert waiting_restorations() == []
        assert confirm_restored(ConfirmRestored(waiting), now=some_time(5)) == ""

    def test_that_is_not_confirmed_in_time_is_owed_too(self, case: CaseFile, hearer: Person) -> None:
        objected(in_effect(case))
        viewed(case, hearer)
        answered(case, hearer, Answer.REVERSE)
        names = [run_clock(RunClock(clock), now=some_time(40)) for clock in due_clocks(now=some_time(40))]
        assert names == ["RestorationLate"]
        owed = CompensationItem.objects.get(kind="not_restored")
        assert owed.days >= 14
        assert "new_work" in owed.what


class TestSilence:
    def test_undoes_what_was_objected_to_and_tells_both_sides(self, case: CaseFile) -> None:
        objected(in_effect(case))
        late = some_time(18)
        assert [run_clock(RunClock(clock), now=late) for clock in due_clocks(now=late)] == ["AppealUnanswered"]
        assert case.row.outcome == "reversed"
        assert "We did not keep our word." in case.letter_to(case.manager, "appeal_unanswered").text
        assert Notice.objects.filter(document="appeal_unanswered", recipient=case.member).exists()
        assert CompensationItem.objects.filter(kind="time_lost").exists()

    def test_does_not_come_early(self, case: CaseFile) -> None:
        objected(in_effect(case))
        assert due_clocks(now=some_time(15)) == []

    def test_is_not_an_overturned_decision(self, case: CaseFile) -> None:
        objected(in_effect(case))
        for clock in due_clocks(now=some_time(18)):
            run_clock(RunClock(clock), now=some_time(18))
        assert not CaseEvent.objects.filter(name="DecisionReversed").exists()


class TestThePageToObject:
    @pytest.fixture(autouse=True)
    def _today(self, monkeypatch: pytest.MonkeyPatch) -> None:
        stop_the_clock(monkeypatch, some_time())

    def test_is_free_and_says_what_follows(self, case: CaseFile) -> None:
        in_effect(case)
        page = signed_in(case.manager).get(f"{case.url}object/").content.decode()
        assert "You object to the decision (a hold on new work). It is free" in page
        assert "Somebody who took no part reads the whole case" in page

    def test_leads_to_a_receipt_with_the_date_of_the_answer(self, case: CaseFile) -> None:
        in_effect(case)
        visitor = signed_in(case.manager)
        page = visitor.post(f"{case.url}object/", {"text": "It was late.", "contracts": ["C-88213"]}, follow=True)
        words = page.content.decode()
        assert "We have your objection." in words
        assert f"{case.reference}-O" in words
        assert "Somebody who took no part answers by" in words
        assert "Nothing is restricted" not in words
        assert CaseEvent.objects.get(name="AppealFiled").words.text == "About C-88213:\n\nIt was late."

    def test_is_kept_as_a_draft(self, case: CaseFile) -> None:
        in_effect(case)
        visitor = signed_in(case.manager)
        visitor.post(f"{case.url}object/", {"text": "It was", "keep": "1"})
        assert "It was</textarea>" in visitor.get(f"{case.url}object/").content.decode()
        assert not CaseEvent.objects.filter(name="AppealFiled").exists()

    def test_is_closed_before_a_decision_and_for_members(self, case: CaseFile) -> None:
        case.opened_by_manager().team_told()
        assert "This can no longer be sent here." in signed_in(case.manager).get(f"{case.url}object/").content.decode()
        assert signed_in(case.member).post(f"{case.url}object/", {"text": "No."}).status_code in {403, 409}
        assert signed_in(case.stranger).get(f"{case.url}object/").status_code == 404


class TestTheConsole:
    @pytest.fixture(autouse=True)
    def _today(self, monkeypatch: pytest.MonkeyPatch) -> None:
        stop_the_clock(monkeypatch, some_time(3))

    def test_shows_what_waits_to_those_who_can_hear_it(self, case: CaseFile, hearer: Person) -> None:
        objected(in_effect(case))
        assert (
            "Answer the objection of Quillfern Studio" in signed_in(hearer).get("/console/objections/").content.decode()
        )
        theirs = signed_in(case.reviewer).get("/console/objections/").content.decode()
        assert "Nothing waits that you can hear." in theirs
        assert "1 more waits for others, because you took part." in theirs

    def test_says_when_nobody_is_new(self, case: CaseFile) -> None:
        objected(in_effect(case))
        page = signed_in(case.reviewer).get("/console/objections/").content.decode()
        assert "Nobody here can hear this" in page

    def test_hides_the_first_opinion_until_their_own_is_on_record(self, case: CaseFile, hearer: Person) -> None:
        objected(in_effect(case))
        desk = signed_in(hearer)
        assert desk.get(case.console).headers["Location"] == f"{case.console}hear/decision/"
        page = desk.get(f"{case.console}hear/decision/").content.decode()
        assert "The client changed the brief twice" in page
        for hidden in (REASONS, case.reviewer.name, "It was tried."):
            assert hidden not in page
        letter = case.letter_to(case.manager, "first_notice")
        assert desk.get(f"{case.console}letters/{letter.pk}/").status_code == 302
        view = {"measure": "warning", "text": "A warning would have done."}
        after = desk.post(f"{case.console}hear/decision/", view, follow=True).content.decode()
        assert REASONS in after
        assert case.reviewer.name in after
        assert "Your own view was another one." in after

    def test_shows_the_letter_first_and_then_sends_it(self, case: CaseFile, hearer: Person) -> None:
        objected(in_effect(case))
        viewed(case, hearer)
        desk, url = signed_in(hearer), f"{case.console}hear/decision/"
        answer = {"answer": "reverse", "text": FOUND}
        assert "You were right." in desk.post(url, {**answer, "step": "preview"}).content.decode()
        assert case.row.outcome == ""
        assert desk.post(url, {**answer, "step": "send"}).status_code == 302
        assert case.row.outcome == "reversed"

    def test_says_which_point_is_passed_over(self, case: CaseFile, hearer: Person) -> None:
        objected(in_effect(case))
        viewed(case, hearer)
        words = {"answer": "uphold", "text": "The others, such as C-87760, ended late.", "step": "preview"}
        page = signed_in(hearer).post(f"{case.console}hear/decision/", words)
        assert page.status_code == 422
        assert "The account contests C-88213." in page.content.decode()

    def test_is_closed_to_those_who_took_part(self, case: CaseFile, hearer: Person) -> None:
        objected(in_effect(case))
        page = signed_in(case.reviewer).get(f"{case.console}hear/decision/")
        assert page.status_code == 403
        assert "Ada Marsh can hear it." in page.content.decode()


class TestTheSweep:
    def test_confirms_what_the_marketplace_says_it_has_put_back(self, case: CaseFile, hearer: Person) -> None:
        objected(in_effect(case))
        viewed(case, hearer)
        answered(case, hearer, Answer.REVERSE)
        effect = Effect.objects.latest("sequence")
        carry_out_by_hand(CarryOutByHand(effect.pk, case.reviewer.pk, "Looked at the page."), now=some_time(5))
        assert ("steps", chores.restorations) in chores.BEFORE_CLOCKS
        assert [deed() for deed in chores.restorations(some_time(5))] == ["RestorationConfirmed"]
