"""More time to answer: once as of right, with the new date shown before it is confirmed."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from fairnotice.actions.extend import Extend, extend
from fairnotice.actions.rehearsal import rehearse
from fairnotice.interfaces.clock import now
from fairnotice.interfaces.portal.case.page import frame_of, own_case, zone_of
from fairnotice.interfaces.portal.viewing import person_id_of
from fairnotice.interfaces.refusals import refused
from fairnotice.kernel.refusal import Refusal
from fairnotice.notices import words


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def more_time(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the date that more time would give; give it when it is confirmed."""
    page, at, zone = own_case(request, reference), now(), zone_of(request)
    frame = frame_of(request, page)
    wish = Extend(case_id=page.case_id, person_id=person_id_of(request))
    try:
        if request.method == "POST":
            extend(wish, now=at)
            return redirect("case", reference)
        after = rehearse(lambda: extend(wish, now=at), lambda: own_case(request, reference).deadline)
    except Refusal as refusal:
        return refused(request, refusal, back=frame["here"], **frame)
    before = page.deadline
    context = {
        **frame,
        "before": words.deadline(before.due_at, zone) if before and before.due_at else "",
        "after": words.deadline(after.due_at, zone) if after and after.due_at else "",
        "day": words.day(words.deadline_day(after.due_at, zone)) if after and after.due_at else "",
    }
    return render(request, "case/more_time.html", context)
