"""Money that moved for each contract: put up, claimed, released, refunded, paid out, less the fee."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from fairnotice.lab import columns, places
from fairnotice.lab.chance import Ints, stream
from fairnotice.lab.endings import FOR_CLIENT, Endings
from fairnotice.lab.engagements import Engagements
from fairnotice.lab.period import DAY, Period
from fairnotice.lab.world import World

KINDS = ("prepaid", "earned", "released", "refunded", "disputed", "paid_out", "fee")
PREPAID, EARNED, RELEASED, REFUNDED, DISPUTED, PAID_OUT, FEE = range(7)
FEE_OF = 10
"""The marketplace keeps one part in ten of what is released."""


def payment_columns(world: World, period: Period, done: Engagements, endings: Endings) -> dict[str, pa.Array]:
    """
    Return the rows of ``payments``, oldest first, nothing after the end of the history.

    Once all of a contract's rows have happened, what was put up equals what was
    refunded, paid out and kept as a fee.
    """
    rng = stream(world.seed, "payments")
    review = done.ended + ((1 + 4 * rng.random(done.size)) * DAY).astype(np.int64)
    payout = review + ((1 + 6 * rng.random(done.size)) * DAY).astype(np.int64)
    charged, agreed = np.where(endings.known, endings.charged, 0), endings.agreed
    fee = charged // FEE_OF
    disputed = endings.known & (endings.reason == FOR_CLIENT)
    claimed = np.where(disputed, agreed, charged)
    nothing = np.zeros(done.size, dtype=np.int64)
    rows = (
        (PREPAID, agreed, done.started),
        (EARNED, claimed, done.ended),
        (DISPUTED, np.where(disputed, agreed, nothing), done.ended + DAY),
        (RELEASED, charged, review),
        (REFUNDED, np.where(endings.known, agreed - charged, nothing), review),
        (FEE, fee, review),
        (PAID_OUT, charged - fee, payout),
    )
    kind, amount, at, contract = _stacked(rows, period)
    return {
        "payment_id": columns.ids("P", np.arange(1, kind.size + 1), columns.width_for(kind.size)),
        "contract_id": endings.ids.take(pa.array(contract)),
        "kind": columns.pick(KINDS, kind),
        "amount_minor": columns.numbers(amount),
        "currency": columns.pick(places.CURRENCIES, endings.currency[contract]),
        "occurred_at": columns.instants(at),
    }


def _stacked(rows: tuple[tuple[int, Ints, Ints], ...], period: Period) -> tuple[Ints, Ints, Ints, Ints]:
    """Return kind, amount, instant and contract of every row that moves something within the history."""
    parts = [
        (np.full(kept.size, kind, dtype=np.int64), amount[kept], at[kept], kept)
        for kind, amount, at in rows
        for kept in (np.flatnonzero((amount > 0) & (at < period.ends)),)
    ]
    kind, amount, at, contract = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.argsort(at, kind="stable")
    return kind[order], amount[order], at[order], contract[order]
