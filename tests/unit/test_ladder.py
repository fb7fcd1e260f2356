"""How far a rule's ladder may be climbed, case by case."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from fairnotice.cases.ladder import Rung, RungFate, Steps, climb
from fairnotice.cases.measures import Measure

NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
YEAR_AGO = NOW - timedelta(days=365)
STEPS = Steps(tuple(Measure)[1:], months=24, clean_contracts=3)
LONG = Steps(tuple(Measure), months=12)


def rung(measure: Measure = Measure.WARNING, **changes: Any) -> Rung:
    return Rung(**{"reference": "WM-2511-0001", "measure": measure, "delivered_at": YEAR_AGO, **changes})


class TestTheFirstBreach:
    def test_ends_in_a_warning_at_most(self) -> None:
        found = climb([], STEPS, now=NOW)
        assert found.most is Measure.WARNING
        assert found.why == "No earlier measure under this rule counts, so the most is a warning."

    def test_ends_in_advice_where_the_ladder_begins_so(self) -> None:
        assert climb([], LONG, now=NOW).most is Measure.ADVICE

    def test_never_ends_in_a_restriction_whatever_the_ladder_says(self) -> None:
        assert climb([], Steps((Measure.CLOSURE,)), now=NOW).most is Measure.WARNING


class TestARepeatedBreach:
    def test_climbs_one_rung(self) -> None:
        found = climb([rung()], STEPS, now=NOW)
        assert found.most is Measure.WORK_HOLD
        assert found.references == ("WM-2511-0001",)
        assert found.why == "One earlier measure under this rule counts, a warning. So the most is a hold on new work."

    def test_climbs_no_further_than_one_rung_above_the_strictest(self) -> None:
        assert climb([rung(), rung(), rung()], STEPS, now=NOW).most is Measure.WORK_HOLD

    def test_climbs_no_further_than_the_number_of_measures(self) -> None:
        assert climb([rung(), rung(Measure.SUSPENSION)], STEPS, now=NOW).most is Measure.FULL_HOLD

    def test_stays_at_the_last_rung(self) -> None:
        steps = Steps((Measure.ADVICE, Measure.WARNING, Measure.WORK_HOLD), months=24)
        history = [rung(Measure.ADVICE), rung(), rung(Measure.WORK_HOLD), rung(Measure.WORK_HOLD)]
        assert climb(history, steps, now=NOW).most is Measure.WORK_HOLD

    def test_without_a_warning_ends_in_one(self) -> None:
        found = climb([rung(Measure.WORK_HOLD)], STEPS, now=NOW)
        assert found.most is Measure.WARNING
        assert "No warning is among them" in found.why


class TestAMeasureThatDoesNotCount:
    @pytest.mark.parametrize(
        ("changes", "fate"),
        [
            ({"reversed": True}, RungFate.REVERSED),
            ({"lapsed": True}, RungFate.LAPSED),
            ({"under_appeal": True}, RungFate.UNDER_APPEAL),
            ({"delivered_at": None}, RungFate.NOT_DELIVERED),
            ({"delivered_at": datetime(2024, 11, 2, 9, 30, tzinfo=UTC)}, RungFate.OLD),
            ({"delivered_at": NOW}, RungFate.AFTER_THE_ACT),
        ],
    )
    def test_says_why(self, changes: dict[str, Any], fate: RungFate) -> None:
        found = climb([rung(**changes)], STEPS, now=NOW)
        assert (found.most, found.rungs[0].fate, found.rungs[0].counts) == (Measure.WARNING, fate, False)
        assert found.rungs[0].why

    def test_counts_to_its_last_moment(self) -> None:
        last = datetime(2024, 11, 2, 9, 30, tzinfo=UTC) + timedelta(microseconds=1)
        assert climb([rung(delivered_at=last)], STEPS, now=NOW).most is Measure.WORK_HOLD

    def test_arrived_after_the_act_so_nobody_was_warned_then(self) -> None:
        found = climb([rung()], STEPS, now=NOW, acted_at=YEAR_AGO - timedelta(days=1))
        assert found.rungs[0].fate is RungFate.AFTER_THE_ACT

    def test_was_worked_off_by_satisfied_contracts_that_ended_after_it(self) -> None:
        before, after = YEAR_AGO - timedelta(days=1), YEAR_AGO + timedelta(days=1)
        assert climb([rung()], STEPS, now=NOW, satisfied=[before] * 9 + [after] * 2).most is Measure.WORK_HOLD
        found = climb([rung()], STEPS, now=NOW, satisfied=[after] * 3)
        assert (found.most, found.rungs[0].fate, found.rungs[0].clean) == (Measure.WARNING, RungFate.WORKED_OFF, 3)

    def test_tells_until_when_it_counts_at_the_latest(self) -> None:
        assert climb([rung()], STEPS, now=NOW).rungs[0].counts_until == datetime(2027, 11, 2, 9, 30, tzinfo=UTC)
