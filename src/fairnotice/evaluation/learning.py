"""Each look learns anew, from everybody, what to expect of anybody."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from fairnotice.evaluation.appraisal import Floats
from fairnotice.evaluation.model import LookModel
from fairnotice.evaluation.prior import learn_population, learn_strictness
from fairnotice.evaluation.renewal import learn_renewal
from fairnotice.evaluation.tally import Ints, PriorTallies, RangeTallies, StrictnessTallies
from fairnotice.evaluation.weights import weigh
from fairnotice.policy.rulebook import Policy

UNLEARNED_RENEWAL = 0.02
"""``h`` where nothing can be learned: the value on simulated marketplaces (methodology, section 5)."""


def learn(
    prior: PriorTallies, strictness: StrictnessTallies, sample: RangeTallies, *, policy: Policy, standard: float
) -> LookModel:
    """
    Learn the population, the drift and how strict clients are. See ``engine.learn``.

    ``rho`` is policy's floor: an estimate of it, and classes of clients, belong to the crossed model.
    """
    model = LookModel(
        standard=standard,
        kappa=policy.model.kappa,
        rho=policy.model.rho_floor,
        renewal=UNLEARNED_RENEWAL,
        renewal_learned=False,
        months=policy.model.window_months,
        population=learn_population(prior, least_accounts=policy.model.least_accounts),
        strictness=learn_strictness(strictness, least_clients=policy.model.least_accounts),
    )
    if policy.model.renewal is not None:
        return replace(model, renewal=policy.model.renewal)
    satisfied, adverse = first_votes(sample, model, policy=policy)
    learned = learn_renewal(
        satisfied, adverse, population=model.population, standard=standard, kappa=policy.model.kappa
    )
    return model if learned is None else replace(model, renewal=learned, renewal_learned=True)


def first_votes(sample: RangeTallies, model: LookModel, *, policy: Policy) -> tuple[Floats, Floats]:
    """
    Return one whole vote per (account, client), in the first month the client rated the account.

    Repeats would have to weigh less, and a weighted likelihood is no prediction. A month in which one client was
    both satisfied and not splits its vote. Shapes ``(accounts, months)``.
    """
    pairs, rows = weigh(sample, model, policy=policy)
    order = np.lexsort((rows.month, rows.pair))
    _, first = np.unique(rows.pair[order], return_index=True)
    chosen = order[first]
    chosen = chosen[~pairs.barred[rows.pair[chosen]]]
    share = rows.satisfied[chosen] / (rows.satisfied[chosen] + rows.adverse[chosen])
    cell = rows.account[chosen] * model.months + rows.month[chosen]
    return _spread(cell, share, sample, model), _spread(cell, 1.0 - share, sample, model)


def _spread(cell: Ints, votes: Floats, sample: RangeTallies, model: LookModel) -> Floats:
    """Add votes up by account and month, alike ones together so that their order cannot matter."""
    order = np.lexsort((votes, cell))
    size = len(sample.pairs.accounts) * model.months
    added = np.bincount(cell[order], weights=votes[order], minlength=size).astype(np.float64)
    return added.reshape(-1, model.months)
