"""Histories that once broke a promise, kept as they were found; each is the shortest that shows its fault."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from fairnotice.cases import events as e
from fairnotice.cases.case import Case
from fairnotice.cases.clocks import ClockKind, running_clocks
from fairnotice.cases.flow import decide, evolve
from fairnotice.cases.measures import Measure
from fairnotice.cases.refusals import QuestionAnswered, RequestCannotWorsen, WithinLimit
from fairnotice.cases.stages import Matter, Stage, Who

NOW = datetime(2026, 11, 2, tzinfo=UTC)
DAY = timedelta(days=1)
ANNA, NORA, RUTH, TARA = 1, 5, 11, 13
"""A manager, who buys the account, a reviewer, and who hears."""
FACTS = ("V-1",)


def told(*steps: e.Event) -> Case:
    """Return the case after *steps*, each of which is allowed."""
    case: Case | None = None
    for step in steps:
        case = evolve(case, decide(case, step))
    assert case is not None
    return case


def opened(matter: Matter = Matter.VIOLATION) -> tuple[e.Event, ...]:
    quality = matter is Matter.QUALITY
    return (
        e.CaseOpened(
            NOW,
            Who.ENGINE if quality else Who.REVIEWER,
            verdict="finding" if quality else "recorded",
            facts=FACTS,
            new_adverse=FACTS,
            managers=(ANNA,),
            has_team=False,
            deliver_by=NOW + 30 * DAY,
            matter=matter,
            bound_since=NOW - 300 * DAY,
            conduct_from=NOW - 40 * DAY,
        ),
        e.NoticeServed(NOW, Who.WORLD, ANNA, "opened", NOW + 14 * DAY, NOW + 3 * DAY),
    )


def decided() -> tuple[e.Event, ...]:
    """Return the way to a hold that is decided and known; its notice period runs."""
    at = NOW + 20 * DAY
    return (
        *opened(),
        e.ResponseReceived(NOW, Who.ACCOUNT, ANNA, NOW + 34 * DAY),
        e.MeasureProposed(
            at,
            Who.REVIEWER,
            person=RUTH,
            measure=Measure.WORK_HOLD,
            facts=FACTS,
            opened=FACTS,
            lesser=tuple((measure.value, "It was warned already.") for measure in Measure.WORK_HOLD.lesser),
            reasoned=True,
            pinned=True,
            rungs=("R-1",),
            at_most=Measure.CLOSURE,
            decide_by=at + 7 * DAY,
        ),
        e.DecisionMade(
            at, Who.REVIEWER, RUTH, Measure.WORK_HOLD, FACTS, reasoned=True, deliver_by=at + 30 * DAY, days=30,
            days_at_most=30,
        ),
        served(ANNA),
    )  # fmt: skip


def served(person: int) -> e.DecisionServed:
    at = NOW + 20 * DAY
    return e.DecisionServed(at, Who.WORLD, person, "opened", at + 14 * DAY, at + 183 * DAY, at + 3 * DAY)


def appealed(person: int) -> e.AppealFiled:
    return e.AppealFiled(NOW + 21 * DAY, Who.ACCOUNT, person, NOW + 35 * DAY)


def upheld(against: str, *, effect_by: datetime | None = None) -> e.DecisionUpheld:
    return e.DecisionUpheld(
        NOW + 36 * DAY, Who.HEARER, TARA, FACTS, reasoned=True, against=against, effect_by=effect_by
    )


class TestARequest:
    def test_is_not_taken_away_by_a_corrected_finding(self) -> None:
        """P7: RequestOpened, FindingCorrected: the wish ended as withdrawn, and nobody had answered it."""
        asked = told(e.RequestOpened(NOW, Who.ACCOUNT, "review", ANNA, (ANNA,), FACTS, (), NOW + 14 * DAY))
        with pytest.raises(RequestCannotWorsen):
            decide(asked, e.FindingCorrected(NOW, Who.ENGINE, "s2"))

    def test_is_alone_in_that(self) -> None:
        assert told(*opened(), e.FindingCorrected(NOW, Who.ENGINE, "s2")).stage is Stage.ENDED


class TestANewOwner:
    def test_may_object_although_the_old_one_did(self) -> None:
        """P8: DecisionMade, AppealFiled, DecisionUpheld, Transferred: the new owner's window was open and useless."""
        sold = e.Transferred(NOW + 37 * DAY, Who.ACCOUNT, (NORA,), NOW + 67 * DAY)
        case = told(*decided(), appealed(ANNA), upheld("decision"), sold, served(NORA), appealed(NORA))
        assert case.appeal("decision")

    def test_finds_the_old_owners_objection_still_waiting(self) -> None:
        sold = e.Transferred(NOW + 22 * DAY, Who.ACCOUNT, (NORA,), NOW + 52 * DAY)
        case = told(*decided(), appealed(ANNA), sold)
        assert case.appeal("decision")
        assert case.decision is not None
        assert case.decision.appealed


class TestTheLimitToGiveEffect:
    LIMIT = NOW + 48 * DAY

    @pytest.mark.parametrize(("against", "moved"), [("fresh_review", False), ("decision", True)])
    def test_is_moved_by_the_answer_to_an_objection_alone(self, against: str, moved: bool) -> None:
        """P17: NoticePeriodOver, (FreshReviewOwed, DecisionUpheld) again and again put our own limit off for ever."""
        over = e.NoticePeriodOver(NOW + 35 * DAY, Who.CLOCK, self.LIMIT)
        fresh = e.FreshReviewOwed(NOW + 35 * DAY, Who.REVIEWER, "own_initiative", NOW + 49 * DAY)
        waits = fresh if against == "fresh_review" else appealed(ANNA)
        case = told(*decided(), over, waits, upheld(against, effect_by=self.LIMIT + 14 * DAY))
        assert case.decision is not None
        assert (case.decision.effect_by == self.LIMIT) is not moved


class TestAPlan:
    def test_is_not_accepted_over_an_open_question(self) -> None:
        """P3: PlanProposed, QuestionAsked, PlanAccepted: time to improve began while the account waited for us."""
        goals = ("Seven more satisfied contracts.",)
        case = told(
            *opened(Matter.QUALITY),
            e.PlanProposed(NOW, Who.ACCOUNT, ANNA, goals, NOW + 14 * DAY, NOW + 7 * DAY),
            e.QuestionAsked(NOW + DAY, Who.ACCOUNT, 1, ANNA, NOW + 15 * DAY),
        )
        with pytest.raises(QuestionAnswered):
            decide(case, e.PlanAccepted(NOW + 8 * DAY, Who.CLOCK, NOW + 68 * DAY))
        standing_still = {clock.kind for clock in running_clocks(case) if clock.stopped_at}
        assert ClockKind.PLAN in standing_still


def varied(measure: Measure, **changes: Any) -> e.DecisionVaried:
    right = e.DecisionVaried(
        NOW + 22 * DAY, Who.HEARER, TARA, FACTS, reasoned=True, measure=measure, days=30, days_at_most=30
    )
    return replace(right, **changes)


class TestAClosureThatBecomesAHoldBeforeEffect:
    """P17: DecisionMade(closure), AppealFiled, DecisionVaried(hold): no day of its end could be set any more."""

    def closing(self) -> Case:
        case = told(*decided(), appealed(ANNA))
        assert case.decision is not None
        return replace(case, decision=replace(case.decision, measure=Measure.CLOSURE, days=0))

    def test_is_given_its_number_of_days(self) -> None:
        step = varied(Measure.FULL_HOLD)
        case = evolve(self.closing(), decide(self.closing(), step))
        assert case.decision is not None
        assert (case.decision.measure, case.decision.days) == (Measure.FULL_HOLD, 30)

    @pytest.mark.parametrize("days", [0, 31])
    def test_within_the_limit(self, days: int) -> None:
        with pytest.raises(WithinLimit):
            decide(self.closing(), varied(Measure.FULL_HOLD, days=days))

    def test_and_a_warning_has_none(self) -> None:
        step = varied(Measure.WARNING, days=0)
        case = evolve(self.closing(), decide(self.closing(), step))
        assert case.stage is Stage.ENDED


class TestAPausedRule:
    def test_lets_no_deadline_run_at_whose_end_nothing_may_follow(self) -> None:
        """P18: PlanProposed, ProvisionPaused: the plan's silence ran out, and its acceptance was refused for ever."""
        plan = e.PlanProposed(NOW, Who.ACCOUNT, ANNA, ("Seven more.",), NOW + 14 * DAY, NOW + 7 * DAY)
        pause = e.ProvisionPaused(NOW + DAY, Who.CLOCK, NOW + 31 * DAY)
        case = told(*opened(Matter.QUALITY), plan, pause)
        stopped = {clock.kind: clock.stopped_at for clock in running_clocks(case)}
        assert stopped[ClockKind.PLAN] == NOW + DAY
