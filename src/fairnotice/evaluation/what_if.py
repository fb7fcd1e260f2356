"""What would change the result: the shortest ways out, each tried before it is told."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations
from typing import Final

import numpy as np

from fairnotice.evaluation.appraisal import Flags
from fairnotice.evaluation.one_account import OneAccount
from fairnotice.evaluation.renewal import bad_share
from fairnotice.evaluation.result import WhatIf
from fairnotice.policy.rulebook import Provision

SHOWN: Final = 12
"""The curve shows 0 to 12 more satisfied contracts."""
SCANNED: Final = 60
"""The scan for the fewest goes this far."""
EXACT: Final = 3
"""Removals of up to three contracts are found by trying all."""
_KINDS: Final = 48
"""Beyond so many different adverse contracts triples are left to the greedy search."""


def what_if_of(account: OneAccount, *, provision: Provision, as_of: date, next_look_on: date) -> WhatIf:
    """Return what would change the result of an account with enough evidence. See ``engine.what_if``."""
    everything = np.ones((1, len(account.contracts)), dtype=bool)
    more = np.arange(1, SCANNED + 1)
    curve = [account.v, *account.chances(np.repeat(everything, SCANNED, axis=0), more).tolist()]
    removals = fewest_removals(account, keeps=provision.keeps) if account.v >= provision.keeps else ()
    kept = everything.copy()
    kept[0, list(removals)] = False
    return WhatIf(
        more=tuple(curve[: SHOWN + 1]),
        enough=next((n for n, v in enumerate(curve) if v < provision.keeps), None),
        removals=tuple(account.contracts[place].contract_id for place in removals),
        v_without_removals=float(account.chances(kept)[0]) if removals else None,
        lapses_on=lapse_date(account, provision=provision, as_of=as_of, next_look_on=next_look_on),
    )


def fewest_removals(account: OneAccount, *, keeps: float) -> tuple[int, ...]:
    """
    Return the fewest adverse contracts (places in ``contracts``) without which v falls below *keeps*; () if none.

    Sizes 1 to 3 are searched exhaustively, and of the smallest sets the one with the least v is taken. Contracts of
    the same client and month are alike, and so are those of one-time clients of the same month: one of each kind
    is tried. Larger sets are built greedily, always removing the contract that lowers v most.
    """
    kinds = _kinds(account)
    for size in range(1, EXACT + 1):
        if size == EXACT and len(kinds) > _KINDS:
            break
        tried = list(_choices(kinds, size))
        if not tried:
            return ()
        v = account.chances(_without(account, tried))
        best = int(np.argmin(v))
        if v[best] < keeps:
            return tried[best]
    return _greedy(account, kinds, keeps=keeps)


def lapse_date(account: OneAccount, *, provision: Provision, as_of: date, next_look_on: date) -> date | None:
    """
    Return the day a finding lapses when nothing new is rated; None where v is below ``keeps`` already.

    The sooner of two: ``lapse_days`` after the last rated outcome, and the look at which v has moved below ``keeps``
    on its way to the population: ``v_n = pi_bad + (v - pi_bad) (1 - h)^n``.
    """
    if account.v < provision.keeps:
        return None
    days = int(account.weighed.counts.rated_days[0])
    by_silence = as_of - timedelta(days=days) + timedelta(days=provision.lapse_days)
    looks = looks_until(account.v, keeps=provision.keeps, bad=bad_share(account.model), h=account.model.renewal)
    if looks is None:
        return by_silence
    return min(by_silence, _months_later(next_look_on, looks - 1))


def looks_until(v: float, *, keeps: float, bad: float, h: float) -> int | None:
    """Return after how many looks without outcomes v is below *keeps*; None if never."""
    if v < keeps:
        return 0
    if bad >= keeps or h <= 0.0:
        return None
    looks = max(math.ceil(math.log((keeps - bad) / (v - bad)) / math.log1p(-h)), 1)
    while bad + (v - bad) * (1.0 - h) ** looks >= keeps:
        looks += 1
    return looks


def _kinds(account: OneAccount) -> list[list[int]]:
    """Return the adverse contracts that weigh something, alike ones together."""
    rated = account.weighed.pairs.rated
    names = sorted({one.client_id for one in account.contracts})
    repeats = dict(zip(names, rated.tolist(), strict=True))
    kinds: dict[tuple[str, int], list[int]] = {}
    for place, one in enumerate(account.contracts):
        if one.adverse and account.weights[place] > 0.0:
            client = one.client_id if repeats[one.client_id] > 1 else ""
            kinds.setdefault((client, one.month), []).append(place)
    return [kinds[key] for key in sorted(kinds)]


def _choices(kinds: list[list[int]], size: int) -> Iterator[tuple[int, ...]]:
    """Yield every different set of *size* contracts, the first of each kind standing for those alike."""
    firsts = [place for kind in kinds for place in kind[:size]]
    rank = {place: (number, copy) for number, kind in enumerate(kinds) for copy, place in enumerate(kind[:size])}
    for chosen in combinations(firsts, size):
        ranks = {rank[place] for place in chosen}
        if all(copy == 0 or (number, copy - 1) in ranks for number, copy in ranks):
            yield chosen


def _greedy(account: OneAccount, kinds: list[list[int]], *, keeps: float) -> tuple[int, ...]:
    left = [list(kind) for kind in kinds]
    gone: tuple[int, ...] = ()
    while any(left):
        tried = [(*gone, kind[0]) for kind in left if kind]
        v = account.chances(_without(account, tried))
        best = int(np.argmin(v))
        gone = tried[best]
        for kind in left:
            if gone[-1] in kind:
                kind.remove(gone[-1])
        if v[best] < keeps:
            return gone
    return ()


def _without(account: OneAccount, removed: list[tuple[int, ...]]) -> Flags:
    kept = np.ones((len(removed), len(account.contracts)), dtype=bool)
    for row, places in enumerate(removed):
        kept[row, list(places)] = False
    return kept


def _months_later(day: date, months: int) -> date:
    """Return the same day some months later; looks fall on days that every month has."""
    number = day.year * 12 + day.month - 1 + months
    return day.replace(year=number // 12, month=number % 12 + 1, day=min(day.day, 28))
