"""What must hold before anybody is told: recent, new, from several known clients, sure, and sure without any two."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fairnotice.evaluation.appraisal import Appraisals, Flags, Floats
from fairnotice.evaluation.leaving_out import least_without
from fairnotice.evaluation.model import LookModel
from fairnotice.evaluation.reasons import Reason
from fairnotice.evaluation.tally import Ints
from fairnotice.evaluation.weights import Pairs, Rows
from fairnotice.policy.rulebook import Minimum, Provision

_NEVER = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True)
class Counts:
    """Exact counts per account, without the contracts of barred clients."""

    rated: Ints
    adverse: Ints
    clients: Ints
    adverse_clients: Ints
    """Clients with an adverse outcome."""
    known_adverse_clients: Ints
    """Those of them who have another counterparty."""
    new_adverse: Ints
    rated_days: Ints
    """Days since the last rated outcome; very large when there is none."""
    adverse_days: Ints

    @classmethod
    def of(cls, pairs: Pairs, rows: Rows, accounts: int) -> Counts:
        """Count *accounts* accounts."""
        voiced = ~pairs.barred
        against = voiced & (pairs.adverse > 0)
        open_rows = voiced[rows.pair]
        adverse_rows = open_rows & (rows.adverse > 0)
        return cls(
            rated=_add(pairs.account[voiced], pairs.rated[voiced], accounts),
            adverse=_add(pairs.account[voiced], pairs.adverse[voiced], accounts),
            clients=np.bincount(pairs.account[voiced], minlength=accounts),
            adverse_clients=np.bincount(pairs.account[against], minlength=accounts),
            known_adverse_clients=np.bincount(pairs.account[against & pairs.known], minlength=accounts),
            new_adverse=_add(rows.account[open_rows], rows.new_adverse[open_rows], accounts),
            rated_days=_least(rows.account[open_rows], rows.rated_days[open_rows], accounts),
            adverse_days=_least(rows.account[adverse_rows], rows.adverse_days[adverse_rows], accounts),
        )

    def missing(self, minimum: Minimum) -> Ints:
        """Return the mask of what an estimate lacks; 0 where there is enough evidence."""
        return (
            _mask(self.rated < minimum.rated, Reason.TOO_FEW_RATED)
            | _mask(self.clients < minimum.clients, Reason.TOO_FEW_CLIENTS)
            | _mask(self.rated_days > minimum.rated_within_days, Reason.NOTHING_RECENT)
        )

    def without_ground(self, minimum: Minimum) -> Ints:
        """Return the mask of what a finding lacks in adverse outcomes, before any probability."""
        return (
            _mask(self.adverse_days > minimum.adverse_within_days, Reason.NO_RECENT_ADVERSE)
            | _mask(self.new_adverse <= 0, Reason.NO_NEW_ADVERSE)
            | _mask(self.known_adverse_clients < minimum.adverse_clients, Reason.TOO_FEW_ADVERSE_CLIENTS)
        )


@dataclass(frozen=True, slots=True)
class Tested:
    """The conditions of section 6 but the ledger's, for every account."""

    v_one_out: Floats
    v_two_out: Floats
    enough: Flags
    finding: Flags
    heads_up: Flags
    reasons: Ints


def examine(counts: Counts, rows: Rows, v: Floats, *, model: LookModel, provision: Provision) -> Tested:
    """
    Test conditions 1 to 4 of methodology section 6 for a finding and for a heads-up.

    Condition 5 (the ends of the intervals of kappa and rho, and the crossed model) asks the same of other models:
    it belongs here, as further values of *v* of which the least counts.
    """
    reasons = counts.missing(provision.minimum)
    enough = np.asarray(reasons == 0)
    reasons = reasons | counts.without_ground(provision.minimum) | _mask(v < provision.bar, Reason.NOT_SURE_ENOUGH)
    candidates = np.flatnonzero(reasons == 0)
    one_out, two_out = np.full(len(v), np.nan), np.full(len(v), np.nan)
    one_out[candidates] = least_without(
        rows, candidates, counts.adverse_clients[candidates], clients_out=1, model=model
    )
    sure = candidates[one_out[candidates] >= provision.keeps]
    if max(provision.finding.clients_left_out, provision.heads_up.clients_left_out) > 1:
        two_out[sure] = least_without(rows, sure, counts.adverse_clients[sure], clients_out=2, model=model)
    one_holds = np.asarray(one_out >= provision.keeps)
    two_holds = one_holds & np.asarray(two_out >= provision.keeps)
    on_one = np.zeros(len(v), dtype=bool)
    on_one[candidates] = ~one_holds[candidates]
    on_two = np.zeros(len(v), dtype=bool)
    on_two[sure] = ~two_holds[sure]
    reasons = reasons | _mask(on_one, Reason.RESTS_ON_ONE_CLIENT)
    if provision.finding.clients_left_out > 1:
        reasons = reasons | _mask(on_two, Reason.RESTS_ON_TWO_CLIENTS)
    return Tested(
        v_one_out=one_out,
        v_two_out=two_out,
        enough=enough,
        finding=two_holds if provision.finding.clients_left_out > 1 else one_holds,
        heads_up=two_holds if provision.heads_up.clients_left_out > 1 else one_holds,
        reasons=reasons,
    )


def lapsed(v: float, *, days_since_rated: int, provision: Provision) -> bool:
    """Say whether a finding has lapsed: less likely than not, or too long without any rated outcome."""
    return v < provision.keeps or days_since_rated >= provision.lapse_days


def appraisals_of(
    counts: Counts, tested: Tested, v: Floats, quality: tuple[Floats, Floats, Floats], *, provision: str,
    accounts: tuple[str, ...], contracts: Ints,
) -> Appraisals:  # fmt: skip
    """Bring everything known about a range of accounts into one value; *quality* is low, mean and high."""
    low, mean, high = quality
    return Appraisals(
        provision=provision,
        accounts=accounts,
        v=v,
        q_low=low,
        q_mean=mean,
        q_high=high,
        v_one_out=tested.v_one_out,
        v_two_out=tested.v_two_out,
        contracts=contracts,
        rated=counts.rated,
        adverse=counts.adverse,
        clients=counts.clients,
        adverse_clients=counts.known_adverse_clients,
        enough=tested.enough,
        finding=tested.finding,
        heads_up=tested.heads_up,
        reasons=tested.reasons,
    )


def _mask(holds: Flags, reason: Reason) -> Ints:
    return np.where(holds, reason.bit, 0).astype(np.int64)


def _add(place: Ints, values: Ints, length: int) -> Ints:
    total = np.zeros(length, dtype=np.int64)
    np.add.at(total, place, values)
    return total


def _least(place: Ints, values: Ints, length: int) -> Ints:
    least = np.full(length, _NEVER, dtype=np.int64)
    np.minimum.at(least, place, values)
    return least
