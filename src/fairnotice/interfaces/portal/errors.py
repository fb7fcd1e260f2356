"""Pages for when something is not there, not yours, or went wrong on our side."""

from __future__ import annotations

import re
import secrets
import sys
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string

from fairnotice.interfaces.clock import now

REFERENCE = re.compile(r"[A-Z0-9-]{3,40}")
log = structlog.get_logger(__name__)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that there is no such page, the same to a stranger and to somebody mistyping."""
    del exception
    return render(request, "404.html", status=404)


def not_yours(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that something is for other people, and as whom the reader is signed in."""
    del exception
    return render(request, "403.html", status=403)


def our_fault(request: HttpRequest) -> HttpResponse:
    """Say that we failed, when, under which reference, and give back what was written."""
    reference = f"E-{secrets.token_hex(4).upper()}"
    log.error("page_failed", reference=reference, path=request.path, exc_info=sys.exc_info())
    context: dict[str, Any] = {"reference": reference, "failed_at": now(), "written": _written(request)}
    return HttpResponse(render_to_string("500.html", context), status=500)


def _written(request: HttpRequest) -> tuple[str, ...]:
    """Return the longer texts of the form that failed, so that nobody writes twice."""
    try:
        return tuple(
            value
            for key, value in request.POST.items()
            if isinstance(value, str) and key != "csrfmiddlewaretoken" and "code" not in key and value.strip()
        )
    except Exception:  # noqa: BLE001  an error page must not fail on a broken request
        return ()


def by_reference(request: HttpRequest) -> HttpResponse:
    """Lead from a letter's reference, typed on the page of a lost visitor, to its case."""
    reference = request.GET.get("reference", "").strip().upper()
    if not REFERENCE.fullmatch(reference):
        return not_found(request)
    return redirect("case", reference)
