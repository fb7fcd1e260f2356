"""An explanation is kept with its finding for good, and comes back exactly as it was."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from fairnotice.evaluation.result import Explanation

_KIND = "is"
"""Key that names the class where a field may hold one of several."""


def explanation_to_json(explanation: Explanation) -> dict[str, Any]:
    """Return *explanation* as plain JSON values; floats keep every bit, dates are ISO 8601."""
    return _plain_fields(explanation)


def explanation_from_json(data: dict[str, Any]) -> Explanation:
    """Return the explanation that ``explanation_to_json`` wrote, equal in every field."""
    explanation: Explanation = _built(Explanation, data)
    return explanation


def _plain(value: Any) -> Any:  # noqa: ANN401  any field of a value
    if is_dataclass(value) and not isinstance(value, type):
        return {_KIND: type(value).__name__, **_plain_fields(value)}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return value


def _plain_fields(value: Any) -> dict[str, Any]:  # noqa: ANN401  any dataclass
    return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)


def _built(cls: type, data: dict[str, Any]) -> Any:  # noqa: ANN401  a value of that class
    hints = _hints(cls)
    return cls(**{name: _read(hints[name], value) for name, value in data.items() if name != _KIND})


def _read(hint: Any, value: Any) -> Any:  # noqa: ANN401  any field of a value
    """Return *value* as its annotation *hint* says."""
    if get_origin(hint) in {UnionType, Union}:
        if value is None:
            return None
        options = [one for one in get_args(hint) if one is not NoneType]
        named = value.get(_KIND) if isinstance(value, dict) else None
        hint = next((one for one in options if one.__name__ == named), options[0])
    if get_origin(hint) is tuple:
        return tuple(_read(get_args(hint)[0], one) for one in value)
    if is_dataclass(hint) and isinstance(hint, type):
        return _built(hint, value)
    if hint in {date, datetime}:
        return hint.fromisoformat(value)
    if isinstance(hint, type) and issubclass(hint, (Enum, float)):
        return hint(value)
    return value
