"""Who may work here: reviewers; to everybody of an account these pages do not exist."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from fairnotice.interfaces.portal.components import NavItem, Viewer
from fairnotice.interfaces.portal.viewing import person_id_of

Arguments = ParamSpec("Arguments")
REVIEWER = "reviewer"


def for_reviewers(
    view: Callable[Concatenate[HttpRequest, Arguments], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Return *view* for reviewers: the signed-out sign in, other staff get 403, accounts get 404."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Arguments.args, **kwargs: Arguments.kwargs) -> HttpResponse:
        role = getattr(request.user, "role", "")
        if not role:
            raise Http404
        if role != REVIEWER:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def zone_of(request: HttpRequest) -> str:
    """Return the zone in which this member of staff reads dates."""
    return str(getattr(request.user, "timezone", "")) or "UTC"


def frame_of(request: HttpRequest, current: str) -> dict[str, Any]:
    """Return navigation and viewer of the console's pages."""
    items = (
        ("Queue", "console-queue", "queue"),
        ("Accounts", "console-accounts", "accounts"),
        ("Replies", "console-replies", "replies"),
    )
    return {
        "nav": tuple(NavItem(label, reverse(name), current == key) for label, name, key in items),
        "viewer": Viewer(name=str(request.user), role=REVIEWER),
        "person_id": person_id_of(request),
    }
