"""The pictures agree with the decision: the thick bar and the dots lie where the chance says."""

from __future__ import annotations

from math import floor

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.special import betainc, betaincinv

from fairnotice.evaluation.result import Estimate
from fairnotice.interfaces.portal.charts.dots import twenty_dots
from fairnotice.interfaces.portal.charts.interval import interval_bar

BAR = 0.80
AWAY = 1e-6
"""A coordinate has four decimals of a percent's hundredth; nearer than that nothing can be told apart."""
LEVELS = (*(i / 20 for i in range(1, 20)), 0.995)
"""The quantiles at which the dots sit."""
shapes = st.floats(0.5, 400.0, allow_nan=False)
standards = st.sampled_from([0.5, 0.6, 0.75, 0.8, 0.9])


def an_estimate(good: float, bad: float, standard: float) -> Estimate:
    low, likely_low, likely_high, high = betaincinv(good, bad, [0.025, 1 - BAR, BAR, 0.975])
    dots = betaincinv(good, bad, np.append(np.arange(1, 20) / 20, 0.995))
    return Estimate(
        mean=good / (good + bad),
        low=float(low),
        high=float(high),
        likely_low=float(likely_low),
        likely_high=float(likely_high),
        v=float(betainc(good, bad, standard)),
        dots=tuple(float(dot) for dot in dots),
    )


def place(length: str) -> float:
    return float(length.removesuffix("%"))


class TestThePictures:
    @settings(max_examples=300, deadline=None)
    @given(good=shapes, bad=shapes, standard=standards)
    def test_draw_the_thick_bar_below_the_standard_exactly_when_the_chance_reaches_the_bar(
        self, good: float, bad: float, standard: float
    ) -> None:
        estimate = an_estimate(good, bad, standard)
        assume(abs(estimate.likely_high - standard) > 1e-4)
        picture = interval_bar(estimate, standard=standard)
        right_end = place(picture.thick_x) + place(picture.thick_width)
        assert (right_end <= place(picture.standard)) == (estimate.v >= BAR)

    @settings(max_examples=300, deadline=None)
    @given(good=shapes, bad=shapes, standard=standards)
    def test_draw_as_many_dots_left_of_the_standard_as_the_chance_says(
        self, good: float, bad: float, standard: float
    ) -> None:
        estimate = an_estimate(good, bad, standard)
        assume(min(abs(estimate.v - level) for level in LEVELS) > AWAY)
        picture = twenty_dots(estimate, standard=standard)
        left = sum(place(dot.x) < place(picture.standard) for dot in picture.dots)
        assert left == picture.below == sum(level < estimate.v for level in LEVELS)
        assert estimate.v > LEVELS[-1] or left == floor(20 * estimate.v)
        assert all(dot.below == (place(dot.x) < place(picture.standard)) for dot in picture.dots)

    @settings(max_examples=100, deadline=None)
    @given(good=shapes, bad=shapes, standard=standards)
    def test_draw_twenty_dots_none_on_another(self, good: float, bad: float, standard: float) -> None:
        picture = twenty_dots(an_estimate(good, bad, standard), standard=standard)
        assert len({(dot.x, dot.y) for dot in picture.dots}) == 20
        assert all(0 <= place(dot.x) <= 100 and 0 < dot.y < picture.base for dot in picture.dots)
