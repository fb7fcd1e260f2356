"""Clients are not interchangeable: repeats weigh less, and a client who is unhappy with almost everybody nothing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import betaln

from fairnotice.evaluation.appraisal import Flags, Floats
from fairnotice.evaluation.model import LookModel
from fairnotice.evaluation.tally import Ints, RangeTallies
from fairnotice.policy.rulebook import Policy


@dataclass(frozen=True, slots=True)
class Pairs:
    """Every (account, client) of a range, sorted by account; arrays of one length."""

    account: Ints
    rated: Ints
    """``m_g``: the pair's rated contracts in the window."""
    adverse: Ints
    known: Flags
    """The client has another counterparty."""
    barred: Flags
    """The client is an outlier by its other counterparties; its contracts weigh 0."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of ``PairTallies`` in a canonical order, each with its pair and the weight of one of its contracts."""

    account: Ints
    pair: Ints
    month: Ints
    satisfied: Ints
    adverse: Ints
    weight: Floats
    new_adverse: Ints
    rated_days: Ints
    adverse_days: Ints


def repeat_weight(rated: Ints, rho: float) -> Floats:
    """Return ``w = 1 / (1 + (m - 1) rho)``: what one of *m* contracts of the same client with the account weighs."""
    return np.asarray(1.0 / (1.0 + (rated - 1) * rho), dtype=np.float64)


def failure_rate(others: Ints, adverse: Ints, model: LookModel) -> Floats:
    """
    Return a client's failure rate by its other counterparties, shrunk towards the marketplace's clients.

    The posterior mean under the spread of all clients (``prior.learn_strictness``): of each Beta(a, b) it is
    ``(a + adverse) / (a + b + others)``, and each counts by its share times how well it explains the counts (its
    beta-binomial probability). One vote per counterparty: its first outcome in the window.
    """
    counts, place = np.unique(np.stack([others, adverse], axis=1), axis=0, return_inverse=True)
    n, k = counts[:, :1], counts[:, 1:]
    spread = model.strictness
    a, b = np.array(spread.a), np.array(spread.b)
    explains = np.log(spread.shares) + betaln(a + k, b + n - k) - betaln(a, b)
    explains = np.exp(explains - explains.max(axis=1, keepdims=True))
    rate = (explains * (a + k) / (a + b + n)).sum(axis=1) / explains.sum(axis=1)
    return np.asarray(rate[place.ravel()], dtype=np.float64)


def outlier(others: Ints, adverse: Ints, model: LookModel, policy: Policy) -> Flags:
    """Say which clients are barred: enough other counterparties, and a shrunk failure rate at or above policy's."""
    barred = others >= policy.model.outlier_counterparties
    barred[barred] = failure_rate(others[barred], adverse[barred], model) >= policy.model.outlier_failure_rate
    return np.asarray(barred)


def weigh(tallies: RangeTallies, model: LookModel, *, policy: Policy) -> tuple[Pairs, Rows]:
    """
    Return the pairs of a range and its rows with weights, in an order that depends on nothing but their content.

    Raises:
        ValueError: a pair has no first outcome, or clients are not aligned.
    """
    pairs, first, clients = tallies.pairs, tallies.first, tallies.clients
    width = max(len(pairs.clients), 1)
    if len(clients.counterparties) != len(pairs.clients):
        raise ValueError("ClientTallies must follow PairTallies.clients.")
    keys, place = np.unique(pairs.account * width + pairs.client, return_inverse=True)
    first_keys = first.account * width + first.client
    order = np.argsort(first_keys, kind="stable")
    found = np.searchsorted(first_keys[order], keys)
    if len(keys) and (
        len(order) == 0 or found.max() >= len(order) or not np.array_equal(first_keys[order][found], keys)
    ):
        raise ValueError("Every (account, client) with a rated outcome needs its first outcome.")
    own_first = first.adverse[order][found] if len(keys) else np.zeros(0, dtype=np.int64)
    client = keys % width
    others = clients.counterparties[client] - 1
    rated = _sum(place, pairs.satisfied + pairs.adverse, len(keys))
    adverse = _sum(place, pairs.adverse, len(keys))
    barred = outlier(others, clients.adverse[client] - own_first, model, policy)
    told = Pairs(account=keys // width, rated=rated, adverse=adverse, known=others >= 1, barred=barred)
    weight = np.where(barred, 0.0, repeat_weight(rated, model.rho))[place]
    # Rows that tie in all of these are alike in everything that is added up.
    sort = np.lexsort((pairs.adverse, pairs.satisfied, rated[place], barred[place], pairs.month, pairs.account))
    rows = Rows(
        account=pairs.account[sort],
        pair=place[sort],
        month=pairs.month[sort],
        satisfied=pairs.satisfied[sort],
        adverse=pairs.adverse[sort],
        weight=weight[sort],
        new_adverse=pairs.new_adverse[sort],
        rated_days=pairs.rated_days[sort],
        adverse_days=pairs.adverse_days[sort],
    )
    return told, rows


def _sum(place: Ints, values: Ints, length: int) -> Ints:
    """Add integers by place, exactly."""
    total = np.zeros(length, dtype=np.int64)
    np.add.at(total, place, values)
    return total
