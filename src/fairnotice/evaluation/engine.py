"""The one door of evaluation: learn from everybody, appraise every account, choose whom to tell, explain one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np

from fairnotice.evaluation import answers, appraising, choosing, history, learning, parts, telling_conditions
from fairnotice.evaluation import reasons as reasons_table
from fairnotice.evaluation.answers import Answers
from fairnotice.evaluation.appraisal import Appraisals, Previous
from fairnotice.evaluation.choosing import Choice, PastCharges
from fairnotice.evaluation.estimate import HIGH, LOW, quantiles
from fairnotice.evaluation.model import LookModel
from fairnotice.evaluation.one_account import OneAccount
from fairnotice.evaluation.renewal import bad_share, population_cells
from fairnotice.evaluation.result import Condition, Estimate, InsufficientEvidence, MonthEstimate, Part, WhatIf
from fairnotice.evaluation.tally import AccountEvidence, PriorTallies, RangeTallies, StrictnessTallies
from fairnotice.evaluation.what_if import what_if_of
from fairnotice.policy.rulebook import Policy, Provision


def learn(
    prior: PriorTallies, strictness: StrictnessTallies, sample: RangeTallies, *, policy: Policy, standard: float
) -> LookModel:
    """
    Learn the population, the drift and how strict clients are from everybody measured by one standard.

    *prior* and *strictness* cover the whole marketplace. *sample* serves only to learn the renewal ``h`` and is not
    looked at when the policy fixes it; up to 20,000 accounts chosen by a hash of their id are plenty.
    The answer is the same to the bit for the same tallies in any order, and survives
    ``LookModel.from_json(model.as_json())``.
    """
    return learning.learn(prior, strictness, sample, policy=policy, standard=standard)


def appraise(
    tallies: RangeTallies, model: LookModel, *, policy: Policy, provision: Provision, previous: Previous
) -> Appraisals:
    """
    Estimate every account of a range and test the conditions of a finding and of a heads-up, but for the ledger.

    All accounts of the range are measured by *provision*. *previous* is aligned to ``tallies.pairs.accounts``.
    Splitting a range in two gives the same numbers to the bit.
    """
    return appraising.appraise(tallies, model, policy=policy, provision=provision, previous=previous)


def choose(appraised: Sequence[Appraisals], *, policy: Policy, past: PastCharges, active: int) -> Choice:
    """
    Choose whom to tell at this look, as the lifetime ledger, the yearly budget and the cap allow.

    *appraised* are all ranges of all provisions of one look, in any order; *active* is the number of measured
    accounts with a rated outcome in the prior's months (``LookModel.accounts``). The choice's arrays follow the
    concatenation of *appraised*.
    """
    return choosing.choose(appraised, policy=policy, past=past, active=active)


def reason_codes(masks: Sequence[int]) -> list[tuple[str, ...]]:
    """Return the stable snake_case codes of each mask of ``Choice.reasons``; ``reasons.Reason`` has their sentences."""
    return reasons_table.reason_codes(masks)


def answers_of(
    evidence: AccountEvidence,
    model: LookModel,
    *,
    policy: Policy,
    provision: Provision,
    as_of: date,
    next_look_on: date,
    reasons: Sequence[str],
    names: Mapping[str, str],
    members: bool,
) -> Answers:
    """Answer at once what the functions below answer one by one; the account is weighed and filtered once for all."""
    return answers.answers_of(
        OneAccount(evidence, model, policy),
        provision=provision,
        as_of=as_of,
        next_look_on=next_look_on,
        reasons=reasons,
        names=names,
        members=members,
    )


def weights_of(evidence: AccountEvidence, model: LookModel, *, policy: Policy) -> dict[str, float]:
    """Return the weight of each rated contract, by contract id: 0 for a barred client, less than 1 for repeats."""
    return answers.weights_of(OneAccount(evidence, model, policy))


def estimate_of(
    evidence: AccountEvidence, model: LookModel, *, policy: Policy, provision: Provision, as_of: date
) -> Estimate | InsufficientEvidence:
    """Estimate one account; equals to the bit what ``appraise`` says of the same rows."""
    return parts.answer_of(OneAccount(evidence, model, policy), provision=provision, as_of=as_of)


def over_time(
    evidence: AccountEvidence, model: LookModel, *, policy: Policy, provision: Provision, as_of: date
) -> tuple[MonthEstimate, ...]:
    """Estimate the account at the end of every month since its first rated one, with what the look of *as_of* knows."""
    return history.over_time(OneAccount(evidence, model, policy), provision=provision, as_of=as_of)


def conditions_of(
    evidence: AccountEvidence,
    model: LookModel,
    *,
    policy: Policy,
    provision: Provision,
    reasons: Sequence[str] = (),
) -> tuple[Condition, ...]:
    """
    Return the conditions of a finding with the numbers that decide each.

    *reasons* are the codes the look recorded for the account; they say whether the ledger, the budget or the cap
    held a finding back, which one account alone cannot know. That last condition is asked, and told, only where
    the account meets all others.
    """
    account = OneAccount(evidence, model, policy)
    return telling_conditions.conditions_of(account, provision=provision, reasons=reasons)


def by_client(
    evidence: AccountEvidence,
    model: LookModel,
    *,
    policy: Policy,
    provision: Provision,
    names: Mapping[str, str],
) -> tuple[Part, ...]:
    """Return each client's part in the account and v without them, those against the account first."""
    return parts.by_client(OneAccount(evidence, model, policy), provision=provision, names=names)


def by_member(
    evidence: AccountEvidence,
    model: LookModel,
    *,
    policy: Policy,
    provision: Provision,
    as_of: date,
    names: Mapping[str, str],
) -> tuple[Part, ...]:
    """Return each member's part (``worker_id``) in an agency, estimated alone, and v without them."""
    return parts.by_member(OneAccount(evidence, model, policy), provision=provision, as_of=as_of, names=names)


def what_if(
    evidence: AccountEvidence,
    model: LookModel,
    *,
    policy: Policy,
    provision: Provision,
    as_of: date,
    next_look_on: date,
) -> WhatIf | None:
    """
    Return what would change the result, each item evaluated again; None where there is no estimate.

    Removals are named only while v is at or above ``provision.keeps``: below it nothing stands to be lifted.
    """
    account = OneAccount(evidence, model, policy)
    if not parts.has_estimate(account, provision):
        return None
    return what_if_of(account, provision=provision, as_of=as_of, next_look_on=next_look_on)


def population_range(model: LookModel) -> tuple[float, float]:
    """Return the range of most accounts: the 2.5 and 97.5 % quantiles of the population."""
    grid, cells = population_cells(model)
    bad = np.array([bad_share(model)])
    return float(quantiles(cells[None, :], bad, LOW, grid)[0]), float(quantiles(cells[None, :], bad, HIGH, grid)[0])
