"""``/demo/``: look at the demo as one of its people, with one click and without a code."""

from __future__ import annotations

from django.contrib.auth import get_user_model, login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from fairnotice.interfaces.clock import now
from fairnotice.interfaces.portal.demo_only import demo_only
from fairnotice.interfaces.portal.sign_in.admission import admit_account
from fairnotice.notices import words
from fairnotice.queries.demo_people import demo_people


@require_safe
@demo_only
def chooser(request: HttpRequest) -> HttpResponse:
    """Offer the demo's people."""
    instant = now()
    today = words.weekday(words.local_date(instant, "UTC"))
    return render(request, "portal/demo.html", {"people": demo_people(now=instant), "today": today})


@require_POST
@demo_only
def enter(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the people on offer; nobody else can be chosen."""
    instant = now()
    asked = request.POST.get("person", "")
    for offered in demo_people(now=instant):
        if asked == (offered.account_id or f"staff-{offered.person_id}"):
            person_id = offered.person_id or admit_account(offered.account_id, now=instant)
            if person_id is None:
                break
            person = get_user_model().objects.get(pk=person_id)
            login(request, person, backend="django.contrib.auth.backends.ModelBackend")
            return redirect("home")
    raise Http404
