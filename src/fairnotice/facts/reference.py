"""The import tables in words, for those who write the files."""

from __future__ import annotations

from collections.abc import Iterator

from fairnotice.facts.column import Column, Differ, InOrder, Needs, RowRule, Table
from fairnotice.facts.forbidden import FORBIDDEN
from fairnotice.facts.tables import TABLES

INTRODUCTION = """\
# Import tables

The files that `fairnotice import` reads, one table each: `<table>.csv`, `<table>.parquet` or `<table>.jsonl`, whole or
in parts (`<table>.<part>.csv`, or a folder `<table>/`); CSV and JSON Lines also as `.gz` or `.zst`. How to
import is in [Import your data](../howto/import-your-data.md); files of another form come in through a
[mapping file](mapping.md).

- **Required** columns are filled in every row; the others may be empty or missing. An empty cell is a missing value.
- **Ids** are text of at most 200 characters. In CSV and JSON Lines a number is taken as the text it is written as.
- **Instants** are in ISO 8601, such as `2026-03-01T09:30:00+01:00`. Without a zone they are read as UTC, and the import
  says how many were. A date alone is its first instant.
- **CSV** is UTF-8 with commas, double quotes and a header. **JSON Lines** has one object in each line, one value for
  each key.
- A row whose **key** is known replaces the older row, whole. The same key twice in one import with different
  content keeps both out.
- A row that **refers** to another row is loaded only when that row is known, in the same import or from an earlier one.
- A column that is not listed here is refused by its name.
"""
LEFT_ALONE = """\
## What is refused by law

There is no column for any of this, and a column whose name looks like it is refused with the reason:
"""


def as_markdown() -> str:
    """Return the reference page of the import tables."""
    parts = [INTRODUCTION, *("\n".join(_table(table)) for table in TABLES.values())]
    refused = "\n".join(f"- {kind}" for kind in FORBIDDEN)
    return "\n".join([*parts, LEFT_ALONE, refused, ""])


def _table(table: Table) -> Iterator[str]:
    yield f"## {table.name}"
    yield ""
    yield f"{table.sentence} Key: {', '.join(f'`{name}`' for name in table.key)}."
    yield ""
    yield "| column | required | what | a cell is |"
    yield "|---|---|---|---|"
    for column in table.columns:
        yield f"| `{column.name}` | {'yes' if column.required else ''} | {column.sentence} | {_cell(column)} |"
    yield ""
    rules = [_rule(rule) for rule in table.rules]
    if table.after_parent:
        rules.append(
            f"`{table.after_parent.column}` does not come before `{table.after_parent.parent_column}` of the contract"
        )
    rules.extend(f"`{name}` never changes" for name in table.keeps)
    if rules:
        yield "Rules: " + "; ".join(rules) + "."
        yield ""


def _cell(column: Column) -> str:
    if column.references is None:
        return column.expected
    kinds = f" of kind {' or '.join(column.references.kinds)}" if column.references.kinds else ""
    return f"the id of a row in {column.references.table}{kinds}"


def _rule(rule: RowRule) -> str:
    match rule:
        case InOrder(earlier, later):
            return f"`{later}` does not come before `{earlier}`"
        case Needs(column, other):
            return f"`{column}` needs `{other}`"
        case Differ(column, other):
            return f"`{column}` is not `{other}`"
