"""Everything one look says about one account, from that account's rows alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from fairnotice.evaluation import engine
from fairnotice.evaluation.model import LookModel
from fairnotice.evaluation.result import (
    Condition,
    CountedContract,
    Estimate,
    Explanation,
    InsufficientEvidence,
    Provenance,
    Verdict,
)
from fairnotice.evaluation.tally import AccountEvidence, OtherCounterparties, RatedContract
from fairnotice.policy.rulebook import Counts, Policy, Provision
from fairnotice.warehouse.account_rows import AccountRows, UnknownAccount, read_account
from fairnotice.warehouse.home import Warehouse
from fairnotice.warehouse.look import MODEL_FILE, LookRef, next_look_on
from fairnotice.warehouse.snapshot import Snapshot
from fairnotice.warehouse.span import LookSpan

BARRED = ("client_barred", "This client is unsatisfied with nearly everybody. What they say does not count.")
"""Code and sentence of a rated contract whose client weighs nothing."""


def explain(
    warehouse: Warehouse, policy: Policy, account_id: str, *, look: LookRef, after: datetime | None = None
) -> Explanation:
    """
    Explain *look*'s answer about one account; with *after*, judge only contracts that ended from then on (P6).

    Raises:
        UnknownAccount: the facts of the look know no such account, or no clause measures its kind.
    """
    snapshot = warehouse.snapshot(look.snapshot_number)
    span = LookSpan.of(policy, as_of=look.as_of, previous_as_of=look.previous_as_of)
    rows = read_account(warehouse, snapshot, policy, span, account_id, look=look, after=after)
    clause = policy.provision_for(rows.kind)
    if clause is None:
        raise UnknownAccount(account_id, kind=rows.kind, near=())
    models = json.loads((look.directory / MODEL_FILE).read_text(encoding="utf-8"))
    model = LookModel.from_json(models[repr(clause.standard)])
    evidence = _evidence(account_id, rows, after=after)
    return _explanation(policy, clause, model, evidence, rows, span, snapshot, after=after)


def _explanation(
    policy: Policy,
    clause: Provision,
    model: LookModel,
    evidence: AccountEvidence,
    rows: AccountRows,
    span: LookSpan,
    snapshot: Snapshot,
    *,
    after: datetime | None,
) -> Explanation:
    """Put together what evaluation says of *evidence*."""
    on = span.as_of.date()
    next_on = next_look_on(policy, on)
    reasons = tuple(rows.row.get("reasons", ())) if after is None else ()
    told = engine.answers_of(
        evidence,
        model,
        policy=policy,
        provision=clause,
        as_of=on,
        next_look_on=next_on,
        reasons=reasons,
        names=rows.names,
        members=rows.kind == "agency",
    )
    low, high = engine.population_range(model)
    return Explanation(
        account_id=evidence.account_id,
        kind=rows.kind,
        name=rows.names.get(evidence.account_id, ""),
        verdict=_verdict(rows, told.estimate, told.conditions, after=after),
        provenance=Provenance(
            policy=policy.id,
            policy_title=policy.title,
            policy_version=policy.version,
            provision=clause.id,
            snapshot=snapshot.id,
            window_from=max(span.window_from, after.date()) if after else span.window_from,
            window_to=span.window_to,
            as_of=span.as_of,
            next_look_on=next_on,
        ),
        standard=clause.standard,
        bar=clause.bar,
        keeps=clause.keeps,
        estimate=told.estimate,
        contracts=tuple(_counted(row, rows.names, told.weights, policy) for row in rows.contracts),
        by_member=told.by_member,
        by_client=told.by_client,
        over_time=told.over_time,
        conditions=told.conditions,
        what_if=told.what_if,
        population_low=low,
        population_high=high,
        posts_without_hire=rows.posts_without_hire,
        reasons=reasons,
    )


def _verdict(
    rows: AccountRows,
    estimate: Estimate | InsufficientEvidence,
    conditions: tuple[Condition, ...],
    *,
    after: datetime | None,
) -> Verdict:
    """Return the look's verdict; judged on later contracts alone, what the conditions say."""
    if after is None and rows.row:
        return Verdict(rows.row["verdict"])
    if isinstance(estimate, InsufficientEvidence):
        return Verdict.INSUFFICIENT_EVIDENCE
    fails = after is not None and all(condition.holds for condition in conditions)
    return Verdict.FINDING if fails else Verdict.CLEAR


def _evidence(account_id: str, rows: AccountRows, *, after: datetime | None) -> AccountEvidence:
    rated = tuple(
        RatedContract(
            contract_id=row["contract_id"],
            client_id=row["client_id"],
            worker_id=row["worker_id"],
            month=row["month"],
            adverse=bool(row["adverse"]),
            days=row["days_since_end"],
            new=bool(row["is_new"]),
        )
        for row in rows.contracts
        if row["satisfied"] or row["adverse"]
    )
    unknown = OtherCounterparties(0, 0)
    return AccountEvidence(
        account_id=account_id,
        rated=rated,
        clients={one.client_id: rows.clients.get(one.client_id, unknown) for one in rated},
        contracts=sum(row["counted"] for row in rows.contracts),
        previous_v=rows.row.get("previous_v") if after is None else None,
    )


def _counted(
    row: Mapping[str, Any], names: Mapping[str, str], weights: Mapping[str, float], policy: Policy
) -> CountedContract:
    """Return one contract with what became of it."""
    rule = policy.outcomes[row["rule"] - 1]
    weight = weights.get(row["contract_id"], 0.0)
    counts, code, sentence = rule.counts, rule.code, rule.sentence
    if (row["satisfied"] or row["adverse"]) and weight == 0.0:
        counts, (code, sentence) = Counts.LEFT_OUT, BARRED
    return CountedContract(
        contract_id=row["contract_id"],
        client_id=row["client_id"],
        client_name=names.get(row["client_id"], ""),
        worker_id=row["worker_id"],
        worker_name=names.get(row["worker_id"], ""),
        category=row["category"],
        started_on=row["started_at"].date(),
        ended_on=_day(row["ended_at"]),
        counts=counts.value,
        code=code,
        sentence=sentence,
        weight=weight,
        stars=row["stars"],
        recommend=row["recommend"],
        comment=row["comment"],
        rated_on=_day(row["rated_at"]),
    )


def _day(instant: datetime | None) -> date | None:
    return instant.date() if instant else None
