"""What every page shows around its matter: brand, navigation, who is signed in, and the demo's banner."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from fairnotice.interfaces.portal.components import NavItem, Viewer

CONSOLE_ROLES = {
    "reviewer": "reviewer",
    "analyst": "policy analyst",
    "finance": "finance",
    "compliance": "compliance",
    "administrator": "administrator",
}


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return the frame's words and addresses; a view may give its own ``nav`` and ``viewer``."""
    person = getattr(request, "user", None)
    viewer = None
    if person is not None and person.is_authenticated:
        viewer = Viewer(name=str(person), role=CONSOLE_ROLES.get(getattr(person, "role", ""), ""))
    return {
        "marketplace": settings.MARKETPLACE,
        "demo": settings.DEMO,
        "demo_url": "/demo/",
        "home_url": reverse("home"),
        "help_url": reverse("help"),
        "sign_in_url": reverse("account_request_login_code"),
        "sign_out_url": reverse("account_logout"),
        "viewer": viewer,
        "nav": (),
    }


def account_nav(
    account_id: str, *, current: str, open_cases: int = 0, case_url: str = "", member: bool = False
) -> tuple[NavItem, ...]:
    """
    Return the navigation of one account's pages.

    *current* is ``stats``, ``contracts``, ``case``, ``record``, ``letters`` or empty; *case_url* leads to the
    open case, and without one there is no such word. A *member* has no record of the whole agency.
    """
    items = [
        NavItem("Stats", reverse("stats", args=[account_id]), current == "stats"),
        NavItem("Contracts", reverse("contracts", args=[account_id]), current == "contracts"),
    ]
    if case_url:
        items.append(NavItem("Case", case_url, current == "case", open_cases))
    if not member:
        items.append(NavItem("Record", reverse("record", args=[account_id]), current == "record"))
    items.append(NavItem("Letters", reverse("letters"), current == "letters"))
    return tuple(items)
