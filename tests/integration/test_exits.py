"""What ends a restriction early: the chance falls below what keeps a finding; and two measures on one account."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from fairnotice.actions.lift import Lift, lift
from fairnotice.actions.meet_exit import MeetExit, held_cases, meet_exit
from fairnotice.cases.ladder import Climb, Rung, RungFate, RungStanding
from fairnotice.cases.measures import Measure
from fairnotice.cases.stages import Outcome, Stage
from fairnotice.cases.standing import Allowed, Capability, Standing
from fairnotice.evaluation.result import Estimate, Explanation
from fairnotice.interfaces.portal.styleguide import samples
from fairnotice.ledger.casebook import case_value
from fairnotice.ledger.models import Case, Effect
from fairnotice.queries.standing import standing_of
from tests.integration.test_breaches_decided import DAY, a_case, decided, due, opened, proposed
from tests.support.breaches import RECORDED_AT, a_town
from tests.support.builders import a_reviewer
from tests.support.restrictions import Decider, in_second_review, letters

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def measured(v: float) -> Explanation:
    found = samples.agency()
    assert isinstance(found.estimate, Estimate)
    return replace(found, estimate=replace(found.estimate, v=v))


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Decider:
    review = in_second_review(monkeypatch)
    monkeypatch.setattr("fairnotice.actions.meet_exit.newest_snapshot", lambda: "s30-invented")
    return review.opened_everything().proposed().decided().after(2).served().after(20).begun()


def look_again(held: Decider, monkeypatch: pytest.MonkeyPatch, v: float) -> str:
    monkeypatch.setattr("fairnotice.actions.meet_exit.measure", lambda *_, **__: measured(v))
    return meet_exit(MeetExit(held.file.case_id), now=held.now + timedelta(days=3))


class TestTheExit:
    def test_is_met_when_the_chance_falls_below_what_keeps_a_finding(
        self, held: Decider, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert look_again(held, monkeypatch, 0.3) == "ExitMet"
        assert held.case.outcome is Outcome.LIFTED
        text = " ".join(letters(held.file, "lifted")[0].text.split())
        assert "What ends it earlier has happened" in text
        assert "is 30 in 100" in text
        assert Effect.objects.latest("sequence").standing_after == "good"

    def test_is_not_met_by_numbers_that_still_hold(self, held: Decider, monkeypatch: pytest.MonkeyPatch) -> None:
        assert look_again(held, monkeypatch, 0.5) == ""
        assert held.case.stage is Stage.IN_EFFECT

    def test_is_asked_about_once_for_each_state_of_the_facts(
        self, held: Decider, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert held_cases() == [held.file.case_id]
        look_again(held, monkeypatch, 0.9)
        assert held_cases() == []

    def test_asks_about_nothing_that_does_not_work(self, monkeypatch: pytest.MonkeyPatch) -> None:
        review = in_second_review(monkeypatch)
        assert meet_exit(MeetExit(review.file.case_id), now=review.now) == ""


class TestTwoMeasuresOnOneAccount:
    @pytest.fixture
    def both(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Case, Case, Any]:
        """A full hold and a hold on new work, of two cases about two rules."""
        a_town(home)
        ruth = a_reviewer()
        counted = RungStanding(Rung("WM-2601-0001", Measure.WARNING, RECORDED_AT), RungFate.COUNTS, None, 0)
        reached = Climb(Measure.FULL_HOLD, "", (counted,))
        monkeypatch.setattr("fairnotice.actions.measure_claims.climb_of", lambda *_, **__: reached)
        found = []
        for number, (rule, measure) in enumerate((("V1.1", Measure.FULL_HOLD), ("V2.1", Measure.WORK_HOLD)), start=1):
            now = RECORDED_AT
            case_id = a_case(number, ruth, now=now, rule=rule)
            proposed(case_id, ruth, measure, now=now + 2 * DAY)
            decided(case_id, ruth, now=now + 3 * DAY)
            opened(case_id, "decision", now=now + 4 * DAY)
            due(case_id, now=now + 20 * DAY, begin=ruth)
            found.append(Case.objects.get(pk=case_id))
        return found[0], found[1], ruth

    def test_leave_the_stricter_cell_of_each_row(self, both: tuple[Case, Case, Any]) -> None:
        standing = standing_of("member-0")
        assert standing.standing is Standing.FULL_HOLD
        assert [each.measure for each in standing.at_work] == [Measure.FULL_HOLD, Measure.WORK_HOLD]
        assert standing.capabilities[Capability.GO_ON] is Allowed.CLIENTS_CHOICE
        assert standing.capabilities[Capability.BE_HEARD] is Allowed.YES

    def test_end_one_without_the_other(self, both: tuple[Case, Case, Any]) -> None:
        stricter, lighter, ruth = both
        lift(
            Lift(stricter.pk, ruth.pk, "The client of C-88213 confirmed that they had asked for it."),
            now=RECORDED_AT + 25 * DAY,
        )
        assert case_value(Case.objects.get(pk=stricter.pk)).outcome is Outcome.LIFTED
        standing = standing_of("member-0")
        assert standing.standing is Standing.WORK_HOLD
        assert standing.capabilities[Capability.GO_ON] is Allowed.YES
        told = Effect.objects.latest("sequence")
        assert (told.standing_before, told.standing_after) == ("full_hold", "work_hold")
        text = " ".join(stricter.notices.get(document="lifted").text.split())
        assert f"Another case still sets a limit: {lighter.reference}." in text
