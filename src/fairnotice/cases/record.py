"""An event as it is kept: its name and its facts, and back without loss."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from typing import Any, get_type_hints

from fairnotice.cases.events import EVENTS, Event
from fairnotice.cases.stages import Who


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
    types = get_type_hints(kind)
    values = {key: _typed(value, types[key]) for key, value in facts.items()}
    return kind(at=at, by=Who(by), **values)


def _plain(value: object) -> object:
    """Return *value* as JSON knows it."""
    if isinstance(value, datetime):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _typed(value: Any, hint: object) -> Any:  # noqa: ANN401  a field's value
    """Return a JSON *value* as the field's type."""
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, str) and hint in {datetime, datetime | None}:
        return datetime.fromisoformat(value)
    return value
