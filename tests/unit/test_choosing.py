"""Who is told: the surest first, and only so many that few are wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairnotice.evaluation import engine
from fairnotice.evaluation.appraisal import Appraisals
from fairnotice.evaluation.choosing import Charge, Choice, PastCharges
from fairnotice.evaluation.result import Verdict
from fairnotice.policy.rulebook import Limits
from tests.support.evidence import rules
from tests.support.worked_examples import worked_example

POLICY, PROVISION = rules()
ROOMY = replace(POLICY, limits=Limits(wrong_per_10k_a_year=1e9, share_found=1.0))
LOOK_ON = date(2026, 11, 1)


def candidates(
    chances: Sequence[float], *, finding: bool = True, heads_up: bool = True, names: Sequence[str] = ()
) -> Appraisals:
    """Return accounts that meet every condition but the ledger's."""
    size = len(chances)
    zeros = np.zeros(size, dtype=np.int64)
    some = np.full(size, 0.5)
    return Appraisals(
        provision=PROVISION.id,
        accounts=tuple(names) or tuple(f"a{place}" for place in range(size)),
        v=np.array(chances),
        q_low=some,
        q_mean=some,
        q_high=some,
        v_one_out=some,
        v_two_out=some,
        contracts=zeros,
        rated=zeros,
        adverse=zeros,
        clients=zeros,
        adverse_clients=zeros,
        enough=np.ones(size, dtype=bool),
        finding=np.full(size, finding),
        heads_up=np.full(size, heads_up),
        reasons=zeros,
    )


def chosen(one: Appraisals, past: PastCharges | None = None) -> Choice:
    return engine.choose([one], policy=ROOMY, past=past or PastCharges.none(), active=1000)


def found(choice: Choice) -> set[str]:
    return {a for a, verdict in zip(choice.accounts, choice.verdicts, strict=True) if verdict is Verdict.FINDING}


def charge(account: str, wrong: float, *, days_ago: int = 30, verdict: Verdict = Verdict.FINDING) -> Charge:
    return Charge(account, PROVISION.id, verdict, wrong, LOOK_ON - timedelta(days=days_ago))


class TestTheLedger:
    def test_finds_whom_the_documentation_says(self) -> None:
        rows = worked_example("finding", "ledger")
        one = candidates([float(row["v"]) for row in rows], names=[row["account"] for row in rows], heads_up=False)
        choice = chosen(one)
        assert found(choice) == {row["account"] for row in rows if row["found"] == "yes"}
        spent = [float(row["charge"]) for row in rows]
        assert [f"{sum(spent[: n + 1]) / (n + 1):.3f}" for n in range(len(rows))] == [r["mean so far"] for r in rows]
        assert choice.charged.tolist() == pytest.approx([*spent[:3], 0.0])
        assert engine.reason_codes(choice.reasons.tolist())[-1] == ("ledger_full",)

    def test_counts_all_first_findings_ever(self) -> None:
        saved = PastCharges.of([charge("x", 0.0), charge("y", 0.0)], look_on=LOOK_ON)
        spent = PastCharges.of([charge("x", 0.05), charge("y", 0.05)], look_on=LOOK_ON)
        one = candidates([0.85])
        assert found(chosen(one, saved)) == {"a0"}
        assert found(chosen(one, spent)) == set()

    def test_charges_a_standing_finding_once(self) -> None:
        past = PastCharges.of([charge("a0", 0.04), charge("a0", 0.03, days_ago=60)], look_on=LOOK_ON)
        assert (past.findings.count, past.findings.wrong) == (1, 0.03)
        choice = chosen(candidates([0.81]), past)
        assert found(choice) == {"a0"}
        assert choice.charged.tolist() == [0.0]
        assert engine.reason_codes(choice.reasons.tolist()) == [("sure_enough", "told_before")]

    def test_charges_a_first_finding_after_a_heads_up(self) -> None:
        past = PastCharges.of([charge("a0", 0.15, verdict=Verdict.HEADS_UP)], look_on=LOOK_ON)
        assert (past.findings.count, past.tellings.count) == (0, 1)
        assert chosen(candidates([0.97]), past).charged.tolist() == pytest.approx([0.03])

    def test_gives_a_heads_up_where_a_finding_costs_too_much(self) -> None:
        choice = chosen(candidates([0.92]))
        assert choice.verdicts == (Verdict.HEADS_UP,)
        assert choice.charged.tolist() == pytest.approx([0.08])
        assert engine.reason_codes(choice.reasons.tolist()) == [("ledger_full",)]

    def test_says_nothing_to_those_who_meet_no_condition(self) -> None:
        clear = candidates([0.99], finding=False, heads_up=False)
        few = replace(clear, enough=np.array([False]))
        assert chosen(clear).verdicts == (Verdict.CLEAR,)
        assert chosen(few).verdicts == (Verdict.INSUFFICIENT_EVIDENCE,)

    def test_of_nobody_is_empty(self) -> None:
        assert engine.choose([], policy=POLICY, past=PastCharges.none(), active=0).verdicts == ()


class TestTheLimits:
    def test_of_a_year_forget_what_is_older(self) -> None:
        tight = replace(POLICY, limits=Limits(wrong_per_10k_a_year=0.5, share_found=1.0))
        for days_ago, expected in ((300, set()), (400, {"a0"})):
            past = PastCharges.of([charge("x", 0.04, days_ago=days_ago)], look_on=LOOK_ON)
            choice = engine.choose([candidates([0.98])], policy=tight, past=past, active=1000)
            assert found(choice) == expected
            assert ("year_full" in engine.reason_codes(choice.reasons.tolist())[0]) == (not expected)

    def test_cap_the_share_found_in_one_look(self) -> None:
        tight = replace(POLICY, limits=Limits(wrong_per_10k_a_year=1e9, share_found=0.4))
        choice = engine.choose(
            [candidates([0.99, 0.999, 0.98, 0.97, 0.96])], policy=tight, past=PastCharges.none(), active=1000
        )
        assert found(choice) == {"a0", "a1"}
        assert engine.reason_codes(choice.reasons.tolist())[2] == ("share_full",)

    def test_break_ties_by_account(self) -> None:
        tight = replace(POLICY, limits=Limits(wrong_per_10k_a_year=1e9, share_found=0.34))
        for names in (["b", "a", "c"], ["c", "b", "a"]):
            one = candidates([0.99, 0.99, 0.99], names=names)
            assert found(engine.choose([one], policy=tight, past=PastCharges.none(), active=1000)) == {"a"}


class TestAnyChoice:
    @settings(max_examples=60, deadline=None)
    @given(
        st.lists(st.floats(0.8, 1.0), max_size=30),
        st.lists(st.tuples(st.floats(0.0, 0.2), st.integers(0, 800), st.sampled_from(["x", "y", "z", "a0"]))),
        st.integers(1, 3),
    )
    def test_keeps_the_lifetime_share_of_wrong_findings(
        self, chances: list[float], past: list[tuple[float, int, str]], parts: int
    ) -> None:
        before = PastCharges.of([charge(name, wrong, days_ago=ago) for wrong, ago, name in past], look_on=LOOK_ON)
        one = candidates(chances)
        size = max(len(chances) // parts, 1)
        ranges = [
            candidates(chances[low : low + size], names=one.accounts[low : low + size])
            for low in range(0, len(chances), size)
        ]
        choice = engine.choose(ranges, policy=ROOMY, past=before, active=1000)
        assert choice.verdicts == (chosen(one, before).verdicts if chances else ())
        told = {account for account, _ in before.findings.told}
        new = [place for place, name in enumerate(choice.accounts) if name in found(choice) - told]
        wrong = before.findings.wrong + sum(choice.charged[new].tolist())
        count = before.findings.count + len(new)
        if new:
            assert wrong <= PROVISION.finding.alpha * count + 1e-9
            surest = {choice.v[place] for place in new}
            others = [
                v
                for v, name, verdict in zip(choice.v, choice.accounts, choice.verdicts, strict=True)
                if verdict is not Verdict.FINDING and (name, PROVISION.id) not in before.findings.told
            ]
            assert max(others, default=0.0) <= min(surest)
