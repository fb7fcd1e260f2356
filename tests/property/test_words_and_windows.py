"""Whatever the number, zone or hour: no limit is crossed by rounding, and bad news keeps to its window."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import available_timezones

from hypothesis import given
from hypothesis import strategies as st

from fairnotice.notices import words
from fairnotice.notices.window import arrival
from fairnotice.policy.rulebook import Telling

SHARES = st.floats(0, 1, allow_nan=False)
ZONES = st.sampled_from([*sorted(available_timezones()), "", "Nowhere"])
INSTANTS = st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001  hypothesis wants naive bounds
TELLINGS = st.builds(
    Telling,
    weekdays=st.lists(st.integers(0, 6), min_size=1, max_size=7, unique=True).map(tuple),
    hours=st.tuples(st.integers(0, 12), st.integers(13, 23)),
)


class TestANumberOfAHundred:
    @given(SHARES, SHARES)
    def test_stands_on_the_same_side_of_a_limit_as_the_share(self, share: float, limit: float) -> None:
        told = words.of_100(share, limits=(limit,))
        if told not in {"under 1", "over 99"}:
            shown = float(told.replace(",", "")) / 100
            assert (share < limit) <= (shown < limit + 1e-12)
            assert (share > limit) <= (shown > limit - 1e-12)


class TestTheDeliveryWindow:
    @given(INSTANTS, ZONES, TELLINGS)
    def test_lets_bad_news_arrive_only_on_its_days_and_hours_where_the_reader_lives(
        self, now: datetime, zone: str, telling: Telling
    ) -> None:
        arrives = arrival(now, zone=zone, telling=telling, good_news=False)
        local = arrives.astimezone(words.zone_of(zone))
        assert now <= arrives <= now + timedelta(days=8, hours=2)
        assert local.weekday() in telling.weekdays
        assert telling.hours[0] <= local.hour < telling.hours[1] or (local.hour, local.minute) == (telling.hours[1], 0)

    @given(INSTANTS, ZONES, TELLINGS)
    def test_does_not_hold_up_good_news(self, now: datetime, zone: str, telling: Telling) -> None:
        assert arrival(now, zone=zone, telling=telling, good_news=True) == now

    @given(INSTANTS, ZONES, TELLINGS)
    def test_is_open_at_the_instant_it_names(self, now: datetime, zone: str, telling: Telling) -> None:
        arrives = arrival(now, zone=zone, telling=telling, good_news=False)
        assert arrival(arrives, zone=zone, telling=telling, good_news=False) == arrives


class TestADeadlineInWords:
    @given(INSTANTS, ZONES)
    def test_names_the_minute_before_it_is_over(self, due: datetime, zone: str) -> None:
        told = words.deadline(due, zone)
        last = (due - timedelta(minutes=1)).astimezone(words.zone_of(zone))
        assert told.startswith(
            f"{last:%A}, {last:%B} {last.day}, {last.year}, {last.hour % 12 or 12}:{last.minute:02d}"
        )
