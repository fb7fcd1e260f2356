"""The instants that bound one look."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairnotice.warehouse.look import look_instant, next_look_on
from fairnotice.warehouse.span import LookSpan, months_before
from fairnotice.warehouse.statements import statement
from tests.support.policies import example_policy

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


class TestALook:
    def test_is_as_of_the_policys_hour_in_utc(self) -> None:
        assert look_instant(example_policy(), date(2024, 11, 1)) == datetime(2024, 11, 1, 3, tzinfo=UTC)

    @pytest.mark.parametrize(
        ("after", "following"),
        [
            (date(2024, 11, 1), date(2024, 12, 1)),
            (date(2024, 11, 30), date(2024, 12, 1)),
            (date(2024, 12, 1), date(2025, 1, 1)),
        ],
    )
    def test_is_followed_by_the_next_look_day(self, after: date, following: date) -> None:
        assert next_look_on(example_policy(), after) == following

    def test_on_a_later_day_of_the_month_is_followed_in_the_same_month(self) -> None:
        assert next_look_on(example_policy(day="15"), date(2024, 11, 14)) == date(2024, 11, 15)


class TestTheWindow:
    @pytest.mark.parametrize(
        ("day", "months", "first"),
        [
            (date(2024, 11, 1), 24, date(2022, 11, 1)),
            (date(2024, 2, 29), 12, date(2023, 3, 1)),
            (date(2024, 3, 31), 1, date(2024, 3, 1)),
            (date(2024, 1, 15), 1, date(2023, 12, 15)),
        ],
    )
    def test_begins_whole_months_before_the_look(self, day: date, months: int, first: date) -> None:
        assert months_before(day, months) == first

    def test_ends_the_day_before_the_look(self) -> None:
        span = LookSpan.of(example_policy(), as_of=datetime(2024, 11, 1, 3, tzinfo=UTC), previous_as_of=None)
        assert (span.window_from, span.window_to) == (date(2022, 11, 1), date(2024, 10, 31))

    @settings(deadline=None, max_examples=50)
    @given(on=DAYS, months=st.integers(1, 36), back=st.integers(0, 1200))
    def test_has_the_same_bounds_in_sql_and_in_words(self, on: date, months: int, back: int) -> None:
        ended = on - timedelta(days=back)
        text = statement("outcomes")
        begin = text.index("$window_months - 1")
        formula = text[begin : text.index(" AS month")]
        with duckdb.connect() as engine:
            month = engine.execute(
                f"SELECT {formula} FROM (SELECT $ended::TIMESTAMP AS ended_at)",  # noqa: S608  our own file
                {"window_months": months, "as_of": datetime(on.year, on.month, on.day, 3), "ended": ended},  # noqa: DTZ001  naive, as at rest
            ).fetchall()[0][0]
        assert (month >= 0) == (ended >= months_before(on, months))
        assert month <= months - 1
        if 0 <= month < months - 1:
            assert months_before(on, months - month) <= ended < months_before(on, months - month - 1)
