"""Exact counts of one look, as the engine returns them: integers only."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class PairTallies:
    """
    Rated outcomes of a range of accounts, one row per (account, client, month).

    Rows are sorted by account, month (oldest first), client. ``account`` indexes
    ``accounts``; ``client`` indexes ``clients``. Arrays of rows share one length.
    """

    accounts: tuple[str, ...]
    """Every account of the range that has a contract, sorted by id."""
    clients: tuple[str, ...]
    account: Ints
    client: Ints
    month: Ints
    """0 is the oldest month of the window, ``window_months - 1`` the one before the look."""
    satisfied: Ints
    adverse: Ints
    new_adverse: Ints
    """Adverse outcomes of the row that were not yet counted at the previous look."""
    new_rated: Ints


@dataclass(frozen=True, slots=True)
class AccountCounts:
    """Counts per account of the same range, in the order of ``PairTallies.accounts``."""

    contracts: Ints
    """Contracts in the window that were not left out, rated or not."""
    rated: Ints
    adverse: Ints
    days_since_rated: Ints
    """Whole days from the last rated outcome to the look; -1 when there is none."""
    days_since_adverse: Ints


@dataclass(frozen=True, slots=True)
class ClientTallies:
    """
    How each client rates everybody: first rated outcome per counterparty, in the window.

    Sorted by client id; shape ``(clients,)``.
    """

    clients: tuple[str, ...]
    counterparties: Ints
    adverse: Ints
    """Counterparties whose first outcome with this client was adverse."""


@dataclass(frozen=True, slots=True)
class FirstOutcomes:
    """First rated outcome per (account, client) in range: needed to leave a pair out of its client."""

    account: Ints
    client: Ints
    adverse: Ints
    """0 or 1."""


@dataclass(frozen=True, slots=True)
class PriorTallies:
    """
    Distinct ``(n, k)`` of one outcome per (account, client) in the prior's months.

    ``n`` clients of which ``k`` satisfied; ``count`` accounts have that pair.
    """

    n: Ints
    k: Ints
    count: Ints
