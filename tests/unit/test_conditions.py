"""Every condition of a finding holds somebody back on its own."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest

from fairnotice.evaluation import engine
from fairnotice.evaluation.appraisal import Appraisals, Previous
from fairnotice.evaluation.conditions import lapsed
from fairnotice.evaluation.one_account import OneAccount
from fairnotice.evaluation.reasons import SENTENCES, Reason
from fairnotice.evaluation.record import explanation_from_json, explanation_to_json
from fairnotice.evaluation.result import InsufficientEvidence, Missing
from fairnotice.evaluation.tally import OtherCounterparties
from fairnotice.kernel.fingerprint import canonical_json
from tests.support.evidence import FRESH, MONTHS, Vote, a_model, adverse, evidence_of, range_of, rules, satisfied
from tests.support.explanations import an_explanation

POLICY, PROVISION = rules()
NOW = MONTHS - 1
FOUND = [*satisfied("a", [12, 16, 20]), *adverse("a", [13, 15, 17, 19, 21, 22, 23])]


def appraised(votes: list[Vote], others: Mapping[str, OtherCounterparties] | None = None) -> Appraisals:
    return engine.appraise(
        range_of(votes, others=others), a_model(), policy=POLICY, provision=PROVISION, previous=Previous.none(1)
    )


def codes(one: Appraisals) -> tuple[str, ...]:
    return engine.reason_codes(one.reasons.tolist())[0]


def moved(votes: list[Vote], back: int) -> list[Vote]:
    return [Vote(vote.account, vote.client, vote.month - back, vote.adverse) for vote in votes]


class TestAFinding:
    def test_needs_nothing_more_than_this(self) -> None:
        one = appraised(FOUND)
        assert (bool(one.finding[0]), bool(one.heads_up[0]), codes(one)) == (True, True, ())

    @pytest.mark.parametrize(
        ("code", "votes"),
        [
            ("too_few_rated", FOUND[-4:]),
            ("too_few_clients", [Vote("a", f"c{n % 2}", n, adverse=True) for n in range(14, 24)]),
            ("nothing_recent", moved(FOUND, 3)),
            ("no_recent_adverse", [*moved(FOUND[3:], 6), *satisfied("a", [NOW])]),
            ("no_new_adverse", [*moved(FOUND[3:], 1), *satisfied("a", [NOW])]),
            ("not_sure_enough", [*FOUND, *satisfied("a", [18, 20, 21, 22, 23, 23, 23, 23], prefix="t")]),
        ],
    )
    def test_is_held_back_by_each_condition(self, code: str, votes: list[Vote]) -> None:
        one = appraised(votes)
        assert code in codes(one)
        assert not one.finding[0]
        assert not one.heads_up[0]

    def test_is_held_back_when_the_unsatisfied_are_known_to_nobody_else(self) -> None:
        strangers = {f"f{place}": FRESH for place in range(6)}
        one = appraised(FOUND, strangers)
        assert (int(one.adverse_clients[0]), codes(one)) == (1, ("too_few_adverse_clients",))

    def test_rests_on_more_than_two_clients(self) -> None:
        one = appraised([*satisfied("a", [12, 13, 14]), *[Vote("a", f"f{n % 3}", NOW - n, True) for n in range(6)]])
        assert codes(one) == ("rests_on_two_clients",)
        assert one.v_one_out[0] >= PROVISION.keeps > one.v_two_out[0]
        assert (bool(one.finding[0]), bool(one.heads_up[0])) == (False, True)

    def test_rests_on_more_than_one_client(self) -> None:
        one = appraised([*satisfied("a", range(12, 17)), *[Vote("a", f"f{n % 3}", NOW - n, True) for n in range(4)]])
        assert codes(one) == ("rests_on_one_client",)
        assert not one.heads_up[0]

    def test_is_not_kept_off_by_its_own_quarrel_with_a_client(self) -> None:
        strict_with_others = {"f6": OtherCounterparties(5, 2)}
        assert appraised(FOUND, strict_with_others).rated[0] == len(FOUND)
        barred = {"f6": OtherCounterparties(5, 5)}
        assert appraised(FOUND, barred).rated[0] == len(FOUND) - 1

    def test_ignores_what_a_barred_client_says(self) -> None:
        strict = {"f6": OtherCounterparties(20, 19)}
        one = appraised(FOUND, strict)
        assert "no_new_adverse" in codes(one)
        assert (one.rated[0], one.adverse[0], one.clients[0]) == (9, 6, 9)


TWICE_ALIKE = [*FOUND, *adverse("a", [NOW, NOW], prefix="now")]
MIXED = [*FOUND, Vote("a", "f0", 20, adverse=True), Vote("a", "s1", 21), Vote("a", "s1", 22, adverse=True)]


class TestLeavingClientsOut:
    @pytest.mark.parametrize("votes", [MIXED, TWICE_ALIKE], ids=["repeats", "alike"])
    @pytest.mark.parametrize("clients_out", [1, 2])
    def test_finds_the_least_of_all_ways(self, clients_out: int, votes: list[Vote]) -> None:
        one = appraised(votes)
        account = OneAccount(evidence_of(votes), a_model(), POLICY)
        clients = sorted({vote.client for vote in votes})
        names = np.array([contract.client_id for contract in account.contracts])
        gone = [(c, d) for c in clients for d in clients if (c < d if clients_out == 2 else c == d)]
        v = account.chances(np.stack([~np.isin(names, pair) for pair in gone]))
        found = one.v_one_out[0] if clients_out == 1 else one.v_two_out[0]
        assert found == pytest.approx(v.min(), abs=1e-12)


class TestALapse:
    @pytest.mark.parametrize(
        ("v", "days", "expected"), [(0.49, 5, True), (0.50, 5, False), (0.99, 90, True), (0.99, 89, False)]
    )
    def test_comes_with_doubt_or_with_time(self, v: float, days: int, expected: bool) -> None:
        assert lapsed(v, days_since_rated=days, provision=PROVISION) is expected


class TestReasons:
    def test_have_one_stable_word_and_one_sentence_each(self) -> None:
        assert len(SENTENCES) == len(Reason)
        assert all(code.replace("_", "").islower() and text.endswith(".") for code, text in SENTENCES.items())
        assert [reason.bit for reason in Reason] == [1 << place for place in range(len(Reason))]
        assert [reason.code for reason in Reason][:4] == [
            "too_few_rated",
            "too_few_clients",
            "nothing_recent",
            "no_recent_adverse",
        ]


class TestARecord:
    def test_brings_an_explanation_back_as_it_was(self) -> None:
        told = an_explanation()
        data = explanation_to_json(told)
        assert canonical_json(data)
        assert explanation_from_json(data) == told

    def test_brings_back_what_was_not_enough(self) -> None:
        told = an_explanation(estimate=InsufficientEvidence((Missing("recent_rated", 1, 0, 90, None),)), what_if=None)
        assert explanation_from_json(explanation_to_json(told)) == told
