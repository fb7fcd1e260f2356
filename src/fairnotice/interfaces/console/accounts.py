"""Find an account by its id or name, and read its stats page as it reads it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fairnotice.interfaces.console.staff import for_reviewers, frame_of
from fairnotice.queries.account_search import accounts_named


@require_safe
@for_reviewers
def accounts(request: HttpRequest) -> HttpResponse:
    """Show the accounts that the search found."""
    search = request.GET.get("search", "").strip()
    context = {
        **frame_of(request, "accounts"),
        "search": search,
        "found": accounts_named(search) if search else (),
    }
    return render(request, "console/accounts.html", context)
