"""The boilerplate gate on a real database: what was sent to one account is not sent to the next."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from fairnotice.actions.ask import Ask, ask
from fairnotice.actions.open_case import OpenCase, open_case
from fairnotice.actions.own_words import NearCopy, OwnWordsNeeded
from fairnotice.actions.prove_delivery import ProveDelivery, prove_delivery
from fairnotice.actions.reply import PartUnanswered, Reply, reply
from fairnotice.actions.withdraw import Withdraw, withdraw
from fairnotice.cases.refusals import StatesFacts
from fairnotice.interfaces.portal.styleguide import samples
from fairnotice.ledger.hearing import RefusedDraft, SentWords, WordPrint
from fairnotice.ledger.models import CaseEvent, Notice
from fairnotice.queries.reply_figures import _within
from tests.support.builders import a_finding, a_look
from tests.support.case_files import OPENED_AT, CaseFile, a_case_file, signed_in
from tests.support.invented import MANAGER
from tests.support.replies import BOILERPLATE, PARAPHRASES, REPLIES, SHORT, shuffled, with_another_id

pytestmark = pytest.mark.django_db
TODAY = OPENED_AT + timedelta(days=8)


@pytest.fixture
def case(monkeypatch: pytest.MonkeyPatch) -> CaseFile:
    return a_case_file(monkeypatch, clock=TODAY).opened_by_manager().asked("Does C-87760 count?")


@pytest.fixture
def another(case: CaseFile) -> UUID:
    """A second matter, about the manager's own work, in which the same person asks."""
    mine = replace(samples.agency(), account_id=MANAGER, kind="freelancer", name="Mara Velling")
    case_id = open_case(OpenCase(a_finding(mine, look=a_look()).pk), now=OPENED_AT)
    letter = Notice.objects.get(case_id=case_id, document="first_notice")
    prove_delivery(ProveDelivery(letter.pk, "opened", case.manager.pk), now=OPENED_AT)
    ask(Ask(case_id, case.manager.pk, "And this one?"), now=OPENED_AT + timedelta(days=1))
    return case_id


def answer(case: CaseFile, text: str, *, to: UUID | None = None, thread: int = 1) -> None:
    reply(Reply(to or case.case_id, case.reviewer.pk, thread, text, ("C-87760",)), now=TODAY)


class TestAReply:
    @pytest.mark.parametrize("copied", [with_another_id(REPLIES[0]), shuffled(REPLIES[0]), REPLIES[0]])
    def test_that_another_account_was_sent_is_refused(self, case: CaseFile, another: UUID, copied: str) -> None:
        answer(case, REPLIES[0])
        with pytest.raises(NearCopy) as refused:
            answer(case, copied, to=another)
        assert refused.value.likeness.share == 1
        assert not CaseEvent.objects.filter(case_id=another, name="ReplySent").exists()

    def test_in_other_words_is_sent(self, case: CaseFile, another: UUID) -> None:
        answer(case, REPLIES[0])
        answer(case, PARAPHRASES[0], to=another)
        assert CaseEvent.objects.filter(name="ReplySent").count() == 2

    def test_that_is_short_and_true_is_sent_again(self, case: CaseFile, another: UUID) -> None:
        for to in (case.case_id, another):
            answer(case, SHORT[1], to=to)
        assert not SentWords.objects.exists()

    def test_may_say_the_same_to_the_same_account(self, case: CaseFile) -> None:
        answer(case, REPLIES[0])
        case.asked("Once more: does it count?", at=TODAY)
        answer(case, REPLIES[0], thread=2)
        assert CaseEvent.objects.filter(name="ReplySent").count() == 2

    def test_without_a_fact_is_refused_for_that_first(self, case: CaseFile) -> None:
        with pytest.raises(StatesFacts):
            reply(Reply(case.case_id, case.reviewer.pk, 1, BOILERPLATE), now=TODAY)

    def test_that_quotes_the_rule_alone_is_refused(self, case: CaseFile) -> None:
        rule = case.row.policy.rulebook.provisions[0].text
        with pytest.raises(OwnWordsNeeded):
            answer(case, f"C-87760. {rule}")

    def test_keeps_no_name_and_no_number_of_what_was_sent(self, case: CaseFile) -> None:
        answer(case, f"Dear Mara Velling of Quillfern Studio, on March 3: {REPLIES[0]}")
        kept = SentWords.objects.get()
        assert not {"mara", "velling", "quillfern", "studio", "march"} & set(kept.words.split())
        assert not any(character.isdigit() for character in kept.words)
        assert WordPrint.objects.filter(sent=kept).count() >= 20


class TestAQuestionOfSeveralParts:
    def test_is_answered_part_by_part(self, case: CaseFile) -> None:
        case.asked("Which contracts? And what would change it?", at=TODAY)
        wish = Reply(case.case_id, case.reviewer.pk, 2, "", ("C-87760",), answers=("C-87760 above all.", " "))
        with pytest.raises(PartUnanswered) as refused:
            reply(wish, now=TODAY)
        assert refused.value.part == "And what would change it?"
        reply(replace(wish, answers=("C-87760 above all.", "Seven satisfied contracts.")), now=TODAY)
        letter = " ".join(Notice.objects.get(document="reply").text.split())
        assert "You asked: “Which contracts?” C-87760 above all." in letter

    def test_cannot_be_answered_as_a_whole(self, case: CaseFile) -> None:
        case.asked("Which contracts? And what would change it?", at=TODAY)
        with pytest.raises(PartUnanswered):
            answer(case, "C-87760 above all.", thread=2)


class TestReasons:
    def test_for_taking_a_case_back_are_ones_own(self, case: CaseFile, another: UUID) -> None:
        withdraw(Withdraw(case.case_id, case.reviewer.pk, REPLIES[5]), now=TODAY)
        with pytest.raises(NearCopy):
            withdraw(Withdraw(another, case.reviewer.pk, REPLIES[5]), now=TODAY)
        with pytest.raises(OwnWordsNeeded):
            withdraw(Withdraw(another, case.reviewer.pk, "[reason]"), now=TODAY)


class TestTheWriter:
    def test_sees_what_was_sent_already_and_nothing_of_the_other(self, case: CaseFile, another: UUID) -> None:
        answer(case, REPLIES[0], to=another)
        words = f"Two things first, gladly. {with_another_id(REPLIES[0], number=87760)}"
        desk = signed_in(case.reviewer)
        answer_page = desk.post(f"{case.console}reply/1/", {"text": words, "cites": "C-87760", "step": "preview"})
        page = answer_page.content.decode()
        assert answer_page.status_code == 422
        assert "of 100 words were sent to another account already; the limit is 80." in page
        assert "<u>rated</u>" in page
        assert "<u>gladly</u>" not in page
        twin = page.split('id="twin"')[1].split("</section>")[0]
        assert "Mara" not in twin
        assert "87760" not in twin

    def test_is_counted_once_for_the_same_words(self, case: CaseFile, another: UUID) -> None:
        answer(case, REPLIES[0], to=another)
        desk = signed_in(case.reviewer)
        for step in ("preview", "send", "preview"):
            desk.post(f"{case.console}reply/1/", {"text": REPLIES[0], "cites": "C-87760", "step": step})
        refused = RefusedDraft.objects.get()
        assert (refused.code, refused.likeness, refused.document, refused.thread) == ("near_copy", 100, "reply", 1)

    def test_has_a_field_for_each_part(self, case: CaseFile) -> None:
        case.asked("Which contracts? And what would change it?", at=TODAY)
        desk = signed_in(case.reviewer)
        page = desk.get(f"{case.console}reply/2/").content.decode()
        assert "Question 2: “And what would change it?”" in page
        wrong = desk.post(f"{case.console}reply/2/", {"answers": ["C-87760.", ""], "text": "", "step": "preview"})
        assert wrong.status_code == 422
        assert "Answer question 2" in wrong.content.decode()
        assert RefusedDraft.objects.get().code == "part_unanswered"
        sent = desk.post(
            f"{case.console}reply/2/", {"answers": ["C-87760.", "Seven more."], "text": "", "step": "send"}
        )
        assert sent.status_code == 302


class TestTheFigures:
    def test_tell_how_long_accounts_wait_and_how_often_a_draft_comes_back(self, case: CaseFile, another: UUID) -> None:
        answer(case, REPLIES[0], to=another)
        desk = signed_in(case.reviewer)
        desk.post(f"{case.console}reply/1/", {"text": REPLIES[0], "cites": "C-87760", "step": "preview"})
        desk.post(f"{case.console}reply/1/", {"text": "No fact.", "step": "preview"})
        page = desk.get("/console/replies/").content.decode()
        assert "Half of the questions of the last 30 days were answered within 7.0 days." in page
        assert "2 questions came in; 1 still wait" in page
        assert "The gate sent 67 of 100 drafts back to their writers." in page
        assert "1 was sent to another account already" in page
        assert "1 named no fact of the case" in page

    def test_say_so_where_there_are_none(self, case: CaseFile) -> None:
        page = signed_in(case.reviewer).get("/console/replies/?days=90").content.decode()
        assert "No question was answered in the last 90 days." in page
        assert signed_in(case.manager).get("/console/replies/").status_code == 404

    def test_give_the_share_within_which_nine_of_ten_lie(self) -> None:
        times = [timedelta(hours=number) for number in range(1, 21)]
        assert _within(times, 0.9) == timedelta(hours=18)
        assert _within([], 0.9) is None
