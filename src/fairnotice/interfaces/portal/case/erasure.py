"""Ask for one's words to be erased: put on record at once, kept when the time of keeping is over."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from fairnotice.actions.request_erasure import RequestErasure, request_erasure
from fairnotice.interfaces.clock import now
from fairnotice.interfaces.portal.case.page import frame_of, own_case
from fairnotice.interfaces.portal.viewing import person_id_of
from fairnotice.interfaces.refusals import refused
from fairnotice.kernel.refusal import Refusal


@login_required
@require_POST
def erase(request: HttpRequest, reference: str) -> HttpResponse:
    """Record the request and lead back to the case."""
    page = own_case(request, reference)
    frame = frame_of(request, page)
    try:
        request_erasure(RequestErasure(page.case_id, person_id_of(request)), now=now())
    except Refusal as refusal:
        return refused(request, refusal, back=frame["here"], **frame)
    messages.success(request, "Your request is on record. What was written goes when the time of keeping is over.")
    return redirect("case", reference)
