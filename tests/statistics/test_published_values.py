"""What others have published about their data comes out of our code as well."""

from __future__ import annotations

import warnings
from importlib import import_module
from typing import Any

import numpy as np
import pytest
from scipy.special import betaln, gammaln
from scipy.stats import beta as beta_distribution

from fairnotice.evaluation.appraisal import Floats
from fairnotice.evaluation.grid import grid_for, masses_of
from fairnotice.evaluation.mixture import likeliest_shares
from fairnotice.evaluation.model import Population
from fairnotice.evaluation.prior import component_means, learn_population, likeliest_beta
from fairnotice.evaluation.renewal import month_by_month
from fairnotice.evaluation.tally import PriorTallies
from tests.support.evidence import ints
from tests.support.worked_examples import worked_example

HITS_OF_45 = np.array([18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7])
REST_OF_SEASON = (
    np.array([346, 298, 276, 222, 273, 270, 263, 210, 269, 230, 264, 256, 303, 264, 226, 286, 316, 200]) / 1000
)
TACKS_UP_OF_9 = np.array([3, 13, 18, 48, 47, 67, 54, 51, 19])
OPERATIONS = np.array([47, 148, 119, 810, 211, 196, 148, 215, 207, 97, 256, 360])
DEATHS = np.array([0, 18, 8, 46, 8, 13, 9, 31, 14, 8, 29, 24])


def a_marketplace(accounts: int, seed: int) -> PriorTallies:
    """Return tallies of the population of methodology section 8."""
    rng = np.random.default_rng(seed)
    n = np.minimum(rng.zipf(1.8, accounts), 60)
    kind = rng.random(accounts)
    q = np.where(
        kind < 0.905,
        rng.beta(30, 2, accounts),
        np.where(kind < 0.985, rng.beta(34, 6, accounts), rng.beta(11, 9, accounts)),
    )
    pairs, count = np.unique(np.stack([n, rng.binomial(n, q)], axis=1), axis=0, return_counts=True)
    return PriorTallies(n=pairs[:, 0], k=pairs[:, 1], count=count)


class TestEighteenBatters:
    """Efron & Morris 1975: 45 times at bat foretell a season better when shrunk together."""

    def test_give_the_published_errors_and_a_beta_prior_shrinks_as_well(self) -> None:
        def scale(share: Floats) -> Floats:
            return np.asarray(np.round(np.sqrt(45) * np.arcsin(2 * share - 1), 2))

        raw, truth = scale(HITS_OF_45 / 45), scale(REST_OF_SEASON)
        spread = ((raw - raw.mean()) ** 2).sum()
        a, b, _ = likeliest_beta(np.full(18, 45.0), HITS_OF_45.astype(float), np.ones(18))
        tried = {
            "each by itself": raw,
            "James and Stein": raw.mean() + (1 - 15 / spread) * (raw - raw.mean()),
            "our beta prior": scale((a + HITS_OF_45) / (a + b + 45)),
        }
        told = {row["estimator"]: float(row["squared error"]) for row in worked_example("prior", "batters")}
        assert told == {name: pytest.approx(((x - truth) ** 2).sum(), abs=0.005) for name, x in tried.items()}
        assert told["each by itself"] / told["James and Stein"] == pytest.approx(3.50, abs=0.02)


class TestTwelveHospitals:
    def test_have_the_published_beta(self) -> None:
        a, b, slope = likeliest_beta(OPERATIONS.astype(float), DEATHS.astype(float), np.ones(12))
        told = worked_example("prior", "hospitals")[0]
        assert [a, b] == pytest.approx([float(told["a"]), float(told["b"])], abs=1e-4)
        assert slope < 1e-6


class TestTacks:
    def test_have_the_published_atoms(self) -> None:
        atoms = np.linspace(0.0005, 0.9995, 1999)
        heads = np.arange(1.0, 10.0)[:, None]
        table = heads * np.log(atoms) + (9.0 - heads) * np.log1p(-atoms)
        shares, certificate = likeliest_shares(np.asarray(table, dtype=np.float64), TACKS_UP_OF_9.astype(float))
        groups = np.split(np.flatnonzero(shares > 1e-6), np.flatnonzero(np.diff(np.flatnonzero(shares > 1e-6)) > 2) + 1)
        found = [float((atoms[one] * shares[one]).sum() / shares[one].sum()) for one in groups]
        assert found == pytest.approx([float(row["atom"]) for row in worked_example("prior", "tacks")], abs=6e-4)
        assert certificate <= 1e-8


class TestTheLikeliestPopulation:
    @pytest.mark.parametrize("seed", [1, 2])
    def test_is_the_one_a_general_solver_finds(self, seed: int) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the oracle's own, about its dependencies
            cvxpy: Any = import_module("cvxpy")  # only this test pays for it
        tallies = a_marketplace(3000, seed)
        population = learn_population(tallies, least_accounts=500)
        means = component_means()
        a, b = 40 * means, 40 * (1 - means)
        n, k = tallies.n[:, None], tallies.k[:, None]
        choose = gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)
        table = np.exp(choose + betaln(k + a, n - k + b) - betaln(a, b))
        table /= table.max(axis=1, keepdims=True)
        weight = tallies.count / tallies.count.sum()
        shares = cvxpy.Variable(len(means), nonneg=True)
        goal = cvxpy.Maximize(weight @ cvxpy.log(table @ shares) - cvxpy.sum(shares))
        cvxpy.Problem(goal).solve(solver="CLARABEL")
        found = np.asarray(shares.value, dtype=np.float64)
        theirs = float(weight @ np.log(table @ (found / found.sum())))
        place = [int(np.argmin(np.abs(a - one))) for one in population.a]
        ours = float(weight @ np.log(table[:, place] @ np.array(population.shares)))
        assert ours >= theirs - 1e-9
        assert ours - theirs <= 1e-6
        assert population.certificate <= 1e-8

    def test_is_a_single_beta_where_few_are_active_and_says_so(self) -> None:
        few = learn_population(a_marketplace(200, 3), least_accounts=500)
        assert (few.kind, few.accounts, len(few.a)) == ("beta_binomial", 200, 1)

    @pytest.mark.parametrize("k", [0, 4])
    def test_exists_when_everybody_is_alike(self, k: int) -> None:
        population = learn_population(PriorTallies(n=ints([4]), k=ints([k]), count=ints([50])), least_accounts=500)
        mean = population.a[0] / (population.a[0] + population.b[0])
        assert mean == pytest.approx(k / 4, abs=0.02)


class TestTheGrid:
    @pytest.mark.parametrize(("satisfied", "adverse"), [(0, 0), (3, 1), (20, 9), (100, 30), (5, 5)])
    def test_is_as_good_as_the_formula_where_there_is_one(self, satisfied: int, adverse: int) -> None:
        population = Population("npmle", (36.0, 30.0), (4.0, 10.0), (0.9, 0.1), 0.0, 1000)
        a, b = np.array(population.a), np.array(population.b)
        parts = np.log(population.shares) + betaln(a + satisfied, b + adverse) - betaln(a, b)
        parts = np.exp(parts - parts.max())
        exact = float(parts / parts.sum() @ beta_distribution.cdf(0.75, a + satisfied, b + adverse))
        cells = masses_of(population, 0.75, 1.0)
        _, below, _ = month_by_month(
            np.array([[float(satisfied)]]), np.array([[float(adverse)]]),
            population=cells, renewal=0.0, grid=grid_for(0.75, 1.0),
        )  # fmt: skip
        assert float(below[0, 0]) == pytest.approx(exact, abs=0.004)
