"""Nobody is found on the word of one client, nor of two: the estimate is made again without them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from fairnotice.evaluation.appraisal import Floats
from fairnotice.evaluation.model import LookModel
from fairnotice.evaluation.renewal import month_by_month, population_cells
from fairnotice.evaluation.tally import Ints
from fairnotice.evaluation.weights import Rows

_BATCH: Final = 2048
_DECIMALS: Final = 12


def least_without(rows: Rows, accounts: Ints, adverse_clients: Ints, *, clients_out: int, model: LookModel) -> Floats:
    """
    Return the least v of each of *accounts* with any *clients_out* (1 or 2) of its clients left out.

    Every client is tried, satisfied ones too: in the renewal model an old satisfied contract can, against intuition,
    hold an account below the standard (see docs/explanation/methodology/finding.md), so nothing may be skipped.
    Clients whose contracts fall in the same months in the same way give the same answer and are tried once.
    An account that keeps no adverse outcome has v = 0 by definition, whatever the population.

    Args:
        rows: of the whole range.
        accounts: the candidates, as indices.
        adverse_clients: how many clients with an adverse outcome that weighs something each candidate has.
        clients_out: how many to leave out at a time.
        model: of the look.
    """
    least = np.where(adverse_clients <= clients_out, 0.0, 1.0)
    batch: list[tuple[int, Floats]] = []
    size = 0
    for place in np.flatnonzero(least > 0.0).tolist():
        for votes in _variants(rows, int(accounts[place]), clients_out, model.months):
            batch.append((place, votes))
            size += len(votes)
            if size >= _BATCH:
                _lower(least, batch, model)
                batch, size = [], 0
    _lower(least, batch, model)
    return least


def _variants(rows: Rows, account: int, clients_out: int, months: int) -> Iterator[Floats]:
    """Yield the votes without one or two clients, shape ``(variants, 2 * months)``, satisfied months first."""
    start, stop = np.searchsorted(rows.account, [account, account + 1])
    part = slice(int(start), int(stop))
    pairs, place = np.unique(rows.pair[part], return_inverse=True)
    own = np.zeros((len(pairs), 2 * months))
    np.add.at(own, (place, rows.month[part]), rows.weight[part] * rows.satisfied[part])
    np.add.at(own, (place, months + rows.month[part]), rows.weight[part] * rows.adverse[part])
    kinds, copies = np.unique(own[own.any(axis=1)], axis=0, return_counts=True)
    everything = (kinds * copies[:, None]).sum(axis=0)
    for first in range(len(kinds)):
        if clients_out == 1:
            without = everything - kinds[first][None, :]
        else:
            second = np.arange(first if copies[first] > 1 else first + 1, len(kinds))
            without = everything - kinds[first] - kinds[second]
        yield np.maximum(np.round(without, _DECIMALS), 0.0)


def _lower(least: Floats, batch: list[tuple[int, Floats]], model: LookModel) -> None:
    """Lower *least* to what each batch of variants gives."""
    if not batch:
        return
    votes = np.concatenate([part for _, part in batch])
    owner = np.repeat([place for place, _ in batch], [len(part) for _, part in batch])
    grid, cells = population_cells(model)
    _, below, _ = month_by_month(
        votes[:, : model.months], votes[:, model.months :], population=cells, renewal=model.renewal, grid=grid
    )
    np.minimum.at(least, owner, below[:, -1])
