"""The table a look leaves: one row for every measured account, by id."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from fairnotice.evaluation.appraisal import Appraisals
from fairnotice.evaluation.choosing import Choice
from fairnotice.evaluation.engine import reason_codes
from fairnotice.evaluation.result import Verdict
from fairnotice.policy.rulebook import Policy
from fairnotice.warehouse.look import ACCOUNTS_FILE, FoundAccount

PUBLIC = (
    "account_id", "kind", "verdict", "v", "q_low", "q_mean", "q_high", "contracts", "rated", "adverse", "clients",
    "adverse_clients", "reasons", "policy", "policy_version", "snapshot",
)  # fmt: skip
"""Columns of the evaluation table, in order; scripts rely on them."""
ROW_GROUP = 20_480
TOLD = (Verdict.FINDING, Verdict.HEADS_UP)


@dataclass(frozen=True, slots=True)
class Named:
    """Kind and name of each appraised account, in the order of the appraisals."""

    kinds: Sequence[str]
    names: Sequence[str]
    previous: Sequence[float]
    """What the previous look carried on; NaN where there was none."""


def look_table(
    appraised: Sequence[Appraisals], choice: Choice, named: Named, policy: Policy, snapshot: str
) -> pa.Table:
    """
    Return the rows of a look, sorted by account id.

    Beside the evaluation table's columns: ``name``, ``provision``, ``charged``, ``carried_v`` (what the next look's
    minimum rule starts from, also where there is no estimate) and ``previous_v`` (what this one started from).
    Where evidence is insufficient ``v`` and ``q_*`` are empty: there is nothing to say.
    """
    silent = np.array([verdict is Verdict.INSUFFICIENT_EVIDENCE for verdict in choice.verdicts], dtype=bool)
    rows = len(choice.accounts)

    def joined(field: str) -> np.ndarray:
        return np.concatenate([getattr(one, field) for one in appraised])

    shown = {field: pa.array(joined(field), mask=silent) for field in ("v", "q_low", "q_mean", "q_high")}
    counts = {
        field: pa.array(joined(field), pa.int64())
        for field in ("contracts", "rated", "adverse", "clients", "adverse_clients")
    }
    previous = np.array(named.previous, dtype=np.float64)
    columns = {
        "account_id": pa.array(choice.accounts, pa.string()),
        "kind": pa.array(named.kinds, pa.string()),
        "verdict": pa.array([verdict.value for verdict in choice.verdicts], pa.string()),
        **shown,
        **counts,
        "reasons": pa.array([list(codes) for codes in reason_codes(choice.reasons.tolist())], pa.list_(pa.string())),
        "policy": pa.array([policy.id] * rows, pa.string()),
        "policy_version": pa.array([policy.version] * rows, pa.int64()),
        "snapshot": pa.array([snapshot] * rows, pa.string()),
        "name": pa.array(named.names, pa.string()),
        "provision": pa.array(choice.provisions, pa.string()),
        "charged": pa.array(choice.charged, pa.float64()),
        "carried_v": pa.array(choice.v, pa.float64()),
        "previous_v": pa.array(previous, mask=np.isnan(previous)),
    }
    return pa.table(columns).sort_by("account_id")


def write_table(table: pa.Table, target: Path) -> None:
    """Write *table* as one Parquet file in which a single account is found fast."""
    pq.write_table(table, target, row_group_size=ROW_GROUP, compression="zstd")


def summary_of(table: pa.Table) -> dict[str, int]:
    """Return how many accounts have each verdict; every verdict is there."""
    counts = {row["values"]: row["counts"] for row in table["verdict"].value_counts().to_pylist()}
    return {verdict.value: int(counts.get(verdict.value, 0)) for verdict in Verdict}


def findings_of(table: pa.Table) -> tuple[FoundAccount, ...]:
    """Return the accounts with a finding or a heads-up, by id."""
    told = pa.array([verdict.value for verdict in TOLD])
    rows = table.filter(pa.compute.is_in(table["verdict"], value_set=told)).to_pylist()
    return tuple(
        FoundAccount(
            account_id=row["account_id"],
            kind=row["kind"],
            name=row["name"],
            provision=row["provision"],
            verdict=Verdict(row["verdict"]),
            v=row["v"],
            charged=row["charged"],
            reasons=tuple(row["reasons"]),
        )
        for row in rows
    )


def read_table(directory: Path) -> pa.Table:
    """Return the table that a look left in *directory*."""
    return pq.read_table(directory / ACCOUNTS_FILE)
