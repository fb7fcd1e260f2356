"""Every query the warehouse asks stands in a file of its own, under a name and a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from fairnotice.kernel.problem import BadInput, Problem
from fairnotice.policy.rulebook import Counts, Policy

if TYPE_CHECKING:
    import duckdb

PARAMETER = re.compile(r"\$([a-z_]+)")


@cache
def statement(name: str) -> str:
    """Return the text of the query *name*, with its places ``{{...}}`` still open."""
    return (files("fairnotice.warehouse") / "sql" / f"{name}.sql").read_text(encoding="utf-8").strip()


def filled(name: str, **places: str) -> str:
    """
    Return the query *name* with every place filled.

    Raises:
        KeyError: the query has a place that was not given.
    """
    return re.sub(r"\{\{(\w+)\}\}", lambda match: places[match[1]], statement(name))


def outcomes_sql(policy: Policy) -> str:
    """Return the query that gives every contract its outcome under *policy*."""
    numbers = dict.fromkeys(Counts, "0")
    for number, rule in enumerate(policy.outcomes, start=1):
        numbers[rule.counts] += f", {number}"
    branches = "\n        ".join(f"WHEN {rule.when} THEN {n}" for n, rule in enumerate(policy.outcomes, start=1))
    return filled(
        "outcomes",
        rules=f"CASE\n        {branches}\n    END",
        satisfied=numbers[Counts.SATISFIED],
        adverse=numbers[Counts.ADVERSE],
        left_out=numbers[Counts.LEFT_OUT],
    )


def words(values: Iterable[str]) -> str:
    """Return *values* as a list of SQL literals, in order."""
    return ", ".join("'" + value.replace("'", "''") + "'" for value in sorted(values))


def ask(
    connection: duckdb.DuckDBPyConnection, sql: str, known: dict[str, Any], *, into: str = ""
) -> duckdb.DuckDBPyConnection:
    """
    Run *sql* with those of the *known* parameters that it names; *into* creates a table from it.

    Raises:
        BadInput: a rule of the policy fails on a value in the data.
    """
    import duckdb  # noqa: PLC0415  the engine has no place in a web worker's start-up

    named = set(PARAMETER.findall(sql))
    text = f"CREATE TEMP TABLE {into} AS {sql}" if into else sql
    try:
        return connection.execute(text, {name: known[name] for name in named})
    except (duckdb.ConversionException, duckdb.InvalidInputException, duckdb.BinderException) as fault:
        said = str(fault).partition("\n")[0]
        problem = Problem("policy outcomes", f"A rule fails on the data: {said}", "Use TRY_CAST, or test for NULL.")
        raise BadInput([problem]) from fault
