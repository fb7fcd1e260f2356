"""Who is reached at an e-mail address: a small sorted table of addresses for each version of the accounts."""

from __future__ import annotations

import os
from pathlib import Path

from fairnotice.warehouse.home import Warehouse, read_parquet, sql_text
from fairnotice.warehouse.snapshot import SIXTY_FOUR_BITS, Snapshot
from fairnotice.warehouse.statements import filled

ROW_GROUP = 20_480


def ids_with_email(warehouse: Warehouse, snapshot: Snapshot, email: str) -> tuple[str, ...]:
    """Return the ids of the accounts that are reached at *email*, in any case of letters, sorted."""
    if not snapshot.state("accounts").rows:
        return ()
    table = keep_addresses(warehouse, snapshot)
    with warehouse.glance(snapshot, tables=()) as connection:
        sought = connection.execute("SELECT lower(?)", [email]).fetchall()[0][0]
        sql = filled("with_email", addresses=read_parquet([str(table)]), email=sql_text(sought))
        return tuple(row[0] for row in connection.execute(sql).fetchall())


def keep_addresses(warehouse: Warehouse, snapshot: Snapshot) -> Path:
    """
    Return the table of addresses of *snapshot*; an import prepares it, and a missing one is made.

    It is named after the accounts' version and content, so it is never out of date. The one before stays for those
    who are reading it; earlier ones are thrown away.
    """
    state = snapshot.state("accounts")
    folder = warehouse.root / "addresses"
    table = folder / f"{state.version}-{state.content % SIXTY_FOUR_BITS:016x}.parquet"
    if table.exists():
        return table
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f".{table.stem}.{os.getpid()}.draft"
    with warehouse.glance(snapshot, tables=["accounts"]) as connection:
        target = sql_text(str(draft))
        connection.execute(f"COPY ({filled('addresses')}) TO {target} (FORMAT parquet, ROW_GROUP_SIZE {ROW_GROUP})")
    draft.replace(table)
    by_age = sorted(folder.glob("*.parquet"), key=lambda path: path.stat().st_mtime_ns)
    for earlier in by_age[:-2]:
        earlier.unlink(missing_ok=True)
    return table
