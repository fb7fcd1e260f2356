"""The rows that explaining one account needs: its own, and how its clients rate everybody else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

import duckdb

from fairnotice.evaluation.tally import OtherCounterparties
from fairnotice.kernel.refusal import Refusal
from fairnotice.policy.rulebook import Policy
from fairnotice.warehouse.gathering import measured_kinds
from fairnotice.warehouse.home import Warehouse, read_parquet
from fairnotice.warehouse.look import ACCOUNTS_FILE, CLIENTS_FILE, LookRef
from fairnotice.warehouse.snapshot import Snapshot
from fairnotice.warehouse.span import LookSpan
from fairnotice.warehouse.statements import ask, filled, outcomes_sql, words

TABLES_READ = ("contracts", "feedback", "posts")
SAID_OF_ACCOUNT = "kind, name, verdict, reasons, previous_v"
SAID_OF_CLIENTS = "client_id, client_name, first_adverse, counterparties, adverse"


class UnknownAccount(Refusal):
    """Refuse to explain an account that the facts do not know, or that no clause measures."""

    code: ClassVar[str] = "unknown_account"

    def __init__(self, account_id: str, *, kind: str, near: tuple[str, ...]) -> None:
        if kind:
            said = f"{account_id} is a {kind}; no clause of the policy measures those."
        else:
            said = f"There is no account {account_id}."
        super().__init__(f"{said} Near it: {', '.join(near)}." if near else said)
        self.account_id = account_id
        self.near = near


@dataclass(frozen=True, slots=True)
class AccountRows:
    """What the warehouse and the look's tables hold about one account."""

    kind: str
    names: Mapping[str, str]
    contracts: list[dict[str, Any]]
    clients: dict[str, OtherCounterparties]
    row: Mapping[str, Any]
    """The account's row of the look's table; empty where the look did not know it."""
    posts_without_hire: int


def read_account(
    warehouse: Warehouse,
    snapshot: Snapshot,
    policy: Policy,
    span: LookSpan,
    account_id: str,
    *,
    look: LookRef,
    after: datetime | None,
) -> AccountRows:
    """
    Read the account's own rows, its row of the look and its clients' standing.

    Raises:
        UnknownAccount: the facts know no such account.
    """
    known = {**span.parameters(after=after), "account_id": account_id}
    with warehouse.glance(snapshot, tables=TABLES_READ, accounts=(account_id, account_id)) as connection:
        contracts = _dicts(ask(connection, filled("explained", outcomes=outcomes_sql(policy)), known))
        standing = _of_account(connection, look, CLIENTS_FILE, account_id, SAID_OF_CLIENTS)
        found = _of_account(connection, look, ACCOUNTS_FILE, account_id, SAID_OF_ACCOUNT)
        posts = ask(connection, filled("posts"), known).fetchall()
    names = {row["client_id"]: row["client_name"] for row in standing}
    kind = found[0]["kind"] if found else ""
    if found:
        names[account_id] = found[0]["name"]
    missing = {row[key] for row in contracts for key in ("client_id", "worker_id")} - names.keys()
    for one, its_kind, name in _called(warehouse, snapshot, missing | (set() if found else {account_id})):
        names[one] = name
        kind = its_kind if one == account_id else kind
    if not kind:
        raise UnknownAccount(account_id, kind="", near=_near(warehouse, snapshot, policy, account_id))
    return AccountRows(
        kind=kind,
        names={one: name for one, name in names.items() if name is not None},
        contracts=contracts,
        clients={
            row["client_id"]: OtherCounterparties(
                counterparties=row["counterparties"] - 1, adverse=int(row["adverse"]) - int(row["first_adverse"])
            )
            for row in standing
            if row["first_adverse"] is not None
        },
        row=found[0] if found else {},
        posts_without_hire=posts[0][0],
    )


def _called(warehouse: Warehouse, snapshot: Snapshot, ids: set[str]) -> list[tuple[str, str, str]]:
    """Return id, kind and name of accounts whom the look's tables do not name; it searches all accounts."""
    if not ids - {""}:
        return []
    with warehouse.glance(snapshot, tables=["accounts"]) as connection:
        return connection.execute(filled("names", ids=words(ids - {""}))).fetchall()


def _near(warehouse: Warehouse, snapshot: Snapshot, policy: Policy, account_id: str) -> tuple[str, ...]:
    """Return the ids most like one that nobody has."""
    with warehouse.glance(snapshot, tables=["accounts"]) as connection:
        sql = filled("near_ids", kinds=words(measured_kinds(policy)))
        return tuple(row[0] for row in ask(connection, sql, {"account_id": account_id}).fetchall())


def _of_account(
    connection: duckdb.DuckDBPyConnection, look: LookRef, file: str, account_id: str, columns: str
) -> list[dict[str, Any]]:
    """Return *columns* of the account's rows of one of the look's tables."""
    table = read_parquet([str(look.directory / file)])
    return _dicts(connection.execute(f"SELECT {columns} FROM {table} WHERE account_id = ?", [account_id]))


def _dicts(asked: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    names = [column[0] for column in asked.description or []]
    return [dict(zip(names, row, strict=True)) for row in asked.fetchall()]
