"""The conditions of a finding told for one account: what each asks, what there is, and whether it holds."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from fairnotice.evaluation.leaving_out import least_without
from fairnotice.evaluation.one_account import OneAccount
from fairnotice.evaluation.reasons import Reason
from fairnotice.evaluation.result import Condition
from fairnotice.policy.rulebook import Provision

_LIMITS = (Reason.LEDGER_FULL, Reason.YEAR_FULL, Reason.SHARE_FULL)
_NEVER = -1.0


def conditions_of(account: OneAccount, *, provision: Provision, reasons: Sequence[str] = ()) -> tuple[Condition, ...]:
    """Return every condition of a finding that is reached, with its numbers. See ``engine.conditions_of``."""
    own = (*_evidence(account, provision), *_certainty(account, provision))
    if not all(condition.holds for condition in own):
        return own
    return (*own, _limit(account, provision, reasons))


def _evidence(account: OneAccount, provision: Provision) -> tuple[Condition, ...]:
    counts, least = account.weighed.counts, provision.minimum
    return (
        _at_least("rated", int(counts.rated[0]), least.rated, f"At least {least.rated} contracts were rated."),
        _at_least("clients", int(counts.clients[0]), least.clients, f"At least {least.clients} clients rated them."),
        _within(
            "rated_recently",
            int(counts.rated_days[0]),
            least.rated_within_days,
            f"A contract was rated in the last {least.rated_within_days} days.",
        ),
        _within(
            "adverse_recently",
            int(counts.adverse_days[0]),
            least.adverse_within_days,
            f"A client was unsatisfied in the last {least.adverse_within_days} days.",
        ),
        _at_least("adverse_new", int(counts.new_adverse[0]), 1, "A client was unsatisfied since the last look."),
        _at_least(
            "adverse_clients",
            int(counts.known_adverse_clients[0]),
            least.adverse_clients,
            f"At least {least.adverse_clients} clients who also worked with others were unsatisfied.",
        ),
    )


def _certainty(account: OneAccount, provision: Provision) -> tuple[Condition, ...]:
    bar, keeps = _of_100(provision.bar), _of_100(provision.keeps)
    one, two = _left_out(account, provision)
    told = [
        _at_least("sure_enough", account.v, provision.bar, f"The chance of being below is at least {bar} in 100."),
        _at_least("without_one_client", one, provision.keeps, f"Without any one client it is at least {keeps} in 100."),
    ]
    if provision.finding.clients_left_out > 1:
        sentence = f"Without any two clients it is at least {keeps} in 100."
        told.append(_at_least("without_two_clients", two, provision.keeps, sentence))
    return tuple(told)


def _left_out(account: OneAccount, provision: Provision) -> tuple[float, float]:
    """Return the least v without one and without two clients; two are not tried where one is too many."""
    rows, nobody = account.weighed.rows, np.zeros(1, dtype=np.int64)
    adverse = account.weighed.counts.adverse_clients
    one = float(least_without(rows, nobody, adverse, clients_out=1, model=account.model)[0])
    if one < provision.keeps:
        return one, one
    return one, float(least_without(rows, nobody, adverse, clients_out=2, model=account.model)[0])


def _limit(account: OneAccount, provision: Provision, reasons: Sequence[str]) -> Condition:
    hindered = [reason for reason in _LIMITS if reason.code in reasons]
    alpha = provision.finding.alpha
    return Condition(
        code="few_wrong",
        holds=not hindered,
        have=1.0 - account.v,
        need=alpha,
        sentence=hindered[0].sentence
        if hindered
        else f"Of all accounts ever found, at most {_of_100(alpha)} in 100 are expected to be found wrongly.",
    )


def _at_least(code: str, have: float, need: float, sentence: str) -> Condition:
    return Condition(code=code, holds=have >= need, have=float(have), need=float(need), sentence=sentence)


def _within(code: str, days: int, need: int, sentence: str) -> Condition:
    ever = days < np.iinfo(np.int64).max
    have = float(days) if ever else _NEVER
    return Condition(code=code, holds=ever and days <= need, have=have, need=float(need), sentence=sentence)


def _of_100(share: float) -> str:
    return f"{100 * share:.6g}"
