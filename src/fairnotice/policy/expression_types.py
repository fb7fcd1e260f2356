"""Only values of one kind compare: numbers with numbers, dates with dates, text with text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import StrEnum

from sqlglot import exp


class Family(StrEnum):
    """A kind of value; values of different kinds never compare."""

    NUMBER = "a number"
    TEXT = "text"
    BOOLEAN = "a yes or no"
    TIME = "a date or instant"
    SPAN = "a span of time"
    ANY = "anything"
    """Not known before the data is read."""


FAMILIES: Mapping[str, Family] = {
    "TINYINT": Family.NUMBER, "SMALLINT": Family.NUMBER, "INT": Family.NUMBER, "BIGINT": Family.NUMBER,
    "FLOAT": Family.NUMBER, "DOUBLE": Family.NUMBER, "DECIMAL": Family.NUMBER,
    "VARCHAR": Family.TEXT, "TEXT": Family.TEXT, "BOOLEAN": Family.BOOLEAN,
    "DATE": Family.TIME, "TIMESTAMP": Family.TIME, "TIMESTAMPNTZ": Family.TIME,
}  # fmt: skip
OTHER_NAMES = {"INTEGER": "INT", "STRING": "VARCHAR", "REAL": "FLOAT"}

COMPARISONS = (exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.NullSafeEQ, exp.NullSafeNEQ)
LOGIC = (exp.And, exp.Or)
ARITHMETIC = (exp.Add, exp.Sub, exp.Mul, exp.Div, exp.IntDiv, exp.Mod)
TO_BOOLEAN = (*COMPARISONS, *LOGIC, exp.Not, exp.Is, exp.In, exp.Between, exp.Like, exp.ILike, exp.Boolean,
              exp.Contains, exp.StartsWith, exp.EndsWith, exp.RegexpLike)  # fmt: skip
TO_TEXT = (exp.Concat, exp.DPipe, exp.Lower, exp.Upper, exp.Trim, exp.Replace, exp.Substring, exp.Left, exp.Right,
           exp.SplitPart, exp.RegexpExtract, exp.RegexpReplace, exp.TimeToStr, exp.MD5)  # fmt: skip
TO_NUMBER = (exp.Abs, exp.Ceil, exp.Floor, exp.Round, exp.Length, exp.DateDiff, exp.Extract, exp.Year, exp.Month,
             exp.Day, exp.Neg)  # fmt: skip
TO_TIME = (exp.StrToTime, exp.TimestampTrunc, exp.DateTrunc, exp.DateFromParts)
ALWAYS = (
    (TO_BOOLEAN, Family.BOOLEAN),
    (TO_TEXT, Family.TEXT),
    (TO_NUMBER, Family.NUMBER),
    (TO_TIME, Family.TIME),
    ((exp.Interval,), Family.SPAN),
)
SAME_AS_PARTS = (exp.Coalesce, exp.Greatest, exp.Least)


def family_of_column(kind: str) -> Family:
    """Return the family of a column of SQL type *kind*; an empty or unknown type can be anything."""
    name = kind.upper().split("(", 1)[0].strip()
    return FAMILIES.get(OTHER_NAMES.get(name, name), Family.ANY)


def family_of_type(kind: exp.DataType) -> Family | None:
    """Return the family of a type named in a CAST, or None where values may not be turned into it."""
    return FAMILIES.get(kind.this.value) if not kind.args.get("nested") else None


def family(node: exp.Expr, types: Mapping[str, Family]) -> Family:
    """Return the family of the value of *node*, as far as it can be told without data."""
    if isinstance(node, exp.Column):
        return next((kind for name, kind in types.items() if name.lower() == node.name.lower()), Family.ANY)
    if isinstance(node, (exp.Cast, exp.TryCast)):
        return family_of_type(node.to) or Family.ANY
    if isinstance(node, ARITHMETIC):
        return _arithmetic(node, types)
    if isinstance(node, (exp.Paren, exp.Case, exp.If, exp.Nullif, *SAME_AS_PARTS)):
        return next((kind for part in _values(node) if (kind := family(part, types)) is not Family.ANY), Family.ANY)
    return next((kind for nodes, kind in ALWAYS if isinstance(node, nodes)), _of_literal(node))


def _of_literal(node: exp.Expr) -> Family:
    if not isinstance(node, exp.Literal):
        return Family.ANY
    return Family.TEXT if node.is_string else Family.NUMBER


def type_faults(tree: exp.Expr, types: Mapping[str, Family], *, boolean: bool) -> Iterator[tuple[str, str]]:
    """Yield (what, hint) for comparisons across families and for an answer that is no yes or no."""
    for node in tree.walk(bfs=False):
        if isinstance(node, (*COMPARISONS, exp.In, exp.Between)):
            yield from _comparison_faults(node, types)
        elif isinstance(node, (*LOGIC, exp.Not)):
            for part in (node.this, node.args.get("expression")):
                if part is not None and family(part, types) not in {Family.BOOLEAN, Family.ANY}:
                    yield _no_yes_or_no(part, types)
        elif isinstance(node, ARITHMETIC) and Family.TEXT in {family(node.this, types), family(node.expression, types)}:
            yield f"`{_text(node)}` calculates with text.", "Calculate with numbers; join text with ||."
    if boolean and (isinstance(tree, exp.Null) or family(tree, types) not in {Family.BOOLEAN, Family.ANY}):
        yield _no_yes_or_no(tree, types)


def _no_yes_or_no(node: exp.Expr, types: Mapping[str, Family]) -> tuple[str, str]:
    kind = family(node, types)
    named = "nothing" if isinstance(node, exp.Null) else kind.value
    return (
        f"`{_text(node)}` is {named}, where a yes or no is expected.",
        "Compare it with something, as in: stars >= 4.",
    )


def _comparison_faults(node: exp.Expr, types: Mapping[str, Family]) -> Iterator[tuple[str, str]]:
    left = node.this
    others = [part for key in ("expression", "low", "high") if (part := node.args.get(key)) is not None]
    others += node.expressions
    for right in others:
        kinds = {family(left, types), family(right, types)} - {Family.ANY}
        if kinds == {Family.TIME, Family.TEXT}:
            literal = right if isinstance(right, exp.Literal) else left
            if isinstance(literal, exp.Literal) and _is_instant(literal.name):
                continue
            yield f"`{_text(node)}` compares a date with other text.", "Write dates as '2026-01-31'."
        elif len(kinds) > 1:
            first, second = family(left, types).value, family(right, types).value
            yield f"`{_text(node)}` compares {first} with {second}.", "Compare values of one kind."


def _arithmetic(node: exp.Expr, types: Mapping[str, Family]) -> Family:
    """Return the family of a sum or product: dates move by spans and days, and their difference is either."""
    left, right = family(node.this, types), family(node.expression, types)
    if Family.TIME in {left, right}:
        return Family.ANY if left is right else Family.TIME
    return Family.NUMBER if left is right is Family.NUMBER else Family.ANY


def _values(node: exp.Expr) -> list[exp.Expr]:
    """Return the parts of *node* one of which becomes its value."""
    if isinstance(node, exp.Case):
        parts = [branch.args.get("true") for branch in node.args["ifs"]] + [node.args.get("default")]
    elif isinstance(node, exp.If):
        parts = [node.args.get("true"), node.args.get("false")]
    else:
        parts = [node.this, *node.expressions]
    return [part for part in parts if part is not None]


def _is_instant(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _text(node: exp.Expr) -> str:
    return str(node.sql(dialect="duckdb", comments=False))
