"""An invented but complete explanation: an agency of the pictures, with numbers that agree with each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from fairnotice.evaluation.result import (
    Condition,
    CountedContract,
    Estimate,
    Explanation,
    InsufficientEvidence,
    Missing,
    MonthEstimate,
    Part,
    Provenance,
    Verdict,
    WhatIf,
)

LOOK_AT = datetime(2026, 11, 1, 3, tzinfo=UTC)
LOOK_ON = LOOK_AT.date()


def a_provenance(**changes: Any) -> Provenance:
    """Return where the numbers of the November look come from."""
    return replace(
        Provenance(
            policy="marketplace-quality",
            policy_title="Quality policy",
            policy_version=1,
            provision="Q2.1",
            snapshot="s12-9c41e07a",
            window_from=date(2024, 11, 1),
            window_to=date(2026, 10, 31),
            as_of=LOOK_AT,
            next_look_on=date(2026, 12, 1),
        ),
        **changes,
    )


def an_estimate(*, mean: float = 0.53, v: float = 0.92) -> Estimate:
    """Return an estimate whose dots, ranges and chance agree."""
    below = int(20 * v)
    dots = tuple(0.75 - 0.02 * (below - i) for i in range(below)) + tuple(
        min(0.76 + 0.02 * i, 0.99) for i in range(20 - below)
    )
    return Estimate(
        mean=mean,
        low=max(mean - 0.2, 0.01),
        high=min(mean + 0.29, 0.99),
        likely_low=max(mean - 0.1, 0.02),
        likely_high=min(mean + 0.12, 0.98),
        v=v,
        dots=dots,
    )


def a_contract(number: int, *, satisfied: bool, worker: int = 1, client: int | None = None) -> CountedContract:
    """Return one rated contract; its number gives it a client, an end and an id."""
    ended = date(2026, 10, 10) - timedelta(days=17 * number)
    client = number if client is None else client
    return CountedContract(
        contract_id=f"C-{88213 - 11 * number}",
        client_id=f"client-{client}",
        client_name=f"Client {client}",
        worker_id=f"member-{worker}",
        worker_name=f"Member {worker}",
        category="design",
        started_on=ended - timedelta(days=30),
        ended_on=ended,
        counts="satisfied" if satisfied else "adverse",
        code="client_satisfied" if satisfied else "client_unsatisfied",
        sentence="The client was satisfied." if satisfied else "The client was not satisfied.",
        weight=1.0,
        stars=5 if satisfied else 2,
        recommend=None,
        comment="" if satisfied else "It came ten days late.",
        rated_on=ended + timedelta(days=2),
    )


def an_explanation(
    *,
    account_id: str = "agency-1",
    kind: str = "agency",
    name: str = "Quillfern Studio",
    verdict: Verdict = Verdict.FINDING,
    satisfied: int = 6,
    adverse: int = 6,
    **changes: Any,
) -> Explanation:
    """Return what a look says about one account: half of twelve clients were not satisfied."""
    contracts = tuple(
        a_contract(i, satisfied=i % 2 == 1 if i < 2 * min(satisfied, adverse) else satisfied > adverse, worker=i % 3)
        for i in range(satisfied + adverse)
    )
    rated = len(contracts)
    bad = [c.contract_id for c in contracts if c.counts == "adverse"]
    left_out = replace(
        a_contract(rated, satisfied=True),
        counts="left_out",
        code="still_open",
        sentence="Still open. Open contracts never count, and you need not close them.",
        ended_on=None,
        stars=None,
        rated_on=None,
        weight=0.0,
    )
    estimate = an_estimate()
    provision = "Q2.1" if kind == "agency" else "Q2.2"
    base = Explanation(
        account_id=account_id,
        kind=kind,
        name=name,
        verdict=verdict,
        provenance=a_provenance(provision=provision),
        standard=0.75,
        bar=0.80,
        keeps=0.50,
        estimate=estimate,
        contracts=(*contracts, left_out),
        by_member=tuple(
            Part(f"member-{m}", f"Member {m}", rated // 3, satisfied // 3, 1.0, None, 0.71) for m in range(3)
        ),
        by_client=tuple(
            Part(c.client_id, c.client_name, 1, int(c.counts == "satisfied"), 1.0, None, 0.88) for c in contracts
        ),
        over_time=tuple(
            MonthEstimate(date(2026, m, 1), rated - (11 - m), 0.60, 0.40, 0.85, 0.50, 0.70) for m in range(6, 12)
        ),
        conditions=(
            Condition("recent_rated", True, 22.0, 90.0, "The last rated contract is 22 days old."),
            Condition("chance", True, 0.92, 0.80, "The chance of being below the standard is 92 in 100."),
        ),
        what_if=WhatIf(
            more=tuple(max(0.92 - 0.07 * n, 0.05) for n in range(13)),
            enough=7,
            removals=tuple(bad[:3]),
            v_without_removals=0.48,
            lapses_on=date(2027, 1, 24),
        ),
        population_low=0.77,
        population_high=0.99,
        posts_without_hire=8,
    )
    return replace(base, **changes)


def not_enough_evidence(**changes: Any) -> Explanation:
    """Return the answer "not enough evidence": two rated contracts of five, none in the last 90 days."""
    missing = (
        Missing("rated", needed=5, have=2),
        Missing("clients", needed=3, have=2),
        Missing("recent_rated", needed=1, have=0, within_days=90, last_on=date(2025, 9, 1)),
    )
    base = an_explanation(verdict=Verdict.INSUFFICIENT_EVIDENCE, satisfied=1, adverse=1)
    return replace(
        base,
        estimate=InsufficientEvidence(missing),
        over_time=(),
        what_if=None,
        reasons=("rated", "clients", "recent_rated"),
        **changes,
    )
