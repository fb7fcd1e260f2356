"""Dates, deadlines and numbers read the way people say them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from fairnotice.notices import words

DUE = datetime(2026, 12, 10, tzinfo=UTC)


class TestADeadline:
    def test_is_the_last_minute_of_the_last_day_with_its_place(self) -> None:
        assert words.deadline(DUE, "Europe/Lisbon") == "Wednesday, December 9, 2026, 11:59 p.m., Lisbon time"

    def test_is_told_where_the_reader_lives(self) -> None:
        due = datetime(2026, 12, 10, 5, tzinfo=UTC)
        assert words.deadline(due, "America/New_York") == "Wednesday, December 9, 2026, 11:59 p.m., New York time"

    def test_says_so_when_the_zone_is_not_known(self) -> None:
        due = datetime(2026, 12, 10, 12, tzinfo=UTC)
        told = words.deadline(due, "Nowhere/Land")
        assert told.startswith("Wednesday, December 9, 2026, 11:59 p.m., ")
        assert "do not know your time zone" in told

    def test_names_the_day_that_still_counts(self) -> None:
        assert words.deadline_day(DUE, "Europe/Lisbon") == date(2026, 12, 9)

    @pytest.mark.parametrize(
        ("left", "told"),
        [
            (timedelta(days=17, hours=3), "17 days left"),
            (timedelta(hours=48), "2 days left"),
            (timedelta(hours=47, minutes=59), "47 hours left"),
            (timedelta(hours=1), "1 hour left"),
            (timedelta(minutes=59), "less than an hour left"),
            (timedelta(0), "over"),
            (-timedelta(days=1), "over"),
        ],
    )
    def test_tells_days_and_under_two_days_hours(self, left: timedelta, told: str) -> None:
        assert words.time_left(DUE, now=DUE - left) == told

    def test_that_does_not_run_says_so_and_how_long_it_will_be(self) -> None:
        assert words.not_started(14) == (
            "Your time has not started. It starts when this letter reaches you. Then you have 14 full days."
        )


class TestACity:
    @pytest.mark.parametrize(
        ("zone", "name"),
        [
            ("Europe/Lisbon", "Lisbon"),
            ("Asia/Calcutta", "Kolkata"),
            ("America/Argentina/Buenos_Aires", "Buenos Aires"),
            ("America/Indiana/Indianapolis", "Indianapolis"),
            ("Asia/Ho_Chi_Minh", "Ho Chi Minh"),
        ],
    )
    def test_has_the_name_that_people_use(self, zone: str, name: str) -> None:
        assert words.city(zone) == name

    def test_has_a_name_in_each_language(self) -> None:
        assert words.city("Europe/Lisbon", language="de") == "Lissabon"

    @pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../etc/passwd", "Europe/Lisbon/x"])
    def test_that_nobody_knows_is_refused(self, zone: str) -> None:
        with pytest.raises(ValueError, match="no known time zone"):
            words.city(zone)


class TestATimeOfDay:
    @pytest.mark.parametrize(
        ("hour", "told"), [(0, "12:05 a.m."), (11, "11:05 a.m."), (12, "12:05 p.m."), (15, "3:05 p.m.")]
    )
    def test_is_told_in_twelve_hours(self, hour: int, told: str) -> None:
        assert words.clock_time(datetime(2026, 11, 12, hour, 5, tzinfo=UTC), "Africa/Accra") == told


class TestANumberOfAHundred:
    @pytest.mark.parametrize(
        ("share", "limits", "told"),
        [
            (0.53, (), "53"),
            (0.797, (0.8,), "79.7"),
            (0.7996, (0.8,), "79.96"),
            (0.8, (0.8,), "80"),
            (0.8004, (0.8,), "80.04"),
            (0.4999, (0.5, 0.8), "49.99"),
            (0.002, (), "under 1"),
            (0.9951, (), "over 99"),
            (0.0, (), "0"),
            (1.0, (), "100"),
        ],
    )
    def test_is_never_rounded_to_or_across_a_limit(self, share: float, limits: tuple[float, ...], told: str) -> None:
        assert words.of_100(share, limits=limits) == told

    @pytest.mark.parametrize("share", [-0.01, 1.01, float("nan")])
    def test_that_is_no_share_is_refused(self, share: float) -> None:
        with pytest.raises(ValueError, match="no share"):
            words.of_100(share)


class TestAList:
    def test_ends_with_and(self) -> None:
        assert words.listed(["A", "B", "C"]) == "A, B and C"
        assert words.listed(["A"]) == "A"
        assert words.listed([]) == ""

    def test_that_is_long_says_how_many_more(self) -> None:
        assert words.some_of(list("ABCDEFGH")) == "A, B, C, D, E and three more, listed below"
        assert words.some_of(list("ABCDE")) == "A, B, C, D and E"

    def test_counts_one_and_many(self) -> None:
        assert words.counted(1, "contract") == "1 contract"
        assert words.counted(1200, "contract") == "1,200 contracts"
        assert words.counted(2, "person", "people") == "2 people"
