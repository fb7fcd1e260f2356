"""The likeliest shares of a mixture of given kinds, with the proof that none are likelier."""

from __future__ import annotations

from typing import Final

import numpy as np
from scipy.optimize import nnls

from fairnotice.evaluation.appraisal import Floats

TOLERANCE: Final = 1e-8
"""Stop when no direction can raise the mean log-likelihood by more than this."""
_ROUNDS: Final = 500
_HALVINGS: Final = 40
_SUFFICIENT: Final = 1e-4


class NotConvergedError(RuntimeError):
    """The maximum was not reached; a defect, since the problem is concave."""


def likeliest_shares(log_likelihood: Floats, count: Floats) -> tuple[Floats, float]:
    """
    Return the shares (sum 1) that maximize ``sum_i count_i log sum_j share_j L_ij``, and the certificate.

    Constrained Newton: each round solves the quadratic model over the simplex by nonnegative least squares (Dax
    1990) and backtracks (Wang 2007, JRSS B 69). The certificate is ``max_j D_j - 1`` with
    ``D_j = sum_i count_i / N * L_ij / (L share)_i``; no other shares have a mean log-likelihood higher by more than it.

    Args:
        log_likelihood: shape ``(rows, kinds)``.
        count: how often each row was seen, shape ``(rows,)``.

    Raises:
        NotConvergedError: the certificate stayed above ``TOLERANCE``.
    """
    likelihood = np.exp(log_likelihood - log_likelihood.max(axis=1, keepdims=True))
    weight = count / count.sum()
    kinds = likelihood.shape[1]
    shares = np.full(kinds, 1.0 / kinds)
    for _ in range(_ROUNDS):
        mixed = likelihood @ shares
        ratio = likelihood / mixed[:, None]
        slope = weight @ ratio
        certificate = float(slope.max() - 1.0)
        if certificate <= TOLERANCE:
            return shares, certificate
        target = _quadratic_maximum(ratio, weight)
        shares = _backtrack(likelihood, weight, shares, target, slope)
        shares = shares * (weight @ (likelihood / (likelihood @ shares)[:, None]))
        shares /= shares.sum()
    raise NotConvergedError(f"The mixture's certificate is {certificate:.3g} after {_ROUNDS} rounds.")


def _quadratic_maximum(ratio: Floats, weight: Floats) -> Floats:
    """Return the shares that maximize the second-order model of the log-likelihood."""
    model = np.sqrt(weight)[:, None] * (ratio - 2.0)
    triangle = np.linalg.qr(model, mode="r")
    system = np.vstack([triangle, np.ones(ratio.shape[1])])
    wanted = np.zeros(system.shape[0])
    wanted[-1] = 1.0
    found, _ = nnls(system, wanted, maxiter=50 * ratio.shape[1])
    return np.asarray(found / found.sum(), dtype=np.float64)


def _backtrack(likelihood: Floats, weight: Floats, shares: Floats, target: Floats, slope: Floats) -> Floats:
    """Return the farthest halved step towards *target* that raises the log-likelihood enough (Armijo)."""
    now = float(weight @ np.log(likelihood @ shares))
    gain = float(slope @ (target - shares))
    step = 1.0
    for _ in range(_HALVINGS):
        tried = shares + step * (target - shares)
        mixed = likelihood @ tried
        if mixed.min() > 0.0 and float(weight @ np.log(mixed)) >= now + _SUFFICIENT * step * gain:
            return tried
        step /= 2.0
    return shares
