"""Everything evaluation says of one account, from a single look through the glass."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fairnotice.evaluation import history, parts, telling_conditions
from fairnotice.evaluation.one_account import OneAccount
from fairnotice.evaluation.result import Condition, Estimate, InsufficientEvidence, MonthEstimate, Part, WhatIf
from fairnotice.evaluation.what_if import what_if_of
from fairnotice.policy.rulebook import Provision


@dataclass(frozen=True, slots=True)
class Answers:
    """What the functions of ``engine`` answer one by one."""

    estimate: Estimate | InsufficientEvidence
    weights: Mapping[str, float]
    """By contract id."""
    by_client: tuple[Part, ...]
    by_member: tuple[Part, ...]
    over_time: tuple[MonthEstimate, ...]
    conditions: tuple[Condition, ...]
    what_if: WhatIf | None


def answers_of(
    account: OneAccount,
    *,
    provision: Provision,
    as_of: date,
    next_look_on: date,
    reasons: Sequence[str],
    names: Mapping[str, str],
    members: bool,
) -> Answers:
    """Answer everything about *account*; its members only where *members* are asked for."""
    return Answers(
        estimate=parts.answer_of(account, provision=provision, as_of=as_of),
        weights=weights_of(account),
        by_client=parts.by_client(account, provision=provision, names=names),
        by_member=parts.by_member(account, provision=provision, as_of=as_of, names=names) if members else (),
        over_time=history.over_time(account, provision=provision, as_of=as_of),
        conditions=telling_conditions.conditions_of(account, provision=provision, reasons=reasons),
        what_if=what_if_of(account, provision=provision, as_of=as_of, next_look_on=next_look_on)
        if parts.has_estimate(account, provision)
        else None,
    )


def weights_of(account: OneAccount) -> dict[str, float]:
    """Return the weight of each rated contract, by contract id."""
    return dict(zip((one.contract_id for one in account.contracts), account.weights.tolist(), strict=True))
