"""A measure on a real database: proposed, seen by a second person, decided, served, begun and ended."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fairnotice.actions.give_effect import GiveEffect, give_effect
from fairnotice.actions.lift import Lift, lift
from fairnotice.actions.own_words import OwnWordsNeeded
from fairnotice.actions.propose_measure import what_stands_against
from fairnotice.cases.measures import Measure
from fairnotice.cases.refusals import (
    AsProposed,
    BeyondDoubt,
    EvidenceNotOpened,
    FactsReadToday,
    LadderLimit,
    LesserConsidered,
    NoticePeriodNotOver,
    SecondIsOther,
    StatesFacts,
    TheProposer,
    WithinLimit,
)
from fairnotice.cases.stages import Outcome, Stage
from fairnotice.cases.standing import Standing
from fairnotice.ledger.models import CaseEvent, Effect, LesserReason, Notice, Weighing
from fairnotice.notices.stated_facts import FactsMissing
from fairnotice.queries.invariants.all import all_breaches
from tests.support.restrictions import ADVERSE, REASONS, Decider, in_second_review, letters

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def review(monkeypatch: pytest.MonkeyPatch) -> Decider:
    return in_second_review(monkeypatch)


class TestAProposal:
    def test_is_put_on_record_with_what_was_weighed(self, review: Decider) -> None:
        review.opened_everything().proposed()
        event = CaseEvent.objects.get(name="MeasureProposed")
        assert event.facts["facts"] == list(ADVERSE)
        assert event.facts["at_most"] == "work_hold"
        assert event.words.text == REASONS
        weighing = Weighing.objects.get(event=event)
        assert (weighing.number, weighing.of, weighing.gravity, weighing.intent) == (4, 6, "serious", "careless")
        assert LesserReason.objects.get(weighing=weighing).measure == "warning"

    def test_keeps_personal_words_out_of_the_event(self, review: Decider) -> None:
        review.opened_everything().proposed()
        assert CaseEvent.objects.get(name="MeasureProposed").facts["lesser"] == [["warning", "on record"]]

    def test_needs_every_fact_to_be_opened_by_the_same_person(self, review: Decider) -> None:
        review.opened_everything(review.second)
        with pytest.raises(EvidenceNotOpened) as refused:
            review.proposed()
        assert refused.value.unopened == ADVERSE

    def test_says_why_nothing_lighter_does(self, review: Decider) -> None:
        with pytest.raises(LesserConsidered):
            review.opened_everything().proposed(lesser={})

    def test_goes_one_step_at_a_time(self, review: Decider) -> None:
        for measure in (Measure.FULL_HOLD, Measure.SUSPENSION):
            with pytest.raises(LadderLimit):
                review.opened_everything().proposed(measure)

    def test_names_facts_of_this_case(self, review: Decider) -> None:
        with pytest.raises(StatesFacts):
            review.opened_everything().proposed(facts=("C-1",))

    def test_is_written_for_this_account(self, review: Decider) -> None:
        with pytest.raises(OwnWordsNeeded):
            review.opened_everything().proposed(reasons="[reason]")

    def test_lapses_when_nobody_decides(self, review: Decider) -> None:
        review.opened_everything().proposed().after(9)
        assert review.case.outcome is Outcome.LAPSED
        assert "We did not decide in time." in Notice.objects.filter(document="lapsed")[0].text

    def test_of_each_measure_is_tried_for_the_page(self, review: Decider) -> None:
        tried = what_stands_against(review.file.case_id, person_id=review.file.reviewer.pk, now=review.now)
        assert [m for m, refusal in tried.items() if refusal is None] == [
            Measure.ADVICE,
            Measure.WARNING,
            Measure.WORK_HOLD,
        ]
        assert not CaseEvent.objects.filter(name="MeasureProposed").exists()


class TestADecision:
    def test_is_served_with_its_whole_statement(self, review: Decider) -> None:
        review.opened_everything().proposed().decided()
        (letter,) = letters(review.file, "decision")
        assert letter.recipient == review.file.manager
        for said in (
            "a hold on new work for 30 days",
            "Ruth Amsel decided",
            "4 of 6 contracts",
            "for 6 months",
            *ADVERSE,
        ):
            assert said in " ".join(letter.text.split())
        assert not Effect.objects.exists()

    def test_belongs_to_the_proposer(self, review: Decider) -> None:
        review.opened_everything().proposed()
        with pytest.raises(TheProposer):
            review.decided(reviewer_id=review.second.pk)

    def test_lasts_no_longer_than_the_policy_allows(self, review: Decider) -> None:
        review.opened_everything().proposed()
        with pytest.raises(WithinLimit):
            review.decided(days=31)

    def test_says_what_would_end_it_or_is_not_made(self, review: Decider) -> None:
        review.opened_everything().proposed()
        with pytest.raises(FactsMissing):
            review.decided(exit=" ")
        assert review.case.stage is Stage.PROPOSED
        assert not letters(review.file, "decision")

    def test_of_a_warning_ends_the_case_with_its_delivery_and_tells_the_team(self, review: Decider) -> None:
        review.opened_everything().proposed(Measure.WARNING).decided()
        assert review.case.stage is Stage.DECIDED
        review.after(1).served()
        assert review.case.outcome is Outcome.WARNED
        (letter,) = letters(review.file, "team_decision")
        assert letter.recipient == review.file.member
        assert letter.not_before >= review.now + timedelta(days=3)

    def test_of_advice_is_no_warning(self, review: Decider) -> None:
        review.opened_everything().proposed(Measure.ADVICE).decided().after(1).served("advice")
        assert review.case.outcome is Outcome.ADVISED

    def test_that_reaches_nobody_falls(self, review: Decider) -> None:
        review.opened_everything().proposed().decided().after(32)
        assert review.case.outcome is Outcome.LAPSED
        assert "no proof that our decision reached anybody" in " ".join(letters(review.file, "lapsed")[0].text.split())


class TestASecondPerson:
    def test_is_somebody_else(self, review: Decider) -> None:
        review.opened_everything().proposed()
        review.second = review.file.reviewer
        with pytest.raises(SecondIsOther):
            review.seconded(Measure.WARNING)

    def test_only_ever_lowers(self, review: Decider) -> None:
        review.opened_everything().proposed().seconded(Measure.CLOSURE)
        assert review.case.proposal is not None
        assert review.case.proposal.measure is Measure.WORK_HOLD

    def test_who_sees_nothing_in_it_ends_the_case(self, review: Decider) -> None:
        review.opened_everything().proposed().seconded(None)
        assert review.case.outcome is Outcome.WITHDRAWN
        assert "nobody else stepped in for them." in " ".join(letters(review.file, "withdrawn")[0].text.split())

    def test_stands_in_the_letter_with_their_own_reasons(self, review: Decider) -> None:
        review.opened_everything().proposed().seconded(Measure.WARNING).decided()
        text = " ".join(letters(review.file, "decision")[0].text.split())
        assert "Ruth Amsel and Ada Marsh decided on a warning" in text
        assert "nobody else stepped in for them." in text

    def test_is_no_reason_to_decide_more(self, review: Decider) -> None:
        review.opened_everything().proposed().seconded(Measure.WARNING)
        assert review.case.proposal is not None
        assert review.case.proposal.measure is Measure.WARNING
        assert AsProposed(measure=Measure.WARNING).code == "as_proposed"


class TestARestriction:
    def begun(self, review: Decider) -> Decider:
        review.opened_everything().proposed().decided().after(1).served()
        return review.after(20)

    def test_waits_for_its_notice_period(self, review: Decider) -> None:
        review.opened_everything().proposed().decided().after(1).served().after(10)
        with pytest.raises(NoticePeriodNotOver):
            review.begun()

    def test_begins_by_a_person_who_read_the_facts_again(self, review: Decider) -> None:
        self.begun(review)
        with pytest.raises(FactsReadToday):
            give_effect(
                GiveEffect(review.file.case_id, review.file.reviewer.pk, facts_read_today=False), now=review.now
            )
        review.begun()
        assert review.case.stage is Stage.IN_EFFECT
        assert review.case.standing is Standing.WORK_HOLD

    def test_tells_the_marketplace_and_everybody_who_knew(self, review: Decider) -> None:
        self.begun(review).begun()
        effect = Effect.objects.get()
        assert (effect.what, effect.standing_before, effect.standing_after) == (
            "restriction_started",
            "good",
            "work_hold",
        )
        assert {letter.recipient for letter in letters(review.file, "effect")} == {
            review.file.manager,
            review.file.member,
        }

    def test_is_known_to_the_team_before_it_begins(self, review: Decider) -> None:
        self.begun(review)
        (letter,) = letters(review.file, "team_decision")
        assert letter.recipient == review.file.member
        assert "decides nothing about you" in letter.text

    def test_ends_by_itself_on_its_day(self, review: Decider) -> None:
        self.begun(review).begun()
        assert review.case.restriction is not None
        assert review.case.restriction.ends_at is not None
        assert review.case.restriction.ends_at <= review.now + timedelta(days=31)
        review.after(29)
        assert review.case.stage is Stage.IN_EFFECT
        review.after(2)
        assert review.case.outcome is Outcome.EXPIRED
        assert review.case.standing is Standing.GOOD
        assert Effect.objects.latest("sequence").standing_after == "good"
        assert "Nothing is restricted any more." in " ".join(letters(review.file, "restriction_ended")[0].text.split())

    def test_is_lifted_by_a_person_with_reasons(self, review: Decider) -> None:
        self.begun(review).begun().after(3)
        lift(
            Lift(review.file.case_id, review.second.pk, "Every project now has a second person, as C-90001 shows."),
            now=review.now,
        )
        assert review.case.outcome is Outcome.LIFTED
        assert "Every project now has a second person" in " ".join(letters(review.file, "lifted")[0].text.split())

    def test_falls_when_nobody_lets_it_begin(self, review: Decider) -> None:
        self.begun(review).after(16)
        assert review.case.outcome is Outcome.LAPSED
        assert "so it falls" in letters(review.file, "lapsed")[0].text


class TestAClosureForQuality:
    def test_is_refused_until_it_can_be_beyond_doubt(self, review: Decider, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("fairnotice.actions.measure_claims.climb_of", lambda *_, **__: _far_enough())
        with pytest.raises(BeyondDoubt):
            review.opened_everything().proposed(Measure.CLOSURE)


def _far_enough() -> object:
    from fairnotice.cases.ladder import Climb  # noqa: PLC0415  one use

    return Climb(Measure.CLOSURE, "", ())


class TestAWholeHistory:
    def test_keeps_every_promise_at_each_step(self, review: Decider) -> None:
        def broken() -> list[str]:
            return [str(b) for b in all_breaches() if "table is gone" not in b.sentence]

        assert broken() == []
        review.opened_everything().proposed().seconded(Measure.WORK_HOLD)
        assert broken() == []
        review.decided().after(1).served().after(5)
        assert broken() == []
        review.after(16).begun()
        assert broken() == []
        review.after(31)
        assert review.case.outcome is Outcome.EXPIRED
        assert broken() == []
