"""A policy file as plain values, each with the line it stands on; all its faults at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

import yaml

from fairnotice.kernel.problem import BadInput, Problem
from fairnotice.policy.values import REQUIRED, Day, Flag, Items, Number, Scalar, Shape, Table, Text, Whole

GREATEST_SIZE = 1_000_000
"""Characters of a policy file."""


@dataclass(slots=True)
class Document:
    """What was read so far: values by shape, lines by path, and the faults met on the way."""

    source: str
    problems: list[Problem] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)

    def where(self, path: str) -> str:
        """Return file, line and key path as an author looks for them."""
        known = path
        while known and known not in self.lines:
            known = known.rpartition("." if "." in known.rpartition("[")[2] or "[" not in known else "[")[0]
        line = self.lines.get(known, 1)
        return f"{self.source}:{line} {path}".rstrip()

    def complain(self, path: str, what: str, hint: str) -> None:
        """Keep one fault of the value at *path*."""
        self.problems.append(Problem(self.where(path), what, hint))

    def read(self, text: str, shape: Table) -> dict[str, Any]:
        """
        Return the values of *text* in *shape*, defaults filled in; faults are kept in ``problems``.

        Raises:
            BadInput: the text is no YAML at all.
        """
        if len(text) > GREATEST_SIZE:
            raise BadInput([Problem(self.source, "The file is larger than a million characters.", "Is it a policy?")])
        try:
            node = yaml.compose(text, Loader=yaml.SafeLoader)
        except (yaml.YAMLError, RecursionError) as fault:
            raise BadInput([_no_yaml(self.source, fault)]) from None
        if node is None:
            raise BadInput([Problem(f"{self.source}:1", "The file is empty.", "Start from the example policy.")])
        value = self._value(node, shape, "")
        return value if isinstance(value, dict) else {}

    def _value(self, node: yaml.Node, shape: Shape, path: str) -> Any:  # noqa: ANN401  any YAML value
        """Return the value of *node*, or None after a complaint."""
        self.lines.setdefault(path, node.start_mark.line + 1)
        if id(node) in self.seen:
            self.complain(path, "A value is used a second time (an alias).", "Write it out.")
            return None
        self.seen.add(id(node))
        if isinstance(shape, Table):
            return self._table(node, shape, path)
        if isinstance(shape, Items):
            return self._items(node, shape, path)
        if not isinstance(node, yaml.ScalarNode):
            self.complain(path, f"A list or table stands where {_says(shape)} is expected.", "Write one value.")
            return None
        return self._scalar(node, shape, path)

    def _table(self, node: yaml.Node, shape: Table, path: str) -> dict[str, Any] | None:
        if not isinstance(node, yaml.MappingNode):
            self.complain(path, f"{_shown(node)} stands where keys are expected.", f"Keys: {', '.join(shape.keys)}.")
            return None
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            name = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else "?"
            here = f"{path}.{name}" if path else name
            self.lines[here] = key_node.start_mark.line + 1
            if name not in shape.keys:
                near = get_close_matches(name, shape.keys, n=1)
                hint = f"Did you mean {near[0]}?" if near else f"Keys: {', '.join(shape.keys)}."
                self.complain(here, f"There is no key {name}.", hint)
            elif name in values:
                self.complain(here, f"The key {name} stands here twice.", "Keep one of them.")
            else:
                values[name] = self._value(value_node, shape.keys[name].shape, here)
        for name, key in shape.keys.items():
            here = f"{path}.{name}" if path else name
            if name in values:
                continue
            if key.default is REQUIRED:
                self.complain(here, f"The key {name} is missing.", key.sentence)
            values[name] = self._default(key.default, key.shape)
        return {name: values[name] for name in shape.keys}

    def _default(self, default: object, shape: Shape) -> Any:  # noqa: ANN401  any value
        """Return a default, with the defaults of a table that was left out."""
        if isinstance(shape, Table) and isinstance(default, dict):
            return {name: default.get(name, self._default(key.default, key.shape)) for name, key in shape.keys.items()}
        return None if default is REQUIRED else default

    def _items(self, node: yaml.Node, shape: Items, path: str) -> tuple[Any, ...] | None:
        if not isinstance(node, yaml.SequenceNode):
            self.complain(path, f"{_shown(node)} stands where a list is expected.", "Write it as [first, second].")
            return None
        values = tuple(self._value(item, shape.of, f"{path}[{n}]") for n, item in enumerate(node.value))
        if len(values) < shape.least or (shape.most is not None and len(values) > shape.most):
            some = f"exactly {shape.least}" if shape.least == shape.most else f"at least {shape.least}"
            self.complain(path, f"The list has {len(values)} items; {some} expected.", "Add or take away some.")
        if shape.unique and len(set(values)) < len(values):
            self.complain(path, "An item stands in the list twice.", "Keep one of them.")
        return values

    def _scalar(self, node: yaml.ScalarNode, shape: Scalar, path: str) -> Any:  # noqa: ANN401  any
        try:
            value = yaml.SafeLoader("").construct_object(node)
        except (ValueError, yaml.YAMLError):
            value = node.value
        for what, hint in _scalar_faults(value, node, shape):
            self.complain(path, what, hint)
            return None
        return float(value) if isinstance(shape, Number) else value


def _scalar_faults(value: object, node: yaml.ScalarNode, shape: Scalar) -> Iterator[tuple[str, str]]:
    """Yield (what, hint) when *value* does not fit *shape*."""
    match shape:
        case Day():
            if not isinstance(value, date) or isinstance(value, datetime):
                yield f"{_shown(node)} is no date.", "Write it as 2026-01-31, without quotes."
        case Flag():
            if not isinstance(value, bool):
                yield f"{_shown(node)} is neither yes nor no.", "Write true or false, without quotes."
        case Whole(low, high) | Number(low, high):
            whole = isinstance(shape, Whole)
            kinds: tuple[type, ...] = (int,) if whole else (int, float)
            if isinstance(value, bool) or not isinstance(value, kinds):
                noun = "whole number" if whole else "number"
                yield f"{_shown(node)} is no {noun}.", f"Write a {noun} from {low:g} to {high:g}, without quotes."
            elif not (isinstance(value, (int, float)) and low <= value <= high):
                yield f"{node.value} is out of range.", f"From {low:g} to {high:g} is allowed."
        case Text():
            yield from _text_faults(value, node, shape)


def _text_faults(value: object, node: yaml.ScalarNode, shape: Text) -> Iterator[tuple[str, str]]:
    if not isinstance(value, str):
        yield f"{_shown(node)} is no text.", f"Put it in quotes: '{node.value}'."
    elif shape.choices and value not in shape.choices:
        near = get_close_matches(value, shape.choices, n=1)
        hint = f"Did you mean {near[0]}?" if near else f"Allowed: {', '.join(shape.choices)}."
        yield f"{_shown(node)} is not one of the words allowed here.", hint
    elif shape.pattern and not re.fullmatch(shape.pattern, value):
        yield f"{_shown(node)} does not fit.", f"Write {shape.pattern_says}."


def _says(shape: Shape) -> str:
    names = {Text: "text", Whole: "a whole number", Number: "a number", Day: "a date", Flag: "true or false"}
    return names.get(type(shape), "a value")


def _shown(node: yaml.Node) -> str:
    if isinstance(node, yaml.ScalarNode):
        return f'"{node.value}"' if node.value else "Nothing"
    return "A list" if isinstance(node, yaml.SequenceNode) else "A table"


def _no_yaml(source: str, fault: Exception) -> Problem:
    mark = getattr(fault, "problem_mark", None)
    where = f"{source}:{mark.line + 1}" if mark else source
    said = getattr(fault, "problem", None) or "nested too deeply"
    return Problem(where, f"The file is not YAML: {said}.", "Check indentation, quotes and colons near this line.")
