"""Unsent words, kept while their author stays signed in, so that nobody writes twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

KEPT = "drafts"
LONGEST = 20_000
"""Characters of a draft that are kept; a form takes as many."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What was written and ticked so far."""

    text: str = ""
    contracts: tuple[str, ...] = ()
    kept_at: str = ""


def keep(request: HttpRequest, key: str, *, now: datetime) -> Draft:
    """Keep what the form holds now, in place of what was kept before."""
    draft = Draft(
        text=request.POST.get("text", "")[:LONGEST],
        contracts=tuple(request.POST.getlist("contracts")),
        kept_at=now.isoformat(),
    )
    kept = request.session.get(KEPT, {})
    request.session[KEPT] = {
        **kept,
        key: {"text": draft.text, "contracts": list(draft.contracts), "kept_at": draft.kept_at},
    }
    return draft


def kept(request: HttpRequest, key: str) -> Draft | None:
    """Return what was kept under *key*, or None."""
    found = request.session.get(KEPT, {}).get(key)
    return Draft(found["text"], tuple(found["contracts"]), found["kept_at"]) if found else None


def forget(request: HttpRequest, key: str) -> None:
    """Let go of what was kept: it was sent."""
    request.session[KEPT] = {name: draft for name, draft in request.session.get(KEPT, {}).items() if name != key}
