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

    ``account`` indexes ``accounts``; ``client`` indexes ``clients``. Arrays of rows share one length;
    the order of the rows does not matter. A row has at least one rated outcome.
    """

    accounts: tuple[str, ...]
    """Every account of the range that has a contract, sorted by id."""
    clients: tuple[str, ...]
    """Every client that occurs in a row."""
    account: Ints
    client: Ints
    month: Ints
    """0 is the oldest month of the window, ``window_months - 1`` the one that ends at the look."""
    satisfied: Ints
    adverse: Ints
    new_adverse: Ints
    """Adverse outcomes of the row that were not yet counted at the previous look (all of them at the first look)."""
    rated_days: Ints
    """Whole days from the row's last rated outcome to the look."""
    adverse_days: Ints
    """Whole days from the row's last adverse outcome to the look; -1 when there is none."""


@dataclass(frozen=True, slots=True)
class AccountCounts:
    """Counts per account of the same range, in the order of ``PairTallies.accounts``."""

    contracts: Ints
    """Contracts in the window that were not left out, rated or not."""


@dataclass(frozen=True, slots=True)
class ClientTallies:
    """
    How each client of a range rates everybody on the marketplace: first rated outcome per counterparty, in the window.

    In the order of ``PairTallies.clients``; counts include the accounts of the range.
    """

    counterparties: Ints
    adverse: Ints
    """Counterparties whose first outcome with this client was adverse."""


@dataclass(frozen=True, slots=True)
class FirstOutcomes:
    """First rated outcome of every (account, client) in range: needed to leave a pair out of its client's counts."""

    account: Ints
    client: Ints
    adverse: Ints
    """0 or 1."""


@dataclass(frozen=True, slots=True)
class RangeTallies:
    """Everything an evaluation needs to know about one range of accounts."""

    pairs: PairTallies
    counts: AccountCounts
    first: FirstOutcomes
    clients: ClientTallies


@dataclass(frozen=True, slots=True)
class PriorTallies:
    """
    Distinct ``(n, k)`` of one outcome per (account, client) in the prior's months.

    ``n`` clients (at least 1) of which ``k`` satisfied; ``count`` accounts have that pair.
    """

    n: Ints
    k: Ints
    count: Ints


@dataclass(frozen=True, slots=True)
class StrictnessTallies:
    """
    Distinct ``(n, k)`` over all clients of the marketplace, in the window.

    ``n`` counterparties (at least 1), the first outcome with ``k`` of them was adverse; ``count`` clients have that.
    """

    n: Ints
    k: Ints
    count: Ints


@dataclass(frozen=True, slots=True)
class RatedContract:
    """One rated contract of one account, for the evaluation of that account alone."""

    contract_id: str
    client_id: str
    worker_id: str
    month: int
    """As in ``PairTallies``."""
    adverse: bool
    days: int
    """Whole days from the rated outcome to the look."""
    new: bool
    """Not yet counted at the previous look."""


@dataclass(frozen=True, slots=True)
class OtherCounterparties:
    """How one client rated everybody but the account in question: first outcomes, in the window."""

    counterparties: int
    adverse: int


@dataclass(frozen=True, slots=True)
class AccountEvidence:
    """One account's rated contracts in the window and what is known about their clients."""

    account_id: str
    rated: tuple[RatedContract, ...]
    """In any order."""
    clients: dict[str, OtherCounterparties]
    """By client id; every client of ``rated``."""
    contracts: int
    """Contracts in the window that were not left out, rated or not."""
    previous_v: float | None = None
    """v at the previous look; None where there was none."""
