"""Whatever happens on the marketplace, these hold of every evaluation."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairnotice.evaluation import engine
from fairnotice.evaluation.appraisal import Appraisals, Previous
from fairnotice.evaluation.choosing import PastCharges
from fairnotice.evaluation.estimate import estimate_from
from fairnotice.evaluation.grid import CELLS, grid_for
from fairnotice.evaluation.model import LookModel, Population
from fairnotice.evaluation.one_account import OneAccount
from fairnotice.evaluation.renewal import bad_share, month_by_month, population_cells
from fairnotice.evaluation.result import Verdict
from fairnotice.evaluation.tally import OtherCounterparties, RangeTallies
from tests.support.evidence import MONTHS, Vote, a_model, evidence_of, range_of, rules, satisfied, shuffled

POLICY, PROVISION = rules()
LAST = MONTHS - 1
FEW = settings(max_examples=40, deadline=None)

votes_of_one = st.lists(
    st.builds(
        Vote,
        account=st.just("a"),
        client=st.integers(0, 9).map("c{}".format),
        month=st.integers(0, LAST),
        adverse=st.booleans(),
    ),
    max_size=25,
)
votes_of_many = st.lists(
    st.builds(
        Vote,
        account=st.integers(0, 5).map("a{}".format),
        client=st.integers(0, 7).map("c{}".format),
        month=st.integers(0, LAST),
        adverse=st.booleans(),
    ),
    min_size=1,
    max_size=60,
)


@st.composite
def populations(draw: st.DrawFn) -> Population:
    """Return any mixture of up to three betas, good or bad."""
    means = draw(st.lists(st.floats(0.02, 0.98), min_size=1, max_size=3))
    raw = np.array(draw(st.lists(st.floats(0.05, 1.0), min_size=len(means), max_size=len(means))))
    shares = tuple((raw / raw.sum()).tolist())
    return Population("npmle", tuple(40 * m for m in means), tuple(40 * (1 - m) for m in means), shares, 0.0, 1000)


@st.composite
def models(draw: st.DrawFn) -> LookModel:
    return a_model(
        population=draw(populations()),
        renewal=draw(st.sampled_from([0.0, 0.005, 0.02, 0.2])),
        rho=draw(st.sampled_from([0.3, 0.6])),
        kappa=draw(st.sampled_from([0.5, 1.0, 2.0])),
    )


def appraised(tallies: RangeTallies, model: LookModel, previous: list[float] | None = None) -> Appraisals:
    before = Previous.none(len(tallies.pairs.accounts)) if previous is None else Previous(v=np.array(previous))
    return engine.appraise(tallies, model, policy=POLICY, provision=PROVISION, previous=before)


def verdicts(one: Appraisals) -> tuple[Verdict, ...]:
    """Return the verdicts with room for everybody."""
    return engine.choose([one], policy=POLICY, past=PastCharges.none(), active=10**9).verdicts


def same(one: Appraisals, other: Appraisals, piece: slice = slice(None)) -> bool:
    names = ("v", "q_low", "q_mean", "q_high", "v_one_out", "v_two_out", "rated", "adverse_clients", "reasons")
    return all(np.array_equal(getattr(one, n)[piece], getattr(other, n), equal_nan=n.startswith("v")) for n in names)


class TestAnEvaluation:
    @FEW
    @given(votes_of_many, models(), st.integers(0, 99))
    def test_does_not_depend_on_the_order_of_rows(self, votes: list[Vote], model: LookModel, seed: int) -> None:
        tallies = range_of(votes)
        assert same(appraised(tallies, model), appraised(shuffled(tallies, seed), model))

    def test_adds_up_unequal_weights_in_one_order(self) -> None:
        votes = [Vote("a", f"c{m}", LAST, adverse=bool(m % 3)) for m in range(1, 12) for _ in range(m)]
        tallies, model = range_of(votes), a_model()
        assert all(same(appraised(tallies, model), appraised(shuffled(tallies, seed), model)) for seed in range(20))

    @FEW
    @given(votes_of_many, models(), st.integers(1, 5))
    def test_does_not_depend_on_how_a_range_is_split(self, votes: list[Vote], model: LookModel, cut: int) -> None:
        names = sorted({vote.account for vote in votes})
        far = {client: OtherCounterparties(9, 2) for client in {vote.client for vote in votes}}
        # The accounts of the other part are other counterparties to this one, whoever holds them.
        whole = range_of(votes, others=far)
        for part in (names[:cut], names[cut:]):
            inside = [vote for vote in votes if vote.account in part]
            if inside:
                split = range_of(inside, others=far, accounts=part)
                counts = {c: i for i, c in enumerate(whole.pairs.clients)}
                at = [counts[client] for client in split.pairs.clients]
                split.clients.counterparties[:] = whole.clients.counterparties[at]
                split.clients.adverse[:] = whole.clients.adverse[at]
                low = names.index(part[0])
                assert same(appraised(whole, model), appraised(split, model), slice(low, low + len(part)))

    @FEW
    @given(votes_of_one, models(), st.floats(0.0, 1.0) | st.none())
    def test_of_one_account_alone_says_the_same_as_of_its_range(
        self, votes: list[Vote], model: LookModel, previous: float | None
    ) -> None:
        if not votes:
            return
        in_range = appraised(range_of(votes), model, [math.nan if previous is None else previous])
        alone = OneAccount(evidence_of(votes, previous_v=previous), model, POLICY)
        estimate = alone.estimate(bar=PROVISION.bar)
        assert (alone.v, estimate.low, estimate.mean, estimate.high) == (
            in_range.v[0],
            in_range.q_low[0],
            in_range.q_mean[0],
            in_range.q_high[0],
        )

    @FEW
    @given(votes_of_many, models())
    def test_sums_every_posterior_to_one(self, votes: list[Vote], model: LookModel) -> None:
        grid, cells = population_cells(model)
        rng = np.random.default_rng(len(votes))
        outcomes = rng.integers(0, 40, (2, 5, MONTHS)).astype(float)
        posterior, below, _ = month_by_month(
            outcomes[0], outcomes[1], population=cells, renewal=model.renewal, grid=grid
        )
        assert np.allclose(posterior.sum(axis=1), 1.0, atol=1e-12)
        assert ((below >= 0.0) & (below <= 1.0 + 1e-12)).all()


class TestAnAccount:
    @FEW
    @given(votes_of_one, models(), st.floats(0.0, 1.0) | st.none())
    def test_without_new_outcomes_is_never_found(
        self, votes: list[Vote], model: LookModel, previous: float | None
    ) -> None:
        quiet = [vote for vote in votes if not vote.new]
        tallies = range_of(quiet, accounts=["a"])
        one = appraised(tallies, model, [math.nan if previous is None else previous])
        assert verdicts(one)[0] in {Verdict.CLEAR, Verdict.INSUFFICIENT_EVIDENCE}

    @FEW
    @given(votes_of_one, models(), st.floats(0.0, 1.0))
    def test_without_new_adverse_outcomes_never_rises_through_the_bar(
        self, votes: list[Vote], model: LookModel, previous: float
    ) -> None:
        good_news = [vote for vote in votes if not (vote.new and vote.adverse)]
        v = appraised(range_of(good_news, accounts=["a"]), model, [previous]).v[0]
        assert v <= max(previous, bad_share(model)) + 1e-12

    @FEW
    @given(votes_of_one, models(), st.sampled_from(["one", "two"]))
    def test_is_never_found_on_the_word_of_one_client_nor_two(
        self, votes: list[Vote], model: LookModel, hostile: str
    ) -> None:
        enemies = {"c0"} if hostile == "one" else {"c0", "c1"}
        attacked = [v if v.client in enemies else Vote(v.account, v.client, v.month) for v in votes]
        attacked += [Vote("a", client, LAST, adverse=True) for client in sorted(enemies) for _ in range(6)]
        one = appraised(range_of(attacked), model)
        assert not one.finding[0]
        assert one.heads_up[0] <= (hostile == "two")

    @FEW
    @given(votes_of_one, models(), st.integers(1, 30))
    def test_never_looks_worse_for_more_satisfied_contracts(
        self, votes: list[Vote], model: LookModel, more: int
    ) -> None:
        now = satisfied("a", [LAST] * more, prefix="new")
        before = appraised(range_of(votes, accounts=["a"]), model).v[0]
        assert appraised(range_of(votes + now), model).v[0] <= before + 1e-12

    @FEW
    @given(votes_of_one, models())
    def test_is_judged_by_nobody_without_evidence(self, votes: list[Vote], model: LookModel) -> None:
        few = [vote for vote in votes if vote.client in {"c0", "c1"}]
        one = appraised(range_of(few, accounts=["a"]), model)
        assert verdicts(one) == (Verdict.INSUFFICIENT_EVIDENCE,)


class TestTheMinimumRule:
    @FEW
    @given(votes_of_one, models(), models(), st.integers(1, 6))
    def test_keeps_an_inactive_account_from_rising_however_the_model_is_learned_anew(
        self, votes: list[Vote], model: LookModel, relearned: LookModel, looks: int
    ) -> None:
        old = [Vote("a", vote.client, vote.month - 1, vote.adverse) for vote in votes if vote.month]
        v = appraised(range_of(votes, accounts=["a"]), model).v[0]
        for _ in range(looks):
            ceiling = max(v, bad_share(relearned))
            v = appraised(range_of(old, accounts=["a"]), relearned, [v]).v[0]
            assert v <= ceiling + 1e-12


class TestAnEstimate:
    @pytest.mark.parametrize("kappa", [1.0, 2.0])
    def test_agrees_with_the_decision_for_ten_thousand_posteriors(self, kappa: float) -> None:
        rng = np.random.default_rng(7)
        grid = grid_for(0.75, kappa)
        for number in range(5_000):
            posterior = rng.dirichlet(np.full(CELLS, rng.choice([0.02, 0.3, 5.0])))
            computed = float(posterior[: grid.below].sum())
            edges = (computed, rng.integers(0, 21) / 20, 0.8, float(np.nextafter(0.8, 0)), rng.random())
            v = min(edges[number % len(edges)], 1.0)
            bar = (0.8, 0.7, 0.95)[number % 3]
            estimate = estimate_from(posterior, v, bar=bar, grid=grid)
            assert (estimate.likely_high < 0.75) == (v >= bar)
            assert (estimate.likely_low < 0.75) == (v >= 1 - bar)
            assert sum(dot < 0.75 for dot in estimate.dots) == math.floor(20 * v)
            assert all(one <= other for one, other in zip(estimate.dots, estimate.dots[1:], strict=False))
            assert 0 <= estimate.low <= estimate.likely_low <= estimate.likely_high <= estimate.high <= 1
            assert 0 <= estimate.mean <= 1
