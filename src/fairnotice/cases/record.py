"""An event as it is kept: its name and its facts, and back without loss."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from enum import StrEnum
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from fairnotice.cases.events import EVENTS, Event
from fairnotice.cases.stages import Who

_TYPES: dict[str, dict[str, Any]] = {name: get_type_hints(kind) for name, kind in EVENTS.items()}
"""The type of each field of each kind of event."""


def facts_of(event: Event) -> dict[str, Any]:
    """Return the facts of *event* as JSON, without when and by whom: the ledger keeps those in columns."""
    return {field.name: _plain(getattr(event, field.name)) for field in fields(event) if field.name not in {"at", "by"}}


def event_from(name: str, facts: dict[str, Any], *, at: datetime, by: str) -> Event:
    """
    Return the event that was kept under *name*.

    Raises:
        KeyError: no event has that name: the record is damaged or newer than the program.
    """
    kind = EVENTS[name]
    types = _TYPES[name]
    values = {key: _typed(value, types[key]) for key, value in facts.items()}
    return kind(at=at, by=Who(by), **values)


def _plain(value: object) -> object:
    """Return *value* as JSON knows it."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _typed(value: Any, hint: Any) -> Any:  # noqa: ANN401  a field's value and type
    """Return a JSON *value* as the field's type."""
    kinds = [kind for kind in get_args(hint) if kind is not type(None)] if get_origin(hint) is UnionType else [hint]
    kind = kinds[0]
    if value is None:
        return None
    if isinstance(value, list):
        inner = next(iter(get_args(kind)), str)
        return tuple(_typed(item, inner) for item in value)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind(value)
    return datetime.fromisoformat(value) if kind is datetime else value
