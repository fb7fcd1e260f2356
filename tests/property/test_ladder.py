"""Whatever lies behind an account: what was undone never was, order does not matter, nobody is held unwarned."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from fairnotice.cases.ladder import Climb, Rung, RungFate, Steps, climb, months_after
from fairnotice.cases.measures import Measure
from fairnotice.policy.rulebook import VIOLATION
from tests.support.policies import example_policy

NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
LADDERS = [Steps.of(p) for p in example_policy().provisions if p.matter == VIOLATION]

days = st.integers(min_value=0, max_value=1500)
instants = days.map(lambda ago: NOW - timedelta(days=ago))
rungs = st.builds(
    Rung,
    reference=st.integers(1, 99).map(lambda n: f"WM-{n:04d}"),
    measure=st.sampled_from(Measure),
    delivered_at=st.none() | instants,
    reversed=st.booleans(),
    under_appeal=st.booleans(),
    lapsed=st.booleans(),
)
histories = st.lists(rungs, max_size=8, unique_by=lambda rung: rung.reference)
ladders = st.sampled_from(LADDERS)
works = st.lists(instants, max_size=25)


def most(history: list[Rung], steps: Steps, satisfied: list[datetime]) -> Climb:
    return climb(history, steps, now=NOW, satisfied=satisfied)


class TestTheLadder:
    @given(history=histories, steps=ladders, satisfied=works, data=st.data())
    def test_a_history_with_some_reversed_is_the_history_without_them(
        self, history: list[Rung], steps: Steps, satisfied: list[datetime], data: st.DataObject
    ) -> None:
        undone = data.draw(st.sets(st.integers(0, max(len(history) - 1, 0))))
        with_them = [replace(rung, reversed=rung.reversed or n in undone) for n, rung in enumerate(history)]
        without = [rung for n, rung in enumerate(history) if n not in undone]
        one, other = most(with_them, steps, satisfied), most(without, steps, satisfied)
        assert (one.most, one.why, one.references) == (other.most, other.why, other.references)

    @given(history=histories, steps=ladders, satisfied=works)
    def test_what_does_not_count_changes_nothing(
        self, history: list[Rung], steps: Steps, satisfied: list[datetime]
    ) -> None:
        whole = most(history, steps, satisfied)
        counting = most([each.rung for each in whole.counting], steps, satisfied)
        assert (whole.most, whole.why) == (counting.most, counting.why)

    @given(history=histories, steps=ladders, satisfied=works, data=st.data())
    def test_does_not_depend_on_the_order(
        self, history: list[Rung], steps: Steps, satisfied: list[datetime], data: st.DataObject
    ) -> None:
        shuffled = data.draw(st.permutations(history))
        assert most(shuffled, steps, satisfied) == most(history, steps, satisfied)

    @given(history=histories, steps=ladders, satisfied=works)
    def test_never_restricts_without_a_delivered_warning_that_counts(
        self, history: list[Rung], steps: Steps, satisfied: list[datetime]
    ) -> None:
        found = most(history, steps, satisfied)
        warnings = [each for each in found.counting if each.rung.measure is Measure.WARNING]
        assert not found.most.restricts or (warnings and all(each.rung.delivered_at for each in warnings))

    @given(history=histories, steps=ladders, satisfied=works, less=rungs)
    def test_fewer_measures_never_lead_further(
        self, history: list[Rung], steps: Steps, satisfied: list[datetime], less: Rung
    ) -> None:
        more = most([*history, less], steps, satisfied).most
        assert most(history, steps, satisfied).most.weight <= more.weight

    @given(history=histories, steps=ladders, satisfied=works, later=days)
    def test_time_alone_never_leads_further(
        self, history: list[Rung], steps: Steps, satisfied: list[datetime], later: int
    ) -> None:
        then = climb(history, steps, now=NOW + timedelta(days=later), acted_at=NOW, satisfied=satisfied)
        assert then.most.weight <= climb(history, steps, now=NOW, acted_at=NOW, satisfied=satisfied).most.weight

    @given(history=histories, steps=ladders, satisfied=works, more=works)
    def test_clean_work_never_leads_further(
        self, history: list[Rung], steps: Steps, satisfied: list[datetime], more: list[datetime]
    ) -> None:
        assert most(history, steps, satisfied + more).most.weight <= most(history, steps, satisfied).most.weight

    @given(history=histories, steps=ladders, satisfied=works)
    def test_tells_of_every_earlier_measure_why_it_counts_or_not(
        self, history: list[Rung], steps: Steps, satisfied: list[datetime]
    ) -> None:
        found = most(history, steps, satisfied)
        assert sorted(map(repr, history)) == sorted(repr(each.rung) for each in found.rungs)
        assert all(each.why for each in found.rungs)
        assert found.why
        assert all(each.counts == (each.fate is RungFate.COUNTS) for each in found.rungs)


class TestAMonthLater:
    @given(day=st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2090, 1, 1)), months=st.integers(0, 48))  # noqa: DTZ001  made aware below
    def test_is_never_earlier_than_so_many_months(self, day: datetime, months: int) -> None:
        start = day.replace(tzinfo=UTC)
        later = months_after(start, months)
        assert (later.year * 12 + later.month) - (start.year * 12 + start.month) in {months, months + 1}
        assert later.day in {start.day, 1}
