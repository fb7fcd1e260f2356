"""Whom to tell: the surest first, as long as few of all ever told are expected to be told wrongly."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from fairnotice.evaluation.appraisal import Appraisals, Floats
from fairnotice.evaluation.reasons import Reason
from fairnotice.evaluation.result import Verdict
from fairnotice.evaluation.tally import Ints
from fairnotice.policy.rulebook import Policy

YEAR: Final = timedelta(days=365)
_PER: Final = 10_000
_SLACK: Final = 1e-12
_T = TypeVar("_T", bound=np.generic)


@dataclass(frozen=True, slots=True)
class Charge:
    """One finding or heads-up of an earlier look, as the ledger of looks keeps it."""

    account: str
    provision: str
    verdict: Verdict
    wrong: float
    """``1 - v`` at that look: how likely it was wrong."""
    look_on: date


@dataclass(frozen=True, slots=True)
class Ledger:
    """The lifetime ledger: expected wrongs among everybody ever told for the first time."""

    wrong: float
    count: int
    told: frozenset[tuple[str, str]]
    """(account, provision) already charged."""

    @classmethod
    def of(cls, charged: dict[tuple[str, str], float]) -> Ledger:
        """Add up what each (account, provision) was charged."""
        return cls(wrong=float(sum(charged.values())), count=len(charged), told=frozenset(charged))

    def and_(self, charged: dict[tuple[str, str], float]) -> Ledger:
        """Return the ledger with the first tellings among *charged* added."""
        new = {key: wrong for key, wrong in charged.items() if key not in self.told}
        return Ledger(
            wrong=self.wrong + float(sum(new.values())), count=self.count + len(new), told=self.told | new.keys()
        )


@dataclass(frozen=True, slots=True)
class PastCharges:
    """What earlier looks have spent."""

    findings: Ledger
    """First findings."""
    tellings: Ledger
    """First findings or heads-ups, whichever came first."""
    wrong_in_a_year: float
    """Expected wrongs among the first findings of the year before this look."""

    @classmethod
    def none(cls) -> PastCharges:
        """Return the past of the first look."""
        return cls.of((), look_on=date.min)

    @classmethod
    def of(cls, charges: Iterable[Charge], *, look_on: date) -> PastCharges:
        """Add up *charges* of looks before *look_on*; only the first of each account and provision costs."""
        told: dict[tuple[str, str], float] = {}
        found: dict[tuple[str, str], float] = {}
        in_a_year = 0.0
        for charge in sorted(charges, key=lambda one: (one.look_on, one.account, one.provision, one.verdict)):
            key = (charge.account, charge.provision)
            told.setdefault(key, charge.wrong)
            if charge.verdict is Verdict.FINDING and key not in found:
                found[key] = charge.wrong
                in_a_year += charge.wrong if charge.look_on + YEAR > look_on else 0.0
        return cls(findings=Ledger.of(found), tellings=Ledger.of(told), wrong_in_a_year=in_a_year)


@dataclass(frozen=True, slots=True)
class Choice:
    """The verdict about every account, in the order appraised."""

    accounts: tuple[str, ...]
    provisions: tuple[str, ...]
    verdicts: tuple[Verdict, ...]
    charged: Floats
    """``1 - v`` for a first finding or a first heads-up, else 0."""
    reasons: Ints
    """Mask of reason codes (``engine.reason_codes``)."""
    v: Floats


@dataclass(frozen=True, slots=True)
class _Room:
    """How much one choice may still take."""

    alpha: float
    wrong: float
    """Expected wrongs left in the year's budget."""
    count: int
    """Accounts left under the cap."""


def choose(appraised: Sequence[Appraisals], *, policy: Policy, past: PastCharges, active: int) -> Choice:
    """
    Choose whom to tell at this look, as the lifetime ledger, the yearly budget and the cap allow.

    See ``engine.choose``. One ledger serves all provisions, at the smallest alpha among them.
    """
    if not appraised:
        nothing = np.zeros(0)
        return Choice((), (), (), charged=nothing, reasons=nothing.astype(np.int64), v=nothing)
    accounts = tuple(account for part in appraised for account in part.accounts)
    provisions = tuple(part.provision for part in appraised for _ in part.accounts)
    v = _joined([part.v for part in appraised])
    may_find = _joined([part.finding for part in appraised])
    may_warn = _joined([part.heads_up for part in appraised])
    reasons = _joined([part.reasons for part in appraised]).astype(np.int64)
    measured = [one for one in policy.provisions if one.measures_accounts]
    keys = [*zip(accounts, provisions, strict=True)]
    charged = np.zeros(len(accounts))
    verdicts = [Verdict.CLEAR if one else Verdict.INSUFFICIENT_EVIDENCE for part in appraised for one in part.enough]

    def tell(verdict: Verdict, places: Sequence[int], ledger: Ledger, room: _Room) -> dict[tuple[str, str], float]:
        order = sorted(places, key=lambda place: (-v[place], keys[place]))
        again = [place for place in order if keys[place] in ledger.told]
        new = [place for place in order if keys[place] not in ledger.told]
        taken, why = _largest_prefix(1.0 - v[new], ledger, room, len(again))
        for place in again:
            verdicts[place] = verdict
            reasons[place] |= Reason.TOLD_BEFORE.bit
        for place in new[:taken]:
            verdicts[place] = verdict
            charged[place] = 1.0 - v[place]
        for place in new[taken:]:
            reasons[place] |= why.bit
        for place in again + new[:taken]:
            if verdict is Verdict.FINDING:
                reasons[place] |= Reason.SURE_ENOUGH.bit
        return {keys[place]: float(1.0 - v[place]) for place in again + new[:taken]}

    alpha = min((one.finding.alpha for one in measured), default=0.0)
    budget = policy.limits.wrong_per_10k_a_year * active / _PER - past.wrong_in_a_year
    cap = max(int(policy.limits.share_found * len(accounts)), 1)
    found = tell(Verdict.FINDING, np.flatnonzero(may_find).tolist(), past.findings, _Room(alpha, budget, cap))
    rest = [place for place in np.flatnonzero(may_warn).tolist() if verdicts[place] is not Verdict.FINDING]
    alpha = min((one.heads_up.alpha for one in measured), default=0.0)
    tell(Verdict.HEADS_UP, rest, past.tellings.and_(found), _Room(alpha, np.inf, len(accounts)))
    return Choice(
        accounts=accounts, provisions=provisions, verdicts=tuple(verdicts), charged=charged, reasons=reasons, v=v
    )


def _largest_prefix(wrong: Floats, ledger: Ledger, room: _Room, again: int) -> tuple[int, Reason]:
    """Return how many of the surest fit, and what stops the next; *wrong* ascends, *again* are told already."""
    total = np.concatenate([[0.0], np.cumsum(wrong)])
    count = np.arange(len(total))
    in_cap = count + again <= max(room.count, again)
    in_year = total <= max(room.wrong, 0.0) + _SLACK
    in_ledger = ledger.wrong + total <= room.alpha * (ledger.count + count) + _SLACK
    in_ledger[0] = True
    taken = int(np.flatnonzero(in_cap & in_year & in_ledger).max())
    if taken + 1 < len(total):
        if not in_cap[taken + 1]:
            return taken, Reason.SHARE_FULL
        if not in_year[taken + 1]:
            return taken, Reason.YEAR_FULL
    return taken, Reason.LEDGER_FULL


def _joined(arrays: Sequence[NDArray[_T]]) -> NDArray[_T]:
    """Concatenate what the ranges say."""
    return np.concatenate(arrays)
