"""The first page: straight to the only account, a choice between several, or the door."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from fairnotice.interfaces.clock import now
from fairnotice.interfaces.portal.viewing import person_id_of
from fairnotice.queries.access import accounts_of
from fairnotice.queries.representatives import represented_by

CONSOLE = "console/"
EFFECTS = "console/effects/"
AT_EFFECTS = frozenset({"compliance", "administrator"})
"""Staff whose first page shows what is not carried out yet."""


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Lead everybody to where their matter is."""
    if not request.user.is_authenticated:
        return render(request, "portal/home.html")
    if getattr(request.user, "is_reviewer", False):
        return redirect(reverse("home") + CONSOLE)
    if getattr(request.user, "role", "") in AT_EFFECTS:
        return redirect(reverse("home") + EFFECTS)
    accounts = accounts_of(person_id_of(request), now=now())
    represented = represented_by(person_id_of(request))
    if len(accounts) == 1 and not represented:
        return redirect("stats", accounts[0].account_id)
    if not accounts and len(represented) == 1:
        return redirect("case", represented[0].reference)
    return render(request, "portal/accounts.html", {"accounts": accounts, "represented": represented})
