"""S5: no contract in over a year is no finding, and the next feedback brings a fresh answer with numbers."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.test import Client

from fairnotice.actions.admit_person import AdmitPerson, admit_person
from fairnotice.actions.measuring import measure
from fairnotice.actions.promise_review import AnswerIsThere, PromiseReview, promise_review
from fairnotice.actions.respond import Respond, respond
from fairnotice.actions.start_improvement import StartImprovement, start_improvement
from fairnotice.evaluation.result import Estimate, InsufficientEvidence
from fairnotice.ledger.dockets import Case
from fairnotice.ledger.hearing import Goal
from fairnotice.ledger.letters import Notice, Outgoing
from fairnotice.ledger.looks import Finding, Look
from fairnotice.ledger.people import Person
from fairnotice.ledger.policies import PolicyVersion
from fairnotice.ledger.promises import ReviewPromise
from tests.support.builders import a_reviewer
from tests.support.stories import Story, at
from tests.support.town import SIGN_IN, Visitor

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def story(home: Path) -> Story:
    story = Story(home)
    story.place.crowd()
    return story


def idle_agency(story: Story) -> None:
    """An agency that did poorly for three clients, fourteen months ago, and still has one open contract."""
    story.place.account("idle-agency", "agency", name="Ostler & Finn")
    story.place.account("liv", name="Liv Ostler")
    story.place.membership("idle-agency", "liv", "owner")
    for number in range(4):
        ended = date(2026, 11, 1) - timedelta(days=430 + 9 * number)
        story.place.contract("idle-agency", f"client-{number}", ended=ended, stars=2, worker="liv")
    story.place.contract("idle-agency", "client-9", ended=None, worker="liv")


class TestTheIdleAgency:
    def test_is_never_found_and_gets_an_answer_with_numbers_when_its_last_contract_is_rated(self, story: Story) -> None:
        idle_agency(story)
        story.begin(now=at(2026, 11, 1))
        for month in (11, 12):
            story.work(now=at(2026, month, 2))
            assert not Finding.objects.filter(account_id="idle-agency").exists()
        rulebook = PolicyVersion.objects.get().rulebook
        assert isinstance(measure("idle-agency", rulebook, now=at(2026, 12, 3)).estimate, InsufficientEvidence)

        liv = _admitted("liv", now=at(2026, 12, 3))
        with time_machine.travel(at(2026, 12, 3), tick=False):
            browser = Client()
            browser.force_login(liv, backend=SIGN_IN)
            visitor = Visitor(browser)
            page = visitor.read("/stats/idle-agency/")
            assert "There is too little recent work to say anything about its quality." in page
            assert "Write to me when there is an answer" in page
            assert "You asked on December 3, 2026." in visitor.send("/stats/idle-agency/answer/")
        story.work(now=at(2026, 12, 4))
        assert not Notice.objects.exists()

        story.place.contract("idle-agency", "client-12", ended=date(2026, 12, 5), stars=5, worker="liv")
        story.facts(now=at(2026, 12, 20))
        story.work(now=at(2026, 12, 21))
        story.work(now=at(2026, 12, 22))
        letter = Notice.objects.get(document="re_review_answer")
        assert letter.recipient == liv
        assert "December 5, 2026" in letter.text
        assert Outgoing.objects.get(notice=letter).state == Outgoing.State.SENT
        assert not Case.objects.exists()
        story.work(now=at(2026, 12, 23))
        assert Notice.objects.count() == 1
        story.promises_are_kept()

    def asked(self, story: Story) -> None:
        """The agency asks on December 3 for the answer that cannot be given yet."""
        story.begin(now=at(2026, 11, 1))
        story.work(now=at(2026, 11, 2))
        liv = _admitted("liv", now=at(2026, 12, 3))
        promise_review(PromiseReview("idle-agency", "agency", liv.pk), now=at(2026, 12, 3))

    def test_waits_for_the_rating_when_its_last_contract_is_only_closed(self, story: Story) -> None:
        idle_agency(story)
        self.asked(story)
        before = ReviewPromise.objects.get().last_snapshot
        story.place.close("idle-agency", "client-9", ended=date(2026, 12, 5))
        story.facts(now=at(2026, 12, 20))
        story.work(now=at(2026, 12, 21))
        promise = ReviewPromise.objects.get()
        assert promise.answered_at is None
        assert promise.last_snapshot != before
        assert not Notice.objects.exists()

    @pytest.mark.parametrize("what", ["a corrected rating", "a dispute that was decided"])
    def test_is_answered_when_a_known_contract_counts_otherwise(self, story: Story, what: str) -> None:
        idle_agency(story)
        self.asked(story)
        story.work(now=at(2026, 12, 4))
        assert not Notice.objects.exists()
        if what == "a corrected rating":
            story.place.correct("idle-agency", "client-0", stars=5)
        else:
            story.place.decide("idle-agency", "client-0", "dispute_provider")
        story.facts(now=at(2026, 12, 20))
        story.work(now=at(2026, 12, 21))
        assert Notice.objects.get(document="re_review_answer").recipient.account_id == "liv"
        assert ReviewPromise.objects.get().answered_at is not None
        assert not Case.objects.exists()
        story.promises_are_kept()

    def test_is_promised_nothing_where_there_is_an_answer(self, story: Story) -> None:
        story.begin(now=at(2026, 11, 1))
        story.work(now=at(2026, 11, 2))
        rulebook = PolicyVersion.objects.get().rulebook
        account = next(
            f"freelancer-{n}"
            for n in range(99)
            if isinstance(measure(f"freelancer-{n}", rulebook, now=at(2026, 11, 2)).estimate, Estimate)
        )
        person = _admitted(account, now=at(2026, 11, 2))
        with pytest.raises(AnswerIsThere):
            promise_review(PromiseReview(account, "freelancer", person.pk), now=at(2026, 11, 2))


class TestAnAgencyThatWaitsForWork:
    def found(self, story: Story) -> Case:
        """An agency is found, answers, and has time to improve from November 6."""
        story.place.failing_agency()
        story.begin(now=at(2026, 11, 1))
        story.work(now=at(2026, 11, 2))
        story.open_letters(now=at(2026, 11, 3))
        story.work(now=at(2026, 11, 9))
        case = Case.objects.get()
        manager = Person.objects.get(account_id="manager-a")
        respond(Respond(case.pk, manager.pk, "We take fewer at a time."), now=at(2026, 11, 10))
        start_improvement(StartImprovement(case.pk, a_reviewer().pk, "Two at a time."), now=at(2026, 11, 11))
        story.open_letters(now=at(2026, 11, 12), account="manager-a")
        return case

    def events(self, case: Case) -> list[str]:
        return list(case.events.order_by("number").values_list("name", flat=True))

    def test_that_pauses_is_free_of_its_case_on_the_day_its_letter_named(self, story: Story) -> None:
        case = self.found(story)
        letter = Notice.objects.filter(case=case, document="first_notice").earliest("created_at")
        assert "the finding ends by itself on January 13, 2027" in " ".join(letter.text.split())
        story.work(now=at(2027, 1, 12))
        case.refresh_from_db()
        assert case.outcome == ""
        story.work(now=at(2027, 1, 13))
        case.refresh_from_db()
        assert self.events(case)[-1] == "FindingLapsed"
        assert (case.stage, case.outcome) == ("ended", "lapsed")
        told = Notice.objects.get(case=case, document="lapsed", recipient__account_id="manager-a")
        assert "Nothing new was rated for so long" in " ".join(told.text.split())
        story.promises_are_kept()

    def test_is_given_the_same_time_once_more_where_later_work_is_too_little(self, story: Story) -> None:
        case = self.found(story)
        story.place.contract("agency-a", "client-201", ended=date(2026, 12, 20), stars=2, worker="agency-a-member-0")
        story.facts(now=at(2027, 1, 5))
        for now in (at(2027, 1, 8), at(2027, 1, 20), at(2027, 2, 10), at(2027, 3, 25)):
            story.work(now=now)
        case.refresh_from_db()
        events = self.events(case)
        assert events.count("ImprovementProlonged") == 1
        assert "FindingStands" in events
        assert events[-1] in {"FindingLapsed", "ImprovementLapsed"}
        assert (case.stage, case.outcome) == ("ended", "lapsed")
        assert not Finding.objects.filter(look__in=Look.objects.filter(look_on__gt=date(2027, 1, 31))).exists()
        story.promises_are_kept()

    def test_is_told_its_numbers_again_when_one_of_them_is_corrected(self, story: Story) -> None:
        case = self.found(story)
        for number, stars in enumerate((2, 2, 5)):
            ended = date(2026, 11, 14 + number)
            story.place.contract(
                "agency-a", f"client-{200 + number}", ended=ended, stars=stars, worker="agency-a-member-0"
            )
        story.facts(now=at(2026, 12, 1))
        story.work(now=at(2026, 12, 1, 12))
        assert self.events(case).count("OutcomesCounted") == 1
        assert Goal.objects.get(case=case, kind="satisfied").reached == 1
        story.facts(now=at(2026, 12, 2))
        story.work(now=at(2026, 12, 2, 12))
        assert self.events(case).count("OutcomesCounted") == 1
        story.place.correct("agency-a", "client-200", stars=4)
        story.facts(now=at(2026, 12, 3))
        story.work(now=at(2026, 12, 3, 12))
        told = self.events(case)
        assert told.count("OutcomesCounted") + told.count("ReEvaluatedImproved") == 2
        assert Goal.objects.get(case=case, kind="satisfied").reached == 2
        story.promises_are_kept()

    def test_is_told_its_numbers_as_soon_as_new_feedback_is_in(self, story: Story) -> None:
        case = self.found(story)
        story.place.contract("agency-a", "client-200", ended=date(2026, 11, 14), stars=5, worker="agency-a-member-0")
        story.facts(now=at(2026, 12, 1))
        story.work(now=at(2026, 12, 1, 12))
        told = self.events(case)[-1]
        assert told in {"OutcomesCounted", "ReEvaluatedImproved"}
        assert Notice.objects.filter(case=case, event__name=told).exists()
        for number in range(10):
            ended = date(2026, 11, 15) + timedelta(days=number)
            story.place.contract("agency-a", f"client-{210 + number}", ended=ended, stars=5, worker="agency-a-member-1")
        story.facts(now=at(2026, 12, 15))
        story.work(now=at(2026, 12, 15, 12))
        case.refresh_from_db()
        assert case.outcome == "improved"
        story.promises_are_kept()


def _admitted(account_id: str, *, now: datetime) -> Person:
    admit_person(AdmitPerson(account_id=account_id), now=now)
    return Person.objects.get(account_id=account_id)
