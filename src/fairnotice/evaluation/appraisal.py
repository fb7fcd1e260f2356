"""How every account of a range stands at one look, before the ledger is asked."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fairnotice.evaluation.tally import Ints

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Previous:
    """What the previous look said about each account of a range, in the range's order."""

    v: Floats
    """NaN where there was none."""

    @classmethod
    def none(cls, accounts: int) -> Previous:
        """Return what is known about *accounts* accounts at the first look: nothing."""
        return cls(v=np.full(accounts, np.nan))


@dataclass(frozen=True, slots=True)
class Appraisals:
    """One row per account of a range; all estimates in [0, 1]."""

    provision: str
    accounts: tuple[str, ...]
    v: Floats
    """Chance of being below the standard. Shown only where ``enough``."""
    q_low: Floats
    q_mean: Floats
    q_high: Floats
    v_one_out: Floats
    """Least v with any one client left out; NaN where it was not needed because another condition fails."""
    v_two_out: Floats
    """The same with any two; NaN where not needed."""
    contracts: Ints
    rated: Ints
    """Rated contracts that weigh something: those of barred clients are not among them."""
    adverse: Ints
    clients: Ints
    adverse_clients: Ints
    """Clients with an adverse outcome who have another counterparty."""
    enough: Flags
    """Enough evidence for an estimate."""
    finding: Flags
    """All conditions of a finding hold but the ledger's."""
    heads_up: Flags
    """All conditions of a heads-up hold but the ledger's."""
    reasons: Ints
    """Mask of reason codes (``reasons.Reason``) that stand against a finding."""
