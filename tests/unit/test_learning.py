"""Each look learns from everybody, one vote per client, and the same from the same."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from fairnotice.evaluation import engine
from fairnotice.evaluation.grid import grid_for, masses_of
from fairnotice.evaluation.learning import UNLEARNED_RENEWAL, first_votes
from fairnotice.evaluation.model import LookModel
from fairnotice.evaluation.renewal import learn_renewal, month_by_month
from fairnotice.evaluation.tally import OtherCounterparties, PriorTallies, RangeTallies, StrictnessTallies
from tests.support.evidence import MONTHS, MOSTLY_GOOD, Vote, a_model, ints, range_of, rules, shuffled

POLICY, PROVISION = rules()
PRIOR = PriorTallies(n=ints([5, 5, 5, 3]), k=ints([5, 4, 1, 3]), count=ints([500, 200, 50, 100]))
STRICTNESS = StrictnessTallies(n=ints([2, 2, 1]), k=ints([0, 1, 0]), count=ints([600, 60, 300]))
VOTES = [
    Vote("a", "c", 3),
    Vote("a", "c", 9, adverse=True),
    Vote("a", "d", 9, adverse=True),
    Vote("b", "c", 5),
    Vote("b", "c", 5, adverse=True),
    Vote("b", "harsh", 6, adverse=True),
]


def learned(sample: RangeTallies, prior: PriorTallies = PRIOR, *, renewal: float | None = None) -> LookModel:
    policy = replace(POLICY, model=replace(POLICY.model, renewal=renewal))
    return engine.learn(prior, STRICTNESS, sample, policy=policy, standard=0.75)


class TestLearning:
    def test_lets_each_client_vote_once_and_barred_ones_never(self) -> None:
        sample = range_of(VOTES, others={"harsh": OtherCounterparties(9, 9)})
        satisfied, adverse = first_votes(sample, a_model(), policy=POLICY)
        cast = {
            (row, month): (satisfied[row, month], adverse[row, month])
            for row, month in np.argwhere(satisfied + adverse)
        }
        assert cast == {(0, 3): (1.0, 0.0), (0, 9): (0.0, 1.0), (1, 5): (0.5, 0.5)}

    def test_gives_the_same_to_the_bit_for_rows_in_any_order(self) -> None:
        sample = range_of(VOTES)
        turned = PriorTallies(n=PRIOR.n[::-1], k=PRIOR.k[::-1], count=PRIOR.count[::-1])
        assert learned(sample) == learned(shuffled(sample, 3), turned)

    def test_takes_the_renewal_from_the_policy_where_it_stands_there(self) -> None:
        fixed = learned(range_of(VOTES), renewal=0.05)
        assert (fixed.renewal, fixed.renewal_learned) == (0.05, False)

    def test_says_when_nothing_could_be_learned(self) -> None:
        nobody = learned(range_of([], accounts=[]), PriorTallies(n=ints([]), k=ints([]), count=ints([])))
        assert (nobody.renewal, nobody.renewal_learned) == (UNLEARNED_RENEWAL, False)
        assert (nobody.population.kind, nobody.accounts) == ("beta_binomial", 0)

    def test_bounds_a_small_marketplace_by_a_single_beta(self) -> None:
        few = replace(PRIOR, count=ints([50, 20, 5, 10]))
        assert learned(range_of(VOTES), few).population.kind == "beta_binomial"
        assert learned(range_of(VOTES)).population.kind == "npmle"


class TestTheRenewal:
    @pytest.mark.parametrize("changes", [False, True])
    def test_predicts_best_what_came_next(self, changes: bool) -> None:
        rng = np.random.default_rng(5)
        quality = np.where(rng.random((200, 1)) < 0.85, 0.9, 0.5) * np.ones((1, MONTHS))
        if changes:
            fallen = np.arange(MONTHS) >= rng.integers(1, MONTHS, (200, 1))
            quality = np.where(fallen, np.where(rng.random((200, 1)) < 0.5, 0.9, 0.5), quality)
        good = (rng.random((200, MONTHS)) < quality).astype(np.float64)
        bad = 1.0 - good
        h = learn_renewal(good, bad, population=MOSTLY_GOOD, standard=0.75, kappa=1.0)
        assert h is not None
        assert (h > 0.01) == changes

        def fit(renewal: float) -> float:
            cells, grid = masses_of(MOSTLY_GOOD, 0.75, 1.0), grid_for(0.75, 1.0)
            return float(month_by_month(good, bad, population=cells, renewal=renewal, grid=grid)[2].sum())

        assert fit(h) >= max(fit(max(h - 0.002, 0.0)), fit(h + 0.002))
