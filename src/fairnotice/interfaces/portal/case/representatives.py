"""Who speaks for the account in a case: admitted and dismissed by the account alone."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from fairnotice.actions.admit_representative import AdmitRepresentative, RepresentativeRefused, admit_representative
from fairnotice.actions.dismiss_representative import DismissRepresentative, dismiss_representative
from fairnotice.interfaces.clock import now
from fairnotice.interfaces.portal.case.page import frame_of, own_case, zone_of
from fairnotice.interfaces.portal.viewing import person_id_of
from fairnotice.interfaces.refusals import refused
from fairnotice.kernel.refusal import Refusal
from fairnotice.notices import words
from fairnotice.queries.case_page import Deed
from fairnotice.queries.representatives import representatives_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def representatives(request: HttpRequest, reference: str) -> HttpResponse:
    """Show who speaks for the account; admit or dismiss somebody."""
    page, zone = own_case(request, reference), zone_of(request)
    if Deed.REPRESENTATIVES not in page.may:
        raise Http404
    frame, problem = frame_of(request, page), ""
    if request.method == "POST":
        try:
            _change(request, reference)
            return redirect("case-representatives", reference)
        except RepresentativeRefused as refusal:
            problem = refusal.sentence
        except Refusal as refusal:
            return refused(request, refusal, back=frame["here"], **frame)
    known = [(each, words.day(words.local_date(each.admitted_at, zone))) for each in representatives_of(page.case_id)]
    context = {
        **frame,
        "problem": problem,
        "speaking": [(each, since) for each, since in known if each.dismissed_at is None],
        "written": {"name": request.POST.get("name", ""), "email": request.POST.get("email", "")},
        "may_act": request.POST.get("may", "act") == "act",
    }
    return render(request, "case/representatives.html", context, status=422 if problem else 200)


def _change(request: HttpRequest, reference: str) -> None:
    page, me, at = own_case(request, reference), person_id_of(request), now()
    dismissed = request.POST.get("dismiss", "")
    if dismissed.isdigit():
        dismiss_representative(DismissRepresentative(page.case_id, me, int(dismissed)), now=at)
        return
    wish = AdmitRepresentative(
        case_id=page.case_id,
        person_id=me,
        name=request.POST.get("name", ""),
        email=request.POST.get("email", ""),
        may_act=request.POST.get("may") == "act",
    )
    admit_representative(wish, now=at)
