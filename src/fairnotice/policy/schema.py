"""The policy file's shape as JSON Schema, so that editors can help to write one."""

from __future__ import annotations

from typing import Any

from fairnotice.policy.shape import POLICY
from fairnotice.policy.values import REQUIRED, Day, Flag, Items, Key, Number, Shape, Table, Text, Whole

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a policy file."""
    return {"$schema": DIALECT, "title": "Fairnotice policy", **_schema(POLICY)}


def _schema(shape: Shape) -> dict[str, Any]:
    match shape:
        case Table(keys):
            needed = [name for name, key in keys.items() if key.default is REQUIRED]
            return {
                "type": "object",
                "additionalProperties": False,
                "properties": {name: _of_key(key) for name, key in keys.items()},
                **({"required": needed} if needed else {}),
            }
        case Items(of, least, most, unique):
            return {
                "type": "array",
                "items": _schema(of),
                **({"minItems": least} if least else {}),
                **({"maxItems": most} if most else {}),
                **({"uniqueItems": True} if unique else {}),
            }
        case Whole(low, high):
            return {"type": "integer", "minimum": low, "maximum": high}
        case Number(low, high):
            return {"type": "number", "minimum": low, "maximum": high}
        case Flag() | Day():
            return {"type": "boolean"} if isinstance(shape, Flag) else {"type": "string", "format": "date"}
        case Text(choices, pattern):
            return {
                "type": "string",
                **({"enum": list(choices)} if choices else {}),
                **({"pattern": f"^({pattern})$"} if pattern else {}),
            }


def _of_key(key: Key) -> dict[str, Any]:
    default = {} if key.default is REQUIRED or key.default is None else {"default": _plain(key.default)}
    return {"description": key.sentence, **_schema(key.shape), **default}


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
