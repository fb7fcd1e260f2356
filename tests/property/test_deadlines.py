"""Deadlines hold in every zone of the earth and on every day of many years."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fairnotice.kernel.deadlines import (
    NotLater,
    account_deadline,
    extended,
    later_of,
    months_deadline,
    platform_deadline,
    resumed,
    weekend,
    zone_named,
)

ZONES = sorted(name for name in available_timezones() if "/" in name and not name.startswith(("posix", "right")))
LISBON = ZoneInfo("Europe/Lisbon")
FEASTS = {date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)}

zones = st.sampled_from(ZONES).map(ZoneInfo)
instants = st.datetimes(datetime(2005, 1, 1), datetime(2037, 1, 1)).map(lambda t: t.replace(tzinfo=UTC))  # noqa: DTZ001  Hypothesis wants naive bounds
days = st.integers(1, 90)


def off(day: date) -> bool:
    return weekend(day) or (day.month, day.day) in {(12, 25), (12, 26), (1, 1), (5, 1)}


def last_day(due: datetime, zone: tzinfo) -> date:
    return (due - timedelta(microseconds=1)).astimezone(zone).date()


class TestAnAccountsDeadline:
    def test_of_the_letter_in_the_pictures_ends_on_a_wednesday_in_lisbon(self) -> None:
        due = account_deadline(datetime(2026, 11, 25, 10, 12, tzinfo=LISBON), days=14, zone=LISBON)
        assert due == datetime(2026, 12, 10, 0, 0, tzinfo=LISBON)

    def test_moves_on_from_a_weekend_and_a_holiday(self) -> None:
        due = account_deadline(
            datetime(2026, 12, 11, 9, tzinfo=LISBON), days=14, zone=LISBON, day_off=lambda d: weekend(d) or d in FEASTS
        )
        assert due == datetime(2026, 12, 30, 0, 0, tzinfo=LISBON)

    def test_without_a_zone_ends_where_days_end_last(self) -> None:
        due = account_deadline(datetime(2026, 11, 3, 9, tzinfo=UTC), days=1, zone=None)
        assert due == datetime(2026, 11, 5, 0, tzinfo=timezone(timedelta(hours=-12)))

    def test_outlasts_a_short_night(self) -> None:
        """In Lisbon the night to March 29, 2026 has 23 hours."""
        proven = datetime(2026, 3, 28, 23, 59, 59, tzinfo=LISBON)
        due = account_deadline(proven, days=1, zone=LISBON, day_off=lambda _: False)
        assert due - proven.astimezone(UTC) == timedelta(days=1)
        assert due > datetime(2026, 3, 30, 0, tzinfo=LISBON)

    @settings(max_examples=300)
    @given(proven=instants, n=days, zone=zones)
    @example(proven=datetime(2011, 12, 28, 20, tzinfo=UTC), n=2, zone=ZoneInfo("Pacific/Apia"))
    def test_gives_n_whole_local_days_and_never_less_than_n_times_24_hours(
        self, proven: datetime, n: int, zone: ZoneInfo
    ) -> None:
        due = account_deadline(proven, days=n, zone=zone, day_off=off)
        assert due - proven >= timedelta(days=n)
        assert last_day(due, zone) >= proven.astimezone(zone).date() + timedelta(days=n)
        assert not off(last_day(due, zone))

    @settings(max_examples=150)
    @given(proven=instants, n=days, zone=zones)
    def test_is_no_later_than_it_needs_to_be(self, proven: datetime, n: int, zone: ZoneInfo) -> None:
        due = account_deadline(proven, days=n, zone=zone, day_off=lambda _: False)
        assert due - proven <= timedelta(days=n + 1, hours=25)

    @settings(max_examples=150)
    @given(proven=instants, n=days, zone=zones)
    def test_without_a_zone_is_never_earlier_than_with_any(self, proven: datetime, n: int, zone: ZoneInfo) -> None:
        assert account_deadline(proven, days=n, zone=None) >= account_deadline(proven, days=n, zone=zone)


class TestEachDayOfTwoYears:
    @pytest.mark.parametrize("hour", [0, 12, 23])
    def test_in_each_zone_gives_fourteen_days(self, hour: int) -> None:
        for name in ZONES[:: max(1, len(ZONES) // 40)]:
            zone = ZoneInfo(name)
            for day in range(0, 731, 5):
                proven = datetime(2026, 1, 1, hour, 59, tzinfo=zone).astimezone(UTC) + timedelta(days=day)
                due = account_deadline(proven, days=14, zone=zone, day_off=weekend)
                assert due - proven >= timedelta(days=14)
                assert last_day(due, zone).weekday() < 5


class TestOurOwnDeadline:
    @settings(max_examples=150)
    @given(started=instants, n=days, zone=zones)
    def test_is_the_end_of_the_nth_day_and_never_moved(self, started: datetime, n: int, zone: ZoneInfo) -> None:
        due = platform_deadline(started, days=n, zone=zone)
        assert due - started <= timedelta(days=n + 1, hours=1)
        assert due > started

    @settings(max_examples=150)
    @given(started=instants, n=days, offset=st.integers(-12, 14))
    def test_without_a_zone_is_never_later_than_with_any(self, started: datetime, n: int, offset: int) -> None:
        anywhere = platform_deadline(started, days=n, zone=None)
        assert started < anywhere <= platform_deadline(started, days=n, zone=timezone(timedelta(hours=offset)))


class TestAnExtension:
    @settings(max_examples=200)
    @given(proven=instants, n=days, more=days, zone=zones)
    def test_is_never_earlier(self, proven: datetime, n: int, more: int, zone: ZoneInfo) -> None:
        due = account_deadline(proven, days=n, zone=zone, day_off=off)
        later = extended(due, days=more, zone=zone, day_off=off)
        assert later - due >= timedelta(days=more) - timedelta(microseconds=1)
        assert later_of(due, later) == later

    @given(due=instants, earlier=st.timedeltas(timedelta(0), timedelta(days=30)))
    def test_to_an_earlier_or_the_same_instant_is_refused(self, due: datetime, earlier: timedelta) -> None:
        with pytest.raises(NotLater) as refused:
            later_of(due, due - earlier)
        assert refused.value.code == "only_later"


class TestAPausedClock:
    @settings(max_examples=200)
    @given(
        proven=instants,
        n=days,
        asked_after=st.integers(0, 30 * 24),
        answered_after=st.integers(0, 20 * 24),
        zone=zones,
    )
    def test_loses_nothing_and_leaves_three_days(
        self, proven: datetime, n: int, asked_after: int, answered_after: int, zone: ZoneInfo
    ) -> None:
        due = account_deadline(proven, days=n, zone=zone, day_off=off)
        stopped = proven + timedelta(hours=asked_after)
        on = stopped + timedelta(hours=answered_after)
        later = resumed(due, stopped_at=stopped, goes_on_at=on, least_days=3, zone=zone, day_off=off)
        assert later - on >= due - stopped
        assert later - on >= timedelta(days=3)
        assert later >= due


class TestAZone:
    def test_nobody_knows_is_none(self) -> None:
        assert zone_named("") is None
        assert zone_named("Atlantis/Poseidonis") is None
        assert zone_named("../../etc/passwd") is None
        assert zone_named("Europe/Lisbon") == LISBON


class TestARightOfSomeMonths:
    def test_ends_with_the_same_day_of_the_month(self) -> None:
        due = months_deadline(datetime(2026, 11, 9, 10, 12, tzinfo=LISBON), months=6, zone=LISBON)
        assert due == datetime(2027, 5, 10, 0, 0, tzinfo=LISBON)

    def test_ends_with_the_last_day_where_the_month_is_shorter(self) -> None:
        due = months_deadline(datetime(2026, 8, 31, 10, tzinfo=LISBON), months=6, zone=LISBON)
        assert due == datetime(2027, 3, 1, 0, 0, tzinfo=LISBON)

    @given(instants, st.integers(1, 24), zones)
    def test_lasts_that_many_calendar_months_wherever_one_lives(
        self, proven: datetime, months: int, zone: ZoneInfo
    ) -> None:
        began = proven.astimezone(zone).date()
        ended = last_day(months_deadline(proven, months=months, zone=zone), zone)
        assert (ended.year * 12 + ended.month) - (began.year * 12 + began.month) == months
        assert ended.day == began.day or (ended.day < began.day and (ended + timedelta(days=1)).day == 1)

    @given(instants, st.integers(1, 24))
    def test_ends_nowhere_on_earth_later_than_where_the_zone_is_unknown(self, proven: datetime, months: int) -> None:
        unknown = months_deadline(proven, months=months, zone=None)
        assert all(months_deadline(proven, months=months, zone=ZoneInfo(z)) <= unknown for z in ZONES[::40])
