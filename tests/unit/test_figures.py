"""Figures and the words beside them: where things stand, what they say, and what is left unsaid."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from fairnotice.evaluation.result import InsufficientEvidence, Missing, WhatIf
from fairnotice.interfaces.portal.charts import needs
from fairnotice.interfaces.portal.charts.contribution import contribution
from fairnotice.interfaces.portal.charts.dots import twenty_dots, what_dots_say
from fairnotice.interfaces.portal.charts.interval import hatched_bar, interval_bar
from fairnotice.interfaces.portal.charts.over_time import over_time
from fairnotice.interfaces.portal.charts.scale import chance, of_100
from fairnotice.interfaces.portal.charts.what_if import strip
from fairnotice.interfaces.portal.components import Tone
from fairnotice.interfaces.portal.deadlines import deadline_chip
from fairnotice.interfaces.portal.stats.parts import clients, largest_difference, members
from fairnotice.interfaces.portal.styleguide import samples

DUE = datetime(2026, 12, 10, 0, 0, tzinfo=UTC)


class TestNumbersOf100:
    def test_never_cross_a_limit(self) -> None:
        assert of_100(0.797, 0.80) == "79.7"
        assert of_100(0.7999, 0.80) == "79.99"
        assert of_100(0.80, 0.80) == "80"

    def test_say_as_much_as_is_known_at_the_ends(self) -> None:
        assert chance(0.999) == "over 99 in 100"
        assert chance(0.001) == "under 1 in 100"


class TestTheIntervalBar:
    def test_says_the_whole_picture_in_one_sentence(self) -> None:
        bar = interval_bar(samples.estimate(7.4, 6.2), standard=0.75)
        assert bar.sentence.startswith("Best estimate 54 of 100 clients satisfied, most likely 43 to 66")
        assert bar.sentence.endswith("The standard is 75.")

    def test_leaves_out_the_number_that_would_touch_the_standard(self) -> None:
        assert [tick.words for tick in interval_bar(samples.estimate(7, 6), standard=0.75).ticks] == [
            "0",
            "25",
            "50",
            "100",
        ]
        assert [tick.words for tick in interval_bar(samples.estimate(7, 6), standard=0.6).ticks] == [
            "0",
            "25",
            "50",
            "75",
            "100",
        ]

    def test_without_an_estimate_has_no_point_and_does_not_mean_low(self) -> None:
        bar = hatched_bar(name="own", standard=0.75, low=0.77, high=0.99)
        assert "does not mean low" in bar.sentence
        assert "most freelancers: 77 to 99" in bar.sentence


class TestTwentyDots:
    def test_say_what_a_notice_needs(self) -> None:
        count, rest = what_dots_say(samples.estimate(7.4, 6.2), standard=0.75, bar=0.8, keeps=0.5)
        assert count == "18 of 20 lie below the standard."
        assert rest == "A notice needs at least 16. With fewer than 10, a finding ends."

    def test_state_the_chance_where_they_cannot_show_the_bar(self) -> None:
        _, rest = what_dots_say(samples.estimate(7.4, 6.2), standard=0.75, bar=0.82, keeps=0.5)
        assert "A notice needs at least 82" in rest

    def test_grow_upwards_where_everything_is_sure(self) -> None:
        sure = twenty_dots(samples.estimate(9000, 300), standard=0.75)
        assert sure.below == 0
        assert sure.base > twenty_dots(samples.estimate(7, 6), standard=0.75).base


class TestOverTime:
    def test_needs_two_months(self) -> None:
        assert over_time(samples.AGENCY_OVER_TIME[:2], standard=0.75) is None

    def test_hatches_the_months_before_the_first_rating(self) -> None:
        chart = over_time(samples.AGENCY_OVER_TIME, standard=0.75)
        assert chart is not None
        assert len(chart.gaps) == 1
        assert len(chart.ticks) == 24

    def test_shows_at_most_four_labels_staggered(self) -> None:
        events = tuple((date(2026, month, 1), f"heads-up, {month}") for month in range(1, 8))
        chart = over_time(samples.AGENCY_OVER_TIME, standard=0.75, events=events)
        assert chart is not None
        assert [mark.label for mark in chart.marks] == ["heads-up, 4", "heads-up, 5", "heads-up, 6", "heads-up, 7"]
        assert len({mark.y for mark in chart.marks}) == 4


class TestTheWhatIfStrip:
    WHAT_IF = WhatIf(samples.MORE, 7, (), None, None)

    def test_marks_the_answer_unless_another_was_asked_for(self) -> None:
        assert strip(self.WHAT_IF, keeps=0.5).answer == "With 7 more: 44 in 100. Today: 92 in 100."
        assert strip(self.WHAT_IF, keeps=0.5, chosen=3).answer == "With 3 more: 78 in 100. Today: 92 in 100."

    def test_turns_where_a_finding_ends(self) -> None:
        sides = [bar.side for bar in strip(self.WHAT_IF, keeps=0.5).bars]
        assert sides == ["against"] * 7 + ["favor"] * 6

    def test_shows_today_where_twelve_are_not_enough(self) -> None:
        hard = WhatIf((0.99,) * 13, None, (), None, None)
        assert strip(hard, keeps=0.5).answer == "Today: 99 in 100."


class TestContributions:
    def test_are_told_apart_by_side_before_color(self) -> None:
        against = contribution(-2, scale=2, words="")
        favor = contribution(1, scale=2, words="")
        assert (against.x, against.width, against.side) == ("0.00%", "50.00%", "against")
        assert (favor.x, favor.width, favor.side) == ("50.00%", "25.00%", "favor")

    def test_of_clients_show_also_where_everything_is_sure(self) -> None:
        agency = samples.agency()
        estimate = replace(samples.estimate(7.4, 6.2), v=0.99999)
        parts = (replace(agency.by_client[0], v_without=0.9999), replace(agency.by_client[1], v_without=0.999995))
        found = clients(replace(agency, estimate=estimate, by_client=parts))
        assert [round(row.effect, 1) for row in found.first] == [-2.3, 0.7]


class TestMembers:
    def test_come_with_the_most_contracts_first(self) -> None:
        assert [row.part.name for row in members(samples.agency())] == ["Teo Adeyemi", "Ines Rovira", "Jonas Pell"]

    def test_are_below_only_when_it_is_sure_enough(self) -> None:
        tags = {row.part.name: row.tag for row in members(samples.agency())}
        assert tags == {
            "Teo Adeyemi": "below the standard",
            "Ines Rovira": "above the standard",
            "Jonas Pell": "not enough evidence",
        }

    def test_are_named_only_where_they_make_a_difference(self) -> None:
        agency = samples.agency()
        alike = tuple(replace(part, v_without=0.93) for part in agency.by_member)
        assert "Teo Adeyemi" in largest_difference(agency)
        assert largest_difference(replace(agency, by_member=alike)) == ""


class TestNeeds:
    @pytest.mark.parametrize(
        ("missing", "needed", "short"),
        [
            (Missing("rated", 5, 2, within_days=730), "5 rated contracts in 24 months", "3 more"),
            (Missing("clients", 3, 3), "3 different clients", "nothing"),
            (
                Missing("recent_rated", 1, 0, within_days=90, last_on=date(2026, 3, 14)),
                "1 rated contract in the last 90 days",
                "1 more; the last ended on March 14, 2026",
            ),
        ],
    )
    def test_can_be_counted(self, missing: Missing, needed: str, short: str) -> None:
        assert needs.need(missing) == needs.Need(needed, short)

    def test_are_said_shortly_beside_a_member(self) -> None:
        assert needs.in_short(InsufficientEvidence((Missing("rated", 5, 4),)), 4) == "4 rated, 5 needed"
        assert needs.in_short(None, 4) == ""


class TestADeadlineChip:
    def test_names_the_last_day_the_place_and_what_is_left(self) -> None:
        chip = deadline_chip("Answer", DUE, zone="Europe/Lisbon", now=DUE - timedelta(days=17, hours=3))
        assert chip.headline == "Answer by Wednesday, December 9, 2026"
        assert chip.detail == "11:59 p.m., Lisbon time · 17 days left"
        assert (chip.tone, chip.at) == (Tone.WAIT, DUE)

    def test_counts_hours_when_they_matter(self) -> None:
        chip = deadline_chip("Answer", DUE, zone="Europe/Lisbon", now=DUE - timedelta(hours=30))
        assert chip.detail.endswith("30 hours left")

    def test_says_when_it_is_over(self) -> None:
        chip = deadline_chip("Answer", DUE, zone="Europe/Lisbon", now=DUE)
        assert chip.headline == "Answer was due Wednesday, December 9, 2026"
        assert chip.tone is Tone.GRAVE
