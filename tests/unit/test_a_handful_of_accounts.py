"""A marketplace with a handful of accounts cannot know that all are alike, so it finds nobody for being average."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import betainc

from fairnotice.evaluation.prior import PRECISION, learn_population
from fairnotice.evaluation.tally import PriorTallies

ALIKE = PriorTallies(n=np.array([5, 5, 4]), k=np.array([4, 3, 3]), count=np.array([1, 1, 1]))


class TestAHandfulOfAccounts:
    def test_gives_a_population_no_narrower_than_a_component_of_the_mixture(self) -> None:
        population = learn_population(ALIKE, least_accounts=500)
        assert population.kind == "beta_binomial"
        assert population.a[0] + population.b[0] == pytest.approx(PRECISION)

    def test_keeps_its_mean(self) -> None:
        population = learn_population(ALIKE, least_accounts=500)
        assert population.a[0] / PRECISION == pytest.approx(10 / 14, abs=0.02)

    def test_is_not_sure_about_six_satisfied_of_seven(self) -> None:
        population = learn_population(ALIKE, least_accounts=500)
        assert betainc(population.a[0] + 6, population.b[0] + 1, 0.75) < 0.8

    def test_leaves_a_wider_population_as_it_is(self) -> None:
        wide = PriorTallies(n=np.array([10, 10]), k=np.array([1, 9]), count=np.array([50, 50]))
        population = learn_population(wide, least_accounts=500)
        assert population.a[0] + population.b[0] < 5
