"""One account's estimate, step by step, with the numbers of the documentation."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from typing import Any

import numpy as np
import pytest

from fairnotice.evaluation import engine
from fairnotice.evaluation.answers import Answers
from fairnotice.evaluation.grid import CELLS, cut_for, grid_for, masses_of
from fairnotice.evaluation.model import LookModel, Population
from fairnotice.evaluation.one_account import OneAccount
from fairnotice.evaluation.prior import learn_strictness
from fairnotice.evaluation.renewal import bad_share, month_by_month, population_cells
from fairnotice.evaluation.result import Estimate, InsufficientEvidence, Missing
from fairnotice.evaluation.tally import OtherCounterparties, StrictnessTallies
from fairnotice.evaluation.weights import failure_rate, outlier, repeat_weight
from fairnotice.evaluation.what_if import looks_until
from tests.support.evidence import (
    FRESH,
    MONTHS,
    MOSTLY_GOOD,
    Vote,
    a_model,
    adverse,
    evidence_of,
    ints,
    rules,
    satisfied,
)
from tests.support.worked_examples import worked_example

POLICY, PROVISION = rules()
LOOK_ON, NEXT_LOOK_ON = date(2026, 11, 1), date(2026, 12, 1)
ACCOUNT = [
    *satisfied("a", [2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 21, 22, 23]),
    *adverse("a", [11, 13, 15, 17, 19, 20, 21, 22, 23, 23]),
    Vote("a", "f0", 23, adverse=True),
]


def documented() -> dict[str, str]:
    """Return what the documentation answers about ``ACCOUNT``."""
    return {row["question"]: row["answer"] for row in worked_example("finding", "account")}


class TestTheCut:
    def test_follows_kappa(self) -> None:
        for row in worked_example("what-is-estimated", "cut"):
            assert f"{cut_for(0.75, float(row['kappa'])):.4f}" == row["cut"]

    @pytest.mark.parametrize("kappa", [0.3, 1.0, 2.7])
    @pytest.mark.parametrize("standard", [0.5, 0.75, 0.9])
    def test_is_an_exact_edge_on_both_scales(self, standard: float, kappa: float) -> None:
        grid = grid_for(standard, kappa)
        assert (grid.edges[grid.below], grid.true_edges[grid.below]) == (cut_for(standard, kappa), standard)
        assert len(grid.points) == CELLS
        assert (np.diff(grid.edges) > 0).all()
        assert ((grid.points > grid.edges[:-1]) & (grid.points < grid.edges[1:])).all()

    def test_keeps_the_whole_population(self) -> None:
        assert masses_of(MOSTLY_GOOD, 0.75, 1.0).sum() == pytest.approx(1.0, abs=1e-15)


class TestClients:
    def test_weigh_less_when_they_repeat(self) -> None:
        for row in worked_example("clients", "weights"):
            number = int(row["contracts"])
            each = float(repeat_weight(ints([number]), 0.3)[0])
            assert (f"{each:.3f}", f"{number * each:.3f}") == (row["weight each"], row["together"])

    def test_are_barred_by_what_others_made_of_them(self) -> None:
        for row in worked_example("clients", "barred"):
            others, failed = ints([int(row["others"])]), ints([int(row["adverse"])])
            assert f"{failure_rate(others, failed, a_model())[0]:.3f}" == row["rate"]
            assert outlier(others, failed, a_model(), POLICY)[0] == (row["barred"] == "yes")

    def test_are_learned_like_accounts(self) -> None:
        told = StrictnessTallies(n=ints([10, 10, 10]), k=ints([0, 1, 10]), count=ints([800, 190, 10]))
        model = a_model(strictness=learn_strictness(told, least_clients=500))
        rates = failure_rate(ints([10, 10, 10]), ints([0, 1, 10]), model)
        assert rates.tolist() == [
            pytest.approx(0.02, abs=0.02),
            pytest.approx(0.05, abs=0.03),
            pytest.approx(0.95, abs=0.06),
        ]

    def test_weigh_nothing_when_barred(self) -> None:
        strict = {"f0": OtherCounterparties(20, 18)}
        evidence = evidence_of(ACCOUNT, others=strict)
        weights = engine.weights_of(evidence, a_model(), policy=POLICY)
        barred = [one.contract_id for one in evidence.rated if one.client_id == "f0"]
        assert len(barred) == 2
        assert [weights[one] for one in barred] == [0.0, 0.0]
        without = evidence_of([vote for vote in ACCOUNT if vote.client != "f0"])
        assert OneAccount(evidence, a_model(), POLICY).v == OneAccount(without, a_model(), POLICY).v


class TestTheFilter:
    def test_moves_as_the_documentation_says(self) -> None:
        rows = worked_example("drift", "drift")
        grid, cells = population_cells(a_model())
        good, bad = (
            np.array([[float(row["outcome"] == outcome) for row in rows]]) for outcome in ("satisfied", "adverse")
        )
        _, below, _ = month_by_month(good, bad, population=cells, renewal=0.02, grid=grid)
        assert [f"{v:.4f}" for v in below[0]] == [row["v"] for row in rows]

    def test_can_hold_a_late_satisfied_contract_against_an_account(self) -> None:
        rows = worked_example("drift", "late")
        population = Population("npmle", (36.0, 20.0, 4.0), (4.0, 20.0, 36.0), (0.85, 0.1, 0.05), 0.0, 1000)
        grid, cells = grid_for(0.75, 1.0), masses_of(population, 0.75, 1.0)
        good, bad = (np.array([[float(row[outcome]) for row in rows]]) for outcome in ("satisfied", "adverse"))
        for column, more in (("v", 0), ("v with five satisfied more in month 2", 5)):
            good[0, 1] = more
            _, below, _ = month_by_month(good, bad, population=cells, renewal=0.005, grid=grid)
            assert [f"{v:.4f}" for v in below[0]] == [row[column] for row in rows]

    @pytest.mark.parametrize("h", [0.0, 0.02, 0.2])
    def test_moves_towards_the_population_in_silence(self, h: float) -> None:
        model = a_model(renewal=h)
        grid, cells = population_cells(model)
        votes = np.zeros((1, 5))
        votes[0, 0] = 4.0
        _, below, _ = month_by_month(np.zeros((1, 5)), votes, population=cells, renewal=h, grid=grid)
        for v, after in zip(below[0], below[0][1:], strict=False):
            assert after == pytest.approx(v + h * (bad_share(model) - v), abs=1e-12)


class TestAnAccount:
    def test_has_the_documented_estimate(self) -> None:
        told = documented()
        estimate = engine.estimate_of(
            evidence_of(ACCOUNT), a_model(), policy=POLICY, provision=PROVISION, as_of=LOOK_ON
        )
        assert isinstance(estimate, Estimate)
        names = ["v", "estimate", "very likely from", "very likely to", "most likely from", "most likely to"]
        shown = [estimate.v, estimate.mean, estimate.low, estimate.high, estimate.likely_low, estimate.likely_high]
        assert [f"{one:.4f}" for one in shown] == [told[name] for name in names]
        assert str(sum(dot < 0.75 for dot in estimate.dots)) == told["dots below"]

    def test_meets_the_documented_conditions(self) -> None:
        told = documented()
        conditions = {
            one.code: one
            for one in engine.conditions_of(evidence_of(ACCOUNT), a_model(), policy=POLICY, provision=PROVISION)
        }
        assert all(one.holds for one in conditions.values())
        assert f"{conditions['without_one_client'].have:.4f}" == told["v without any one client"]
        assert f"{conditions['without_two_clients'].have:.4f}" == told["v without any two clients"]

    def test_has_the_documented_ways_out(self) -> None:
        told = documented()
        ways = engine.what_if(
            evidence_of(ACCOUNT),
            a_model(),
            policy=POLICY,
            provision=PROVISION,
            as_of=LOOK_ON,
            next_look_on=NEXT_LOOK_ON,
        )
        assert ways is not None
        assert ways.enough is not None
        assert str(ways.enough) == told["satisfied contracts with new clients that would be enough"]
        assert f"{ways.more[ways.enough]:.4f}" == told["v with so many"]
        assert str(len(ways.removals)) == told["fewest adverse contracts to fall away"]
        assert f"{ways.v_without_removals:.4f}" == told["v without those"]
        assert str(ways.lapses_on) == told["lapses on"]

    def test_is_what_its_ways_out_say_when_they_are_taken(self) -> None:
        now = satisfied("a", [MONTHS - 1] * 12, prefix="new")
        account = OneAccount(evidence_of(ACCOUNT), a_model(), POLICY)
        taken = OneAccount(evidence_of(ACCOUNT + now), a_model(), POLICY)
        everything = np.ones((1, len(account.contracts)), dtype=bool)
        assert float(account.chances(everything, ints([12]))[0]) == pytest.approx(taken.v, abs=1e-12)

    def test_shows_each_client_s_part(self) -> None:
        parts = engine.by_client(
            evidence_of(ACCOUNT),
            a_model(),
            policy=POLICY,
            provision=PROVISION,
            names={"f0": "Anna"},
        )
        assert (parts[0].id, parts[0].name, parts[0].rated, parts[0].satisfied) == ("f0", "Anna", 2, 0)
        assert parts[0].weight_each == pytest.approx(1 / 1.3)
        without = OneAccount(evidence_of([vote for vote in ACCOUNT if vote.client != "f0"]), a_model(), POLICY)
        assert parts[0].v_without == pytest.approx(without.v, abs=1e-12)
        assert parts[0].v_without == min(part.v_without for part in parts if part.v_without is not None)

    def test_says_the_same_at_once_as_one_by_one(self) -> None:
        votes = [replace(vote, worker="careless" if vote.adverse else "careful") for vote in ACCOUNT]
        evidence, model, names = evidence_of(votes), a_model(), {"f0": "Anna"}
        judged: dict[str, Any] = {"policy": POLICY, "provision": PROVISION}
        told = engine.answers_of(
            evidence,
            model,
            **judged,
            as_of=LOOK_ON,
            next_look_on=NEXT_LOOK_ON,
            reasons=("year_full",),
            names=names,
            members=True,
        )
        assert told == Answers(
            estimate=engine.estimate_of(evidence, model, **judged, as_of=LOOK_ON),
            weights=engine.weights_of(evidence, model, policy=POLICY),
            by_client=engine.by_client(evidence, model, **judged, names=names),
            by_member=engine.by_member(evidence, model, **judged, as_of=LOOK_ON, names=names),
            over_time=engine.over_time(evidence, model, **judged, as_of=LOOK_ON),
            conditions=engine.conditions_of(evidence, model, **judged, reasons=("year_full",)),
            what_if=engine.what_if(evidence, model, **judged, as_of=LOOK_ON, next_look_on=NEXT_LOOK_ON),
        )

    def test_shows_each_member_alone_and_the_agency_without(self) -> None:
        votes = [replace(vote, worker="careless" if vote.adverse else "careful") for vote in ACCOUNT]
        parts = engine.by_member(
            evidence_of(votes), a_model(), policy=POLICY, provision=PROVISION, as_of=LOOK_ON, names={}
        )
        assert [part.id for part in parts] == ["careless", "careful"]
        alone = [part.estimate.v for part in parts if isinstance(part.estimate, Estimate)]
        assert alone[0] > 0.99
        assert alone[1] < 0.01
        assert parts[0].v_without == pytest.approx(alone[1], abs=1e-12)

    def test_ends_its_history_with_the_estimate_of_the_look(self) -> None:
        evidence = evidence_of(ACCOUNT, previous_v=0.9)
        history = engine.over_time(evidence, a_model(), policy=POLICY, provision=PROVISION, as_of=LOOK_ON)
        estimate = engine.estimate_of(evidence, a_model(), policy=POLICY, provision=PROVISION, as_of=LOOK_ON)
        assert isinstance(estimate, Estimate)
        assert [history[0].month, history[-1].month] == [date(2025, 2, 1), LOOK_ON]
        assert (history[0].rated, history[-1].rated, len(history)) == (1, len(ACCOUNT), MONTHS - 2)
        last = history[-1]
        assert (last.mean, last.low, last.likely_high) == (estimate.mean, estimate.low, estimate.likely_high)

    def test_without_enough_evidence_hears_what_is_missing(self) -> None:
        few = [Vote("a", "c", 5), Vote("a", "c", 6)]
        lacks = engine.estimate_of(evidence_of(few), a_model(), policy=POLICY, provision=PROVISION, as_of=LOOK_ON)
        last_on = LOOK_ON - timedelta(days=30 * (MONTHS - 7) + 10)
        assert lacks == InsufficientEvidence(
            (
                Missing("rated", 5, 2),
                Missing("clients", 3, 1),
                Missing("recent_rated", 1, 0, 90, last_on),
            )
        )

    def test_with_no_contract_at_all_is_no_trouble(self) -> None:
        nothing, model = evidence_of([]), a_model()
        lacks = engine.estimate_of(nothing, model, policy=POLICY, provision=PROVISION, as_of=LOOK_ON)
        assert isinstance(lacks, InsufficientEvidence)
        assert [one.code for one in lacks.missing] == ["rated", "clients", "recent_rated"]
        assert engine.over_time(nothing, model, policy=POLICY, provision=PROVISION, as_of=LOOK_ON) == ()
        assert engine.by_client(nothing, model, policy=POLICY, provision=PROVISION, names={}) == ()
        ways = engine.what_if(
            nothing, model, policy=POLICY, provision=PROVISION, as_of=LOOK_ON, next_look_on=NEXT_LOOK_ON
        )
        assert ways is None
        conditions = engine.conditions_of(nothing, model, policy=POLICY, provision=PROVISION)
        assert not any(one.holds for one in conditions)


class TestTheMinimumRule:
    def test_lets_good_news_only_lower_v(self) -> None:
        quiet = [vote for vote in ACCOUNT if not vote.new]
        recomputed = OneAccount(evidence_of(quiet), a_model(), POLICY).v
        account = OneAccount(evidence_of([*quiet, Vote("a", "new", MONTHS - 1)], previous_v=0.4), a_model(), POLICY)
        assert recomputed > 0.8
        assert account.v == pytest.approx(0.98 * 0.4 + 0.02 * bad_share(a_model()))

    def test_does_not_hold_back_an_adverse_outcome(self) -> None:
        account = OneAccount(evidence_of(ACCOUNT, previous_v=0.1), a_model(), POLICY)
        assert account.v == OneAccount(evidence_of(ACCOUNT), a_model(), POLICY).v

    def test_lowers_what_ifs_with_the_account(self) -> None:
        quiet = evidence_of([vote for vote in ACCOUNT if not vote.new], previous_v=0.6)
        account = OneAccount(quiet, a_model(), POLICY)
        everything = np.ones((2, len(account.contracts)), dtype=bool)
        unchanged, more = account.chances(everything, ints([0, 3])).tolist()
        assert unchanged == pytest.approx(account.v, abs=1e-12)
        assert more < account.v


class TestTheFewestRemovals:
    @pytest.mark.parametrize("count", [3, 4, 6])
    def test_are_the_fewest_and_suffice(self, count: int) -> None:
        votes = [*satisfied("a", [3, 9, 15, 21, 22]), *adverse("a", [4, 12, 20, 21, 22, 23][-count:])]
        account = OneAccount(evidence_of(votes), a_model(), POLICY)
        ways = engine.what_if(
            account.evidence, a_model(), policy=POLICY, provision=PROVISION, as_of=LOOK_ON, next_look_on=NEXT_LOOK_ON
        )
        assert ways is not None
        if account.v < PROVISION.keeps:
            assert ways.removals == ()
            return
        ids = [one.contract_id for one in account.contracts]
        bad = [one.contract_id for one in account.contracts if one.adverse]
        for size in range(1, len(ways.removals)):
            for gone in combinations(bad, size):
                kept = np.array([[one not in gone for one in ids]])
                assert account.chances(kept)[0] >= PROVISION.keeps
        kept = np.array([[one not in ways.removals for one in ids]])
        assert account.chances(kept)[0] == ways.v_without_removals
        assert account.chances(kept)[0] < PROVISION.keeps


class TestALapse:
    @pytest.mark.parametrize(("v", "h"), [(0.9, 0.02), (0.51, 0.02), (0.9, 0.2)])
    def test_by_silence_comes_at_the_first_look_below(self, v: float, h: float) -> None:
        looks = looks_until(v, keeps=0.5, bad=0.15, h=h)
        assert looks is not None
        moved = [v]
        for _ in range(looks):
            moved.append(moved[-1] + h * (0.15 - moved[-1]))
        assert moved[-1] < 0.5 <= moved[-2]

    def test_by_silence_never_comes_where_the_population_is_below(self) -> None:
        assert looks_until(0.9, keeps=0.5, bad=0.6, h=0.02) is None
        assert looks_until(0.9, keeps=0.5, bad=0.1, h=0.0) is None

    def test_is_not_told_to_an_account_without_finding(self) -> None:
        ways = engine.what_if(
            evidence_of(satisfied("a", [19, 20, 21, 22, 23])),
            a_model(),
            policy=POLICY,
            provision=PROVISION,
            as_of=LOOK_ON,
            next_look_on=NEXT_LOOK_ON,
        )
        assert ways is not None
        assert (ways.lapses_on, ways.removals, ways.enough) == (None, (), 0)


class TestAModel:
    def test_comes_back_from_json_to_the_bit(self) -> None:
        model: LookModel = a_model(renewal=0.1 + 0.2)
        assert LookModel.from_json(model.as_json()) == model

    def test_knows_clients_whom_nobody_else_knows(self) -> None:
        strangers = dict.fromkeys([f"f{place}" for place in range(11)], FRESH)
        conditions = engine.conditions_of(
            evidence_of(ACCOUNT, others=strangers), a_model(), policy=POLICY, provision=PROVISION
        )
        assert [one.code for one in conditions if not one.holds] == ["adverse_clients"]

    def test_asks_the_ledger_only_about_those_who_meet_all_else(self) -> None:
        strangers = dict.fromkeys([f"f{place}" for place in range(11)], FRESH)
        for others, asked in ((None, True), (strangers, False)):
            evidence = evidence_of(ACCOUNT, others=others)
            conditions = engine.conditions_of(evidence, a_model(), policy=POLICY, provision=PROVISION)
            assert ("few_wrong" in {one.code for one in conditions}) is asked
