"""A look evaluates everybody as of one instant, from one snapshot, under one policy."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

import pyarrow as pa

from fairnotice.evaluation.appraisal import Appraisals
from fairnotice.evaluation.choosing import PastCharges
from fairnotice.evaluation.engine import appraise, choose, learn
from fairnotice.evaluation.model import LookModel
from fairnotice.kernel.fingerprint import canonical_json
from fairnotice.policy.rulebook import Policy
from fairnotice.warehouse.explaining import explain
from fairnotice.warehouse.gathering import Gathered, gather, ranges_of
from fairnotice.warehouse.home import Warehouse
from fairnotice.warehouse.look import (
    ACCOUNTS_FILE,
    CLIENTS_FILE,
    MODEL_FILE,
    FoundAccount,
    LookPast,
    LookRef,
    LookResult,
)
from fairnotice.warehouse.look_table import Named, findings_of, look_table, summary_of, write_table
from fairnotice.warehouse.snapshot import Snapshot
from fairnotice.warehouse.span import LookSpan
from fairnotice.warehouse.tallies import TallyReader, reading

__all__ = ["FoundAccount", "LookPast", "LookRef", "LookResult", "conduct", "explain"]

Progress = Callable[[str, int, int], None]
"""Told (what, which piece is at work, of how many)."""


def conduct(
    warehouse: Warehouse,
    policy: Policy,
    *,
    as_of: datetime,
    past: LookPast,
    into: Path,
    snapshot: Snapshot | None = None,
    progress: Progress | None = None,
    parts: int | None = None,
) -> LookResult:
    """
    Evaluate everybody as of *as_of* and leave the look's tables in the folder *into*.

    The folder appears whole or not at all, and replaces an earlier one. The same facts, policy and past leave the
    same bytes, in however many *parts* the accounts are read (as many as memory asks for, when None).

    Raises:
        BadInput: a rule of the policy fails on a value in the data.
    """
    snapshot = snapshot or warehouse.snapshot()
    working = into.with_name(f".{into.name}.working")
    shutil.rmtree(working, ignore_errors=True)
    scratch = working / "scratch"
    scratch.mkdir(parents=True)
    try:
        gathered = _gather(warehouse, snapshot, policy, _span(policy, as_of, past), scratch, parts, progress)
        with reading(gathered) as reader:
            models = _learn(reader, gathered, policy)
            table = _appraise(reader, gathered, models, policy, past, snapshot, as_of, progress)
            reader.write_standing(working / CLIENTS_FILE, accounts=warehouse.select(snapshot, "accounts"))
        write_table(table, working / ACCOUNTS_FILE)
        model = {standard: learned.as_json() for standard, learned in models.items()}
        (working / MODEL_FILE).write_text(canonical_json(model), encoding="utf-8")
        shutil.rmtree(scratch)
        if into.exists():
            shutil.rmtree(into)
        working.rename(into)
    finally:
        shutil.rmtree(working, ignore_errors=True)
    return LookResult(
        as_of=as_of,
        snapshot_number=snapshot.number,
        snapshot=snapshot.id,
        versions=dict(snapshot.versions),
        directory=into,
        previous_as_of=past.previous_as_of,
        model=model,
        summary=summary_of(table),
        findings=findings_of(table),
    )


def _span(policy: Policy, as_of: datetime, past: LookPast) -> LookSpan:
    return LookSpan.of(policy, as_of=as_of, previous_as_of=past.previous_as_of)


def _gather(
    warehouse: Warehouse,
    snapshot: Snapshot,
    policy: Policy,
    span: LookSpan,
    scratch: Path,
    parts: int | None,
    progress: Progress | None,
) -> Gathered:
    """Tally every range of accounts."""
    gathered = Gathered(scratch)
    ranges = ranges_of(warehouse, snapshot, parts)
    for part in range(len(ranges)):
        _tell(progress, "tallying", part + 1, len(ranges))
        gather(warehouse, snapshot, policy, span, gathered, ranges, part)
    return gathered


def standard_key(standard: float) -> str:
    """Return the name under which the model for *standard* is kept."""
    return repr(standard)


def _learn(reader: TallyReader, gathered: Gathered, policy: Policy) -> dict[str, LookModel]:
    """Learn one model for every standard, from all accounts measured by it."""
    strictness = reader.strictness()
    models = {}
    for standard in sorted({clause.standard for clause in policy.provisions if clause.measures_accounts}):
        clauses = [clause for clause in policy.provisions if clause.measures_accounts and clause.standard == standard]
        kinds = tuple(sorted({kind for clause in clauses for kind in clause.applies_to}))
        models[standard_key(standard)] = learn(
            gathered.prior_of(kinds), strictness, reader.sample(kinds), policy=policy, standard=standard
        )
    return models


def _appraise(
    reader: TallyReader,
    gathered: Gathered,
    models: Mapping[str, LookModel],
    policy: Policy,
    past: LookPast,
    snapshot: Snapshot,
    as_of: datetime,
    progress: Progress | None,
) -> pa.Table:
    """Appraise every range under every clause, choose whom to tell, and return the table."""
    appraised: list[Appraisals] = []
    kinds: list[str] = []
    names: list[str] = []
    before: list[float] = []
    for part in range(gathered.parts):
        _tell(progress, "appraising", part + 1, gathered.parts)
        known = {account: (kind, name) for account, kind, name in reader.names(part)}
        for clause in policy.provisions:
            if not clause.measures_accounts:
                continue
            tallies = reader.part(part, clause.applies_to)
            accounts = tallies.pairs.accounts
            previous = reader.previous(past.directory, len(accounts))
            model = models[standard_key(clause.standard)]
            appraised.append(appraise(tallies, model, policy=policy, provision=clause, previous=previous))
            kinds += [known[account][0] for account in accounts]
            names += [known[account][1] for account in accounts]
            before += previous.v.tolist()
    choice = choose(
        appraised,
        policy=policy,
        past=PastCharges.of(past.charges, look_on=as_of.date()),
        active=sum(model.accounts for model in models.values()),
    )
    return look_table(appraised, choice, Named(kinds, names, before), policy, snapshot.id)


def _tell(progress: Progress | None, what: str, done: int, of: int) -> None:
    if progress is not None:
        progress(what, done, of)
