"""
Invented accounts: an agency below the standard, one too new to say, a freelancer whose clients are satisfied.

Long because it is data: each state that a page or component can be in stands here once.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from scipy.special import betainc, betaincinv

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

STANDARD, BAR, KEEPS = 0.75, 0.80, 0.50
LOOK = date(2026, 11, 1)
PROVENANCE = Provenance(
    policy="marketplace-quality",
    policy_title="Quality policy",
    policy_version=4,
    provision="Q2.1",
    snapshot="s12-9c41e07a",
    window_from=date(2024, 11, 1),
    window_to=date(2026, 10, 31),
    as_of=datetime(2026, 11, 1, 3, tzinfo=UTC),
    next_look_on=date(2026, 12, 1),
)


def estimate(satisfied: float, unsatisfied: float) -> Estimate:
    """Return the estimate of a beta distribution with these two counts."""

    def quantile(share: float) -> float:
        return float(betaincinv(satisfied, unsatisfied, share))

    return Estimate(
        mean=satisfied / (satisfied + unsatisfied),
        low=quantile(0.025),
        high=quantile(0.975),
        likely_low=quantile(1 - BAR),
        likely_high=quantile(BAR),
        v=float(betainc(satisfied, unsatisfied, STANDARD)),
        dots=tuple(quantile(min(i / 20, 0.995)) for i in range(1, 21)),
    )


def _contract(
    number: int, client: str, worker: str, *, stars: int | None, days: int, comment: str = ""
) -> CountedContract:
    """Return one invented contract that ended *days* before the look."""
    ended = LOOK - timedelta(days=days)
    counts = "unrated" if stars is None else ("satisfied" if stars >= 4 else "adverse")  # noqa: PLR2004  stars
    code = {"unrated": "no_feedback", "satisfied": "client_satisfied", "adverse": "client_unsatisfied"}[counts]
    sentence = {
        "unrated": "The client gave no feedback. Silence counts neither way.",
        "satisfied": "The client was satisfied.",
        "adverse": "The client was not satisfied.",
    }[counts]
    return CountedContract(
        contract_id=f"C-{number}",
        client_id=client.lower().replace(" ", "-"),
        client_name=client,
        worker_id=worker.lower().replace(" ", "-"),
        worker_name=worker,
        category="web development",
        started_on=ended - timedelta(days=40),
        ended_on=ended,
        counts=counts,
        code=code,
        sentence=sentence,
        weight=0.0 if stars is None else 1.0,
        stars=stars,
        recommend=None,
        comment=comment,
        rated_on=None if stars is None else ended + timedelta(days=3),
    )


def _left_out(number: int, client: str, worker: str, code: str, sentence: str, days: int | None) -> CountedContract:
    """Return one invented contract that was left out; *days* None is one still open."""
    made = _contract(number, client, worker, stars=None, days=days or 0)
    return replace(
        made, counts="left_out", code=code, sentence=sentence, ended_on=made.ended_on if days is not None else None
    )


AGENCY_CONTRACTS = (
    _left_out(
        89410,
        "Hollis Museum",
        "Ines Rovira",
        "still_open",
        "Still open. Open contracts never count, and you need not close them.",
        None,
    ),
    _contract(89001, "Cobalt Cycles", "Teo Adeyemi", stars=3, days=6, comment="Had to fix the import ourselves."),
    _contract(88702, "Larkfield Press", "Ines Rovira", stars=5, days=21),
    _contract(
        88213,
        "Gable & Finch",
        "Teo Adeyemi",
        stars=2,
        days=38,
        comment="Handed over three weeks late, checkout broken.",
    ),
    _contract(87991, "Tern Freight", "Ines Rovira", stars=5, days=50),
    _contract(87760, "Marrow Films", "Teo Adeyemi", stars=1, days=63),
    _contract(87431, "Oakline Stands", "Jonas Pell", stars=4, days=80),
    _contract(87102, "Juniper Legal", "Jonas Pell", stars=2, days=106, comment="Two features missing."),
    _contract(86990, "Verity Notaries", "Jonas Pell", stars=None, days=120),
    _contract(86544, "Sundial Travel", "Teo Adeyemi", stars=2, days=145, comment="Late, then unreachable."),
    _left_out(86120, "Cedar Table", "Teo Adeyemi", "nothing_worked", "Nothing was worked or paid.", 170),
    _contract(85810, "Larkfield Press", "Ines Rovira", stars=5, days=210),
)
AGENCY_OVER_TIME = tuple(
    MonthEstimate(
        month=date(2024 + (11 + index) // 12, (11 + index) % 12 + 1, 1),
        rated=0 if index == 0 else index,
        mean=middle,
        low=max(0.05, middle - wide),
        high=min(0.99, middle + wide * 0.6),
        likely_low=max(0.05, middle - wide / 3),
        likely_high=min(0.98, middle + wide / 4),
    )
    for index, (middle, wide) in enumerate(
        zip(
            (
                0.92,
                0.92,
                0.93,
                0.93,
                0.93,
                0.93,
                0.93,
                0.93,
                0.93,
                0.94,
                0.91,
                0.91,
                0.88,
                0.89,
                0.86,
                0.84,
                0.78,
                0.73,
                0.77,
                0.69,
                0.62,
                0.56,
                0.54,
                0.53,
            ),
            (
                0.14,
                0.14,
                0.13,
                0.12,
                0.11,
                0.11,
                0.1,
                0.1,
                0.1,
                0.1,
                0.14,
                0.14,
                0.3,
                0.2,
                0.34,
                0.32,
                0.3,
                0.3,
                0.34,
                0.29,
                0.29,
                0.24,
                0.25,
                0.25,
            ),
            strict=True,
        )
    )
)
MORE = (0.92, 0.89, 0.84, 0.78, 0.71, 0.63, 0.55, 0.44, 0.36, 0.3, 0.24, 0.2, 0.16)


def agency() -> Explanation:
    """Return an agency that was found, with members and clients."""
    return Explanation(
        account_id="a-quillfern",
        kind="agency",
        name="Quillfern Studio",
        verdict=Verdict.FINDING,
        provenance=PROVENANCE,
        standard=STANDARD,
        bar=BAR,
        keeps=KEEPS,
        estimate=estimate(7.4, 6.2),
        contracts=AGENCY_CONTRACTS,
        by_member=(
            Part("teo-adeyemi", "Teo Adeyemi", 11, 3, 0.9, estimate(5, 7), 0.03),
            Part("jonas-pell", "Jonas Pell", 4, 2, 1.0, InsufficientEvidence((Missing("rated", 5, 4),)), 0.89),
            Part("ines-rovira", "Ines Rovira", 9, 9, 0.7, estimate(28, 2), 0.98),
        ),
        by_client=(
            Part("cobalt-cycles", "Cobalt Cycles", 3, 0, 0.62, None, 0.71),
            Part("gable-finch", "Gable & Finch", 1, 0, 1.0, None, 0.81),
            Part("marrow-films", "Marrow Films", 1, 0, 1.0, None, 0.81),
            Part("juniper-legal", "Juniper Legal", 1, 0, 1.0, None, 0.82),
            Part("larkfield-press", "Larkfield Press", 4, 4, 0.53, None, 0.978),
            Part("tern-freight", "Tern Freight", 2, 2, 0.77, None, 0.966),
        ),
        over_time=AGENCY_OVER_TIME,
        conditions=(
            Condition(
                "rated_recently",
                holds=True,
                have=6,
                need=90,
                sentence="The last rated contract ended 6 days before the look; at most 90 are allowed.",
            ),
            Condition(
                "adverse_recently",
                holds=True,
                have=6,
                need=180,
                sentence="The last unsatisfied one ended 6 days before the look; at most 180 are allowed.",
            ),
            Condition(
                "sure_enough",
                holds=True,
                have=0.92,
                need=0.8,
                sentence="The chance of being below the standard reaches 80 in 100.",
            ),
            Condition(
                "without_two_clients",
                holds=True,
                have=0.71,
                need=0.5,
                sentence="Without any two clients it is still at least 50 in 100.",
            ),
        ),
        what_if=WhatIf(MORE, 7, ("C-88213", "C-87760", "C-87102"), 0.45, date(2027, 1, 24)),
        population_low=0.77,
        population_high=0.99,
        posts_without_hire=0,
    )


def newcomer() -> Explanation:
    """Return a freelancer of whom too little recent work is known."""
    worker = "Noor Haddad"
    contracts = (
        _left_out(
            89377,
            "Hollis Museum",
            worker,
            "still_open",
            "Still open. Open contracts never count, and you need not close them.",
            None,
        ),
        _left_out(
            89250,
            "Verity Notaries",
            worker,
            "not_yet_mature",
            "Ended too recently. It counts once the waiting time is over.",
            12,
        ),
        _left_out(
            88640,
            "Oakline Stands",
            worker,
            "client_own_reasons",
            "The client ended it for reasons of their own and said nothing about the work.",
            40,
        ),
        _left_out(87310, "Cedar Table", worker, "nothing_worked", "Nothing was worked or paid.", 130),
        _contract(85120, "Cedar Table", worker, stars=5, days=232),
        _contract(82004, "Brightwater Pumps", worker, stars=5, days=390),
    )
    return replace(
        agency(),
        account_id="f-haddad",
        kind="freelancer",
        name=worker,
        verdict=Verdict.INSUFFICIENT_EVIDENCE,
        provenance=replace(PROVENANCE, provision="Q2.2"),
        estimate=InsufficientEvidence(
            (
                Missing("rated", 5, 2, within_days=730),
                Missing("clients", 3, 2),
                Missing("recent_rated", 1, 0, within_days=90, last_on=date(2026, 3, 14)),
            )
        ),
        contracts=contracts,
        by_member=(),
        by_client=(
            Part("cedar-table", "Cedar Table", 1, 1, 1.0, None, None),
            Part("brightwater-pumps", "Brightwater Pumps", 1, 1, 1.0, None, None),
        ),
        over_time=(),
        conditions=(),
        what_if=None,
        posts_without_hire=14,
    )


def satisfied() -> Explanation:
    """Return a freelancer whose clients are satisfied."""
    worker = "Ines Rovira"
    return replace(
        agency(),
        account_id="f-rovira",
        kind="freelancer",
        name=worker,
        verdict=Verdict.CLEAR,
        provenance=replace(PROVENANCE, provision="Q2.2"),
        estimate=estimate(46, 3.2),
        contracts=tuple(
            replace(c, worker_id="f-rovira", worker_name=worker) for c in AGENCY_CONTRACTS if c.worker_name == worker
        ),
        by_member=(),
        by_client=(
            Part("larkfield-press", "Larkfield Press", 4, 4, 0.53, None, 0.02),
            Part("tern-freight", "Tern Freight", 2, 2, 0.77, None, 0.02),
        ),
        over_time=tuple(
            replace(m, mean=0.94, low=0.84, high=0.99, likely_low=0.91, likely_high=0.97) for m in AGENCY_OVER_TIME[6:]
        ),
        conditions=(),
        what_if=WhatIf((0.003,) * 13, 0, (), None, None),
        posts_without_hire=8,
    )


def early_word() -> Explanation:
    """Return a freelancer near enough the standard for a private early word."""
    return replace(
        satisfied(),
        account_id="f-kral",
        name="Tomas Kral",
        verdict=Verdict.HEADS_UP,
        estimate=estimate(9, 3.6),
        what_if=WhatIf(
            (0.53, 0.48, 0.43, 0.38, 0.33, 0.29, 0.25, 0.22, 0.19, 0.16, 0.14, 0.12, 0.1),
            1,
            ("C-88213",),
            0.41,
            date(2027, 1, 24),
        ),
    )


def unknown(account_id: str, name: str) -> Explanation:
    """Return somebody without any contract."""
    return replace(
        newcomer(),
        account_id=account_id,
        name=name,
        contracts=(),
        by_client=(),
        posts_without_hire=0,
        estimate=InsufficientEvidence(
            (
                Missing("rated", 5, 0, within_days=730),
                Missing("clients", 3, 0),
                Missing("recent_rated", 1, 0, within_days=90),
            )
        ),
    )
