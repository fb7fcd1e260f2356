"""The interval of a share is Wilson's."""

from __future__ import annotations

import pytest

from fairnotice.queries.agreement import wilson


class TestTheIntervalOfAShare:
    @pytest.mark.parametrize(
        ("agreed", "views", "low", "high"),
        [(8, 10, 0.4902, 0.9433), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (81, 263, 0.2553, 0.3662)],
    )
    def test_is_the_published_one(self, agreed: int, views: int, low: float, high: float) -> None:
        """The last is Newcombe (1998), table I, method 3."""
        assert wilson(agreed, views) == pytest.approx((low, high), abs=5e-5)

    def test_says_nothing_without_a_view(self) -> None:
        assert wilson(0, 0) == (0.0, 1.0)
