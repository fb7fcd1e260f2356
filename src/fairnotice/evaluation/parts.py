"""Whose contracts carry the result: each client's and each member's part, and the account without them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from fairnotice.evaluation.one_account import OneAccount
from fairnotice.evaluation.reasons import Reason
from fairnotice.evaluation.result import Estimate, InsufficientEvidence, Missing, Part
from fairnotice.evaluation.tally import RatedContract
from fairnotice.policy.rulebook import Provision


def answer_of(account: OneAccount, *, provision: Provision, as_of: date) -> Estimate | InsufficientEvidence:
    """Return the account's estimate, or what is missing for one."""
    counts, minimum = account.weighed.counts, provision.minimum
    lacks = int(counts.missing(minimum)[0])
    if not lacks:
        return account.estimate(bar=provision.bar)
    rated, days = int(counts.rated[0]), int(counts.rated_days[0])
    missing: list[Missing] = []
    if lacks & Reason.TOO_FEW_RATED.bit:
        missing.append(Missing("rated", minimum.rated, rated))
    if lacks & Reason.TOO_FEW_CLIENTS.bit:
        missing.append(Missing("clients", minimum.clients, int(counts.clients[0])))
    if lacks & Reason.NOTHING_RECENT.bit:
        last_on = as_of - timedelta(days=days) if rated else None
        missing.append(Missing("recent_rated", 1, 0, minimum.rated_within_days, last_on))
    return InsufficientEvidence(missing=tuple(missing))


def has_estimate(account: OneAccount, provision: Provision) -> bool:
    """Say whether there is enough evidence for an estimate."""
    return not int(account.weighed.counts.missing(provision.minimum)[0])


def by_client(account: OneAccount, *, provision: Provision, names: Mapping[str, str]) -> tuple[Part, ...]:
    """Return each client's part. See ``engine.by_client``."""
    return _parts(account, lambda one: one.client_id, names, has_estimate(account, provision), lambda _: None)


def by_member(account: OneAccount, *, provision: Provision, as_of: date, names: Mapping[str, str]) -> tuple[Part, ...]:
    """Return each member's part. See ``engine.by_member``."""

    def alone(member: str) -> Estimate | InsufficientEvidence:
        own = tuple(one for one in account.evidence.rated if one.worker_id == member)
        evidence = replace(account.evidence, rated=own, contracts=len(own), previous_v=None)
        return answer_of(replace(account, evidence=evidence), provision=provision, as_of=as_of)

    return _parts(account, lambda one: one.worker_id, names, has_estimate(account, provision), alone)


def _parts(
    account: OneAccount,
    group: Callable[[RatedContract], str],
    names: Mapping[str, str],
    shown: bool,
    alone: Callable[[str], Estimate | InsufficientEvidence | None],
) -> tuple[Part, ...]:
    ids, group_of = np.unique(np.array([group(one) for one in account.contracts], dtype=str), return_inverse=True)
    without: list[float | None] = [None] * len(ids)
    if shown:
        without = [*account.chances(group_of != np.arange(len(ids))[:, None]).tolist()]
    adverse = [one.adverse for one in account.contracts]
    rated = np.bincount(group_of, minlength=len(ids))
    unsatisfied = np.bincount(group_of, weights=adverse, minlength=len(ids)).astype(np.int64)
    # Places of each group's contracts, in their order.
    places = np.split(np.argsort(group_of, kind="stable"), np.cumsum(rated)[:-1]) if len(ids) else []
    parts = [
        Part(
            id=one,
            name=names.get(one, one),
            rated=len(own),
            satisfied=len(own) - against,
            weight_each=float(account.weights[own].mean() if len(own) > 1 else account.weights[own[0]]),
            estimate=alone(one),
            v_without=v,
        )
        for one, v, own, against in zip(ids.tolist(), without, places, unsatisfied.tolist(), strict=True)
    ]
    return tuple(sorted(parts, key=lambda part: (part.v_without is None, part.v_without or 0.0, part.id)))
