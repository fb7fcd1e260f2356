"""A mapping file says how somebody else's files become our tables, one expression for each column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import yaml

from fairnotice.facts.forbidden import unknown_column
from fairnotice.facts.tables import TABLES
from fairnotice.kernel.problem import BadInput, Problem

Place = int
"""A line of the mapping file; 1 is the first."""


@dataclass(frozen=True, slots=True)
class Expression:
    """SQL over the columns of one foreign row, and the line it stands in."""

    sql: str
    line: Place


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """Rows that are not taken, and why."""

    when: Expression
    because: str


@dataclass(frozen=True, slots=True)
class MappedTable:
    """How the rows of one source become rows of one table."""

    table: str
    source: str
    columns: Mapping[str, Expression]
    leave_out: tuple[LeaveOut, ...]
    line: Place


@dataclass(frozen=True, slots=True)
class MappingFile:
    """A whole mapping file."""

    name: str
    """The file's name, as problems print it."""
    sources: Mapping[str, tuple[str, Place]]
    """For each source the pattern of its files' names, such as ``inspections_*.csv``, and its line."""
    tables: tuple[MappedTable, ...]


def read_mapping(text: str, *, name: str) -> MappingFile:
    """
    Return the mapping that *text* says, before its expressions are checked.

    Raises:
        BadInput: every fault of its form, each with its line.
    """
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise BadInput(
            [Problem(f"{name}:{line}", f"This is no YAML: {error.problem}.", "Mind the indentation.")]
        ) from None
    except yaml.YAMLError as error:
        raise BadInput([Problem(f"{name}:1", f"This is no YAML: {error}.", "Write plain text.")]) from None
    reader = _Reader(name)
    mapping = reader.read(root)
    if reader.problems:
        raise BadInput(reader.problems)
    return mapping


class _Reader:
    """Walks the nodes of a mapping file and gathers what is wrong with them."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []

    def wrong(self, node: yaml.Node | None, what: str, hint: str) -> None:
        line = node.start_mark.line + 1 if node is not None else 1
        self.problems.append(Problem(f"{self.name}:{line}", what, hint))

    def read(self, root: yaml.Node | None) -> MappingFile:
        parts = self.keys(root, {"sources", "tables"}, "A mapping file", required=("sources", "tables"))
        sources: dict[str, tuple[str, Place]] = {}
        for key, node in self.items(parts.get("sources"), "sources"):
            inner = self.keys(node, {"files"}, f"The source {key.value}", required=("files",))
            sources[key.value] = (self.text(inner.get("files"), "files"), line_of(key))
        tables: list[MappedTable] = []
        for key, node in self.items(parts.get("tables"), "tables"):
            if key.value not in TABLES:
                self.wrong(key, f"There is no table {key.value!r}.", nearest(key.value, TABLES))
                continue
            tables.extend(self.entry(key.value, inner, sources) for inner in self.entries(node, key.value))
        return MappingFile(self.name, sources, tuple(tables))

    def entry(self, table: str, node: yaml.Node, sources: Mapping[str, Any]) -> MappedTable:
        parts = self.keys(
            node, {"source", "columns", "leave_out"}, f"An entry of {table}", required=("source", "columns")
        )
        source = self.text(parts.get("source"), "source")
        if source and source not in sources:
            self.wrong(parts["source"], f"There is no source {source!r}.", nearest(source, sources))
        columns: dict[str, Expression] = {}
        for key, value in self.items(parts.get("columns"), "columns"):
            if key.value not in TABLES[table].names:
                self.wrong(key, *unknown_column(key.value, TABLES[table]))
            columns[key.value] = Expression(self.text(value, key.value), line_of(value))
        missing = [column for column in TABLES[table].required if column not in columns]
        if missing and "columns" in parts:
            self.wrong(parts["columns"], f"{table} needs {', '.join(missing)}.", "Give each an expression.")
        left_out = tuple(self.leave_out(inner) for inner in self.entries(parts.get("leave_out"), "leave_out"))
        return MappedTable(table, source, columns, left_out, line_of(node))

    def leave_out(self, node: yaml.Node) -> LeaveOut:
        parts = self.keys(node, {"when", "because"}, "An entry of leave_out", required=("when", "because"))
        when = parts.get("when")
        return LeaveOut(
            Expression(self.text(when, "when"), line_of(when or node)), self.text(parts.get("because"), "because")
        )

    def keys(
        self, node: yaml.Node | None, allowed: Iterable[str], what: str, *, required: Iterable[str]
    ) -> dict[str, yaml.Node]:
        if not isinstance(node, yaml.MappingNode):
            self.wrong(node, f"{what} has keys: {', '.join(sorted(allowed))}.", "Write `key: value` lines.")
            return {}
        found: dict[str, yaml.Node] = {}
        for key, value in self.items(node, what):
            if key.value not in allowed:
                self.wrong(key, f"{what} has no key {key.value!r}.", nearest(key.value, allowed))
            found[key.value] = value
        for name in required:
            if name not in found:
                self.wrong(node, f"{what} needs {name}.", f"Add `{name}:`.")
        return found

    def items(self, node: yaml.Node | None, what: str) -> list[tuple[yaml.ScalarNode, yaml.Node]]:
        if node is None:
            return []
        if not isinstance(node, yaml.MappingNode):
            self.wrong(node, f"{what} holds `name: value` lines.", "Check the indentation.")
            return []
        pairs: list[tuple[yaml.ScalarNode, yaml.Node]] = []
        seen: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.wrong(key, "A name is plain text.", "Write it without brackets.")
                continue
            if key.value in seen:
                self.wrong(key, f"{key.value!r} stands twice.", "Keep one of them.")
            seen.add(key.value)
            pairs.append((key, value))
        return pairs

    def entries(self, node: yaml.Node | None, what: str) -> list[yaml.Node]:
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            self.wrong(node, f"{what} holds a list.", "Begin each entry with a dash.")
            return []
        return list(node.value)

    def text(self, node: yaml.Node | None, what: str) -> str:
        if node is None:
            return ""
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            self.wrong(node, f"{what} is text.", "Write it on one line, in double quotes.")
            return ""
        return str(node.value)


def line_of(node: yaml.Node) -> Place:
    """Return the line a node begins in."""
    return int(node.start_mark.line) + 1


def nearest(name: str, names: Iterable[str]) -> str:
    """Return a hint that names the nearest of *names*, or all of them."""
    known = sorted(names)
    near = get_close_matches(name, known, n=1)
    return f"Did you mean {near[0]}?" if near else f"Known: {', '.join(known) or 'none'}."
