"""What other programs may say to us, from the API's own description, as a page that staff can read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fairnotice.interfaces.api.door import api
from fairnotice.interfaces.console.staff import ADMINISTRATOR, COMPLIANCE, REVIEWER, for_staff, frame_of
from fairnotice.notices import words

Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of what is sent."""

    name: str
    kind: str
    required: bool
    about: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that may be said."""

    verb: str
    path: str
    summary: str
    about: str
    signed: bool
    """By an endpoint's secret; otherwise it needs a key."""
    fields: tuple[Field, ...]


@require_safe
@for_staff(REVIEWER, COMPLIANCE, ADMINISTRATOR)
def api_page(request: HttpRequest) -> HttpResponse:
    """Show every operation of the API."""
    found = tuple(operations(api.get_openapi_schema()))
    context = {
        **frame_of(request, "endpoints"),
        "sentence": f"Other programs may tell us {words.counted(len(found), 'thing')}.",
        "operations": found,
    }
    return render(request, "console/api.html", context)


def operations(description: Schema) -> Iterator[Operation]:
    """Yield what an OpenAPI description says, in its order."""
    for path, verbs in description["paths"].items():
        for verb, told in verbs.items():
            body = told.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
            yield Operation(
                verb=verb.upper(),
                path=path,
                summary=told.get("summary", ""),
                about=" ".join(told.get("description", "").split()),
                signed=any("SignedByEndpoint" in each for each in told.get("security", ())),
                fields=tuple(_fields(_resolved(body, description), description)),
            )


def _fields(schema: Schema, description: Schema) -> Iterator[Field]:
    required = set(schema.get("required", ()))
    for name, each in schema.get("properties", {}).items():
        kind = _resolved(each, description).get("type", each.get("format", "value"))
        yield Field(name, str(kind), name in required, each.get("description", ""))


def _resolved(schema: Schema, description: Schema) -> Schema:
    """Return the schema that a reference leads to, or the schema itself."""
    name = str(schema.get("$ref", "")).rpartition("/")[2]
    found: Schema = description.get("components", {}).get("schemas", {}).get(name, schema)
    return found
