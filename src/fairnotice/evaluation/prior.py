"""What the whole marketplace says about an account before its own contracts speak."""

from __future__ import annotations

from typing import Final

import numpy as np
from scipy.optimize import minimize
from scipy.special import betaln, digamma, expit

from fairnotice.evaluation.appraisal import Floats
from fairnotice.evaluation.mixture import likeliest_shares
from fairnotice.evaluation.model import Population
from fairnotice.evaluation.tally import Ints, PriorTallies, StrictnessTallies

COMPONENTS: Final = 45
PRECISION: Final = 40.0
_NEGLIGIBLE: Final = 1e-12
_LOGIT_BOUND: Final = 6.0
_LOG_PRECISION_BOUNDS: Final = (0.0, 11.0)


def component_means() -> Floats:
    """Return the 45 means, equally spaced in ``arcsin(sqrt(m))`` at less than half a component's spread."""
    return np.asarray(np.sin(np.pi / 2 * (np.arange(COMPONENTS) + 0.5) / COMPONENTS) ** 2, dtype=np.float64)


def learn_population(tallies: PriorTallies, *, least_accounts: int) -> Population:
    """
    Return the likeliest population, from one outcome per (account, client).

    With *least_accounts* active accounts or more: the mixture of 45 betas Beta(40 m, 40 (1 - m)) with shares by
    maximum likelihood (Kiefer & Wolfowitz 1956). With fewer: one Beta(a, b), never narrower than a component of the
    mixture, and ``kind`` says so. Three accounts that happen to be alike do not show that everybody is.
    """
    n, k, count = _distinct(tallies.n, tallies.k, tallies.count)
    accounts = int(count.sum())
    if accounts < max(least_accounts, 1):
        a, b, left = likeliest_beta(n, k, count)
        scale = min(1.0, PRECISION / (a + b))
        a, b = scale * a, scale * b
        return Population("beta_binomial", (a,), (b,), (1.0,), left, accounts)
    means = component_means()
    a_all, b_all = PRECISION * means, PRECISION * (1.0 - means)
    # The binomial coefficient is the same for all components and cancels.
    table = betaln(k[:, None] + a_all, (n - k)[:, None] + b_all) - betaln(a_all, b_all)
    shares, certificate = likeliest_shares(table, count)
    kept = shares > _NEGLIGIBLE
    return Population(
        "npmle",
        tuple(a_all[kept].tolist()),
        tuple(b_all[kept].tolist()),
        tuple((shares[kept] / shares[kept].sum()).tolist()),
        certificate,
        accounts,
    )


def learn_strictness(tallies: StrictnessTallies, *, least_clients: int) -> Population:
    """Return the likeliest spread over clients of the probability that a counterparty's first outcome is adverse."""
    return learn_population(PriorTallies(n=tallies.n, k=tallies.k, count=tallies.count), least_accounts=least_clients)


def likeliest_beta(n: Floats, k: Floats, count: Floats) -> tuple[float, float, float]:
    """
    Return (a, b) that maximize the beta-binomial likelihood of *k* of *n*, and the largest slope left over.

    Searched over ``logit(a / (a + b))`` in [-6, 6] and ``log(a + b)`` in [0, 11], so that data which know no maximum
    (nobody ever failed, everybody the same) still have an answer. Without any data: Beta(0.5, 0.5).
    """
    if not count.sum():
        return 0.5, 0.5, 0.0
    weight = count / count.sum()

    def loss(x: Floats) -> tuple[float, Floats]:
        mean, precision = expit(x[0]), np.exp(x[1])
        a, b = precision * mean, precision * (1.0 - mean)
        value = betaln(a + k, b + n - k) - betaln(a, b)
        shared = digamma(a + b) - digamma(a + b + n)
        by_a = float(weight @ (digamma(a + k) - digamma(a) + shared))
        by_b = float(weight @ (digamma(b + n - k) - digamma(b) + shared))
        by_mean = precision * (by_a - by_b) * mean * (1.0 - mean)
        by_precision = a * by_a + b * by_b
        return -float(weight @ value), -np.array([by_mean, by_precision])

    share = float(weight @ k) / float(weight @ n)
    start = np.array([np.clip(np.log((share + 0.01) / (1.01 - share)), -_LOGIT_BOUND, _LOGIT_BOUND), 2.0])
    bounds = [(-_LOGIT_BOUND, _LOGIT_BOUND), _LOG_PRECISION_BOUNDS]
    answer = minimize(
        loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"ftol": 1e-16, "gtol": 1e-10, "maxiter": 500}
    )
    mean, precision = float(expit(answer.x[0])), float(np.exp(answer.x[1]))
    return precision * mean, precision * (1.0 - mean), float(np.abs(answer.jac).max())


def _distinct(n: Ints, k: Ints, count: Ints) -> tuple[Floats, Floats, Floats]:
    """Return sorted distinct pairs with added counts, so that the order of rows cannot matter; n = 0 says nothing."""
    told = (n > 0) & (count > 0)
    pairs, place = np.unique(np.stack([n[told], k[told]], axis=1), axis=0, return_inverse=True)
    added = np.bincount(place.ravel(), weights=count[told], minlength=len(pairs)).astype(np.float64)
    return pairs[:, 0].astype(np.float64), pairs[:, 1].astype(np.float64), added
