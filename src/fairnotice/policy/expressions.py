"""What a rule may say about a contract: SQL expressions that only read the columns they are given."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches

import sqlglot
from sqlglot import exp
from sqlglot.errors import ParseError, TokenError

from fairnotice.kernel.problem import BadInput, Problem
from fairnotice.policy.expression_types import Family, family_of_column, family_of_type, type_faults

GREATEST_LENGTH = 4_000
"""Characters; a longer rule cannot be read by the people it binds."""

OPERATORS: tuple[type[exp.Expr], ...] = (
    exp.Column, exp.Identifier, exp.Literal, exp.Boolean, exp.Null, exp.Paren,
    exp.And, exp.Or, exp.Not, exp.Is, exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE,
    exp.NullSafeEQ, exp.NullSafeNEQ, exp.In, exp.Between, exp.Like, exp.ILike, exp.Escape,
    exp.Add, exp.Sub, exp.Mul, exp.Div, exp.IntDiv, exp.Mod, exp.Neg, exp.DPipe,
    exp.Case, exp.If, exp.Cast, exp.TryCast, exp.DataType, exp.DataTypeParam, exp.Interval, exp.Var,
)  # fmt: skip
FUNCTIONS: Mapping[str, type[exp.Expr]] = {
    "abs": exp.Abs, "ceil": exp.Ceil, "coalesce": exp.Coalesce, "concat": exp.Concat, "contains": exp.Contains,
    "date_diff": exp.DateDiff, "date_trunc": exp.TimestampTrunc, "day": exp.Day,
    "ends_with": exp.EndsWith, "extract": exp.Extract, "floor": exp.Floor, "greatest": exp.Greatest,
    "least": exp.Least, "left": exp.Left, "length": exp.Length, "lower": exp.Lower, "make_date": exp.DateFromParts,
    "md5": exp.MD5, "month": exp.Month, "nullif": exp.Nullif, "regexp_extract": exp.RegexpExtract,
    "regexp_matches": exp.RegexpLike, "regexp_replace": exp.RegexpReplace, "replace": exp.Replace,
    "right": exp.Right, "round": exp.Round, "split_part": exp.SplitPart, "starts_with": exp.StartsWith,
    "strftime": exp.TimeToStr, "strptime": exp.StrToTime, "substring": exp.Substring, "trim": exp.Trim,
    "upper": exp.Upper, "year": exp.Year,
}  # fmt: skip
PLAIN_FUNCTIONS = frozenset({"date_part", "try_strptime"})
"""Allowed functions that SQLGlot leaves as they are."""
ALLOWED = (*OPERATORS, *frozenset(FUNCTIONS.values()), exp.DateTrunc, exp.Anonymous)
UNITS = frozenset({"YEAR", "QUARTER", "MONTH", "WEEK", "DAY", "HOUR", "MINUTE", "SECOND", "DOW", "ISODOW", "DOY"})
TYPES = ("BIGINT", "INTEGER", "DOUBLE", "DECIMAL", "VARCHAR", "BOOLEAN", "DATE", "TIMESTAMP")
NEVER = (exp.Query, exp.Subquery, exp.Exists, exp.Any, exp.All)
"""Nodes that would read a table."""


def check_expression(
    sql: str,
    *,
    columns: Mapping[str, str] | Collection[str],
    boolean: bool,
    where: str = "expression",
) -> str:
    """
    Return *sql* as normalized DuckDB SQL, once it is known to read nothing but *columns*.

    *columns* are the names allowed, with their SQL types where they are known. *boolean* asks for a
    yes or no (a rule's ``when``) instead of a value. *where* is the place that problems name.

    Raises:
        BadInput: every fault found: a column, function, operator or type that is not allowed, a
            statement or subquery, values of kinds that do not compare.
    """
    types = {name: family_of_column(kind) for name, kind in _typed(columns).items()}
    try:
        tree = _parse(sql)
    except (ParseError, TokenError, RecursionError, ValueError) as fault:
        raise BadInput([Problem(where, *_unreadable(sql, fault))]) from None
    faults = list(_faults(tree, types))
    if not faults:
        faults = list(type_faults(tree, types, boolean=boolean))
    if faults:
        raise BadInput([Problem(where, what, hint) for what, hint in dict.fromkeys(faults)])
    canonical = {name.lower(): name for name in types}
    for column in list(tree.find_all(exp.Column)):
        column.set("this", exp.to_identifier(canonical.get(column.name.lower(), column.name), quoted=True))
    return str(tree.sql(dialect="duckdb", comments=False))


def columns_of(sql: str) -> frozenset[str]:
    """Return the names of the columns that a checked expression reads."""
    return frozenset(column.name for column in _parse(sql).find_all(exp.Column))


def _typed(columns: Mapping[str, str] | Collection[str]) -> Mapping[str, str]:
    return columns if isinstance(columns, Mapping) else dict.fromkeys(columns, "")


def _parse(sql: str) -> exp.Expr:
    """Return the tree of one expression; anything more or other is a ParseError."""
    if len(sql) > GREATEST_LENGTH:
        raise ValueError(f"It has {len(sql)} characters; at most {GREATEST_LENGTH} are allowed.")
    if not sql.strip():
        raise ValueError("It is empty.")
    return sqlglot.parse_one(sql, dialect="duckdb", into=exp.Condition)


def _unreadable(sql: str, fault: Exception) -> tuple[str, str]:
    """Return what and hint for text that is not one SQL expression."""
    if isinstance(fault, ValueError) and not isinstance(fault, (ParseError, TokenError)):
        return str(fault), "Write one SQL condition, such as: stars >= 4."
    if isinstance(fault, RecursionError):
        return "It is nested too deeply to be read.", "Take brackets away, or split it into several rules."
    first = fault.errors[0] if isinstance(fault, ParseError) and fault.errors else {}
    near = f' near "{first["highlight"]}" (character {first["col"]})' if first.get("highlight") else ""
    return (
        f"`{sql.strip()}` is not one SQL expression: it cannot be read{near}.",
        "Write one condition over the columns, without SELECT, semicolons or names given by AS.",
    )


def _faults(tree: exp.Expr, types: Mapping[str, Family]) -> Iterator[tuple[str, str]]:
    """Yield (what, hint) for every node that is not on the lists."""
    skipped: set[int] = set()
    for node in tree.walk(bfs=False):
        if node.parent is not None and id(node.parent) in skipped:
            skipped.add(id(node))
            continue
        if fault := _fault_of(node, types):
            skipped.add(id(node))
            yield fault


def _fault_of(node: exp.Expr, types: Mapping[str, Family]) -> tuple[str, str] | None:
    """Return (what, hint) when *node* may not stand in an expression."""
    text = node.sql(dialect="duckdb", comments=False)
    if isinstance(node, NEVER) or (isinstance(node, exp.In) and (node.args.get("query") or node.args.get("field"))):
        return f"`{text}` reads a table.", "An expression may only read the columns of its own row."
    if isinstance(node, exp.Column):
        return _column_fault(node, text, types)
    plain = isinstance(node, exp.Anonymous) and node.name.lower() in PLAIN_FUNCTIONS
    if not plain and (isinstance(node, exp.Anonymous) or not isinstance(node, ALLOWED)):
        return _stranger(node, text)
    if isinstance(node, (exp.Cast, exp.TryCast)) and family_of_type(node.to) is None:
        kind = node.to.sql(dialect="duckdb")
        return f"Values may not be turned into {kind}.", f"Allowed types: {', '.join(TYPES)}."
    if isinstance(node, exp.Var) and node.name.upper() not in UNITS:
        return f"`{node.name}` is no unit of time.", f"Units: {', '.join(sorted(unit.lower() for unit in UNITS))}."
    return None


def _column_fault(node: exp.Column, text: str, types: Mapping[str, Family]) -> tuple[str, str] | None:
    if len(node.parts) > 1:
        return f"`{text}` names a column of another table.", "Write the column alone, without a point."
    if node.name.lower() in {name.lower() for name in types}:
        return None
    if isinstance(node.this, exp.Identifier) and node.this.quoted:
        return (
            f'There is no column "{node.name}".',
            f"Text stands in single quotes: '{node.name}'. {_nearest(node.name, types)}",
        )
    return f"There is no column `{node.name}`.", _nearest(node.name, types)


def _stranger(node: exp.Expr, text: str) -> tuple[str, str]:
    """Return (what, hint) for a function or construction that is not on the lists."""
    if isinstance(node, exp.Func):
        name = node.name.lower() if isinstance(node, exp.Anonymous) else text.split("(", 1)[0].lower()
        near = get_close_matches(name, [*FUNCTIONS, *PLAIN_FUNCTIONS], n=1)
        hint = f"Did you mean {near[0]}?" if near else f"Allowed: {', '.join(sorted({*FUNCTIONS, *PLAIN_FUNCTIONS}))}."
        return f"The function {name} is not allowed.", hint
    return (
        f"`{text}` is not allowed in an expression.",
        "Use columns, values, comparisons, AND, OR, NOT, CASE and the listed functions.",
    )


def _nearest(name: str, names: Collection[str]) -> str:
    near = get_close_matches(name.lower(), [known.lower() for known in names], n=1)
    return f"Did you mean {near[0]}?" if near else f"Columns: {', '.join(sorted(names))}."
