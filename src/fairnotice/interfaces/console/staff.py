"""Who may work here, by role; to everybody of an account these pages do not exist."""

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
REVIEWER, ANALYST, COMPLIANCE, ADMINISTRATOR = "reviewer", "analyst", "compliance", "administrator"
PAGES = (
    ("Queue", "console-queue", "queue", {REVIEWER}),
    ("Objections", "console-objections", "objections", {REVIEWER}),
    ("Accounts", "console-accounts", "accounts", {REVIEWER}),
    ("Violations", "console-violations", "violations", {REVIEWER}),
    ("Replies", "console-replies", "replies", {REVIEWER}),
    ("Rules", "console-rules", "rules", {REVIEWER, ANALYST, COMPLIANCE}),
    ("Effects", "console-effects", "effects", {REVIEWER, COMPLIANCE, ADMINISTRATOR}),
    ("Endpoints", "console-endpoints", "endpoints", {ADMINISTRATOR}),
)
"""Words of the navigation, where they lead, and for whom."""


def for_staff(
    *roles: str,
) -> Callable[[Callable[Concatenate[HttpRequest, Arguments], HttpResponse]], Callable[..., HttpResponse]]:
    """Return what opens a view to *roles*: the signed-out sign in, other staff get 403, accounts get 404."""

    def opened(view: Callable[Concatenate[HttpRequest, Arguments], HttpResponse]) -> Callable[..., HttpResponse]:
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, *args: Arguments.args, **kwargs: Arguments.kwargs) -> HttpResponse:
            role = role_of(request)
            if not role:
                raise Http404
            if role not in roles:
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return opened


def for_reviewers(
    view: Callable[Concatenate[HttpRequest, Arguments], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Return *view* for reviewers alone."""
    return for_staff(REVIEWER)(view)


def role_of(request: HttpRequest) -> str:
    """Return what this member of staff does here; empty for everybody of an account."""
    return str(getattr(request.user, "role", ""))


def zone_of(request: HttpRequest) -> str:
    """Return the zone in which this member of staff reads dates."""
    return str(getattr(request.user, "timezone", "")) or "UTC"


def frame_of(request: HttpRequest, current: str) -> dict[str, Any]:
    """Return navigation and viewer of the console's pages."""
    role = role_of(request)
    return {
        "nav": tuple(NavItem(label, reverse(name), current == key) for label, name, key, who in PAGES if role in who),
        "viewer": Viewer(name=str(request.user), role=role),
        "person_id": person_id_of(request),
    }
