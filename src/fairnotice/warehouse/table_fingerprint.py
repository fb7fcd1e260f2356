"""The rows of a look's table have one fingerprint, whatever file holds them: a replay must have the same."""

from __future__ import annotations

from pathlib import Path

import duckdb

from fairnotice.warehouse.home import read_parquet
from fairnotice.warehouse.look import ACCOUNTS_FILE


def table_fingerprint(directory: Path) -> str:
    """Return the SHA-256 over all rows of the evaluation table in *directory*, in order of account and provision."""
    path = str(directory / ACCOUNTS_FILE)
    with duckdb.connect() as connection:
        found = connection.execute(
            f"""
            WITH line AS (SELECT t.account_id AS id, CAST(t AS VARCHAR) AS row FROM {read_parquet([path])} AS t)
            SELECT sha256(coalesce(string_agg(md5(row), '' ORDER BY id, row), '')) FROM line
            """
        ).fetchone()
    if found is None:
        raise RuntimeError("An aggregate always has a row.")
    return str(found[0])
