"""Show that a rule was read: the exact text, what it does not mean, and two equal buttons."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from fairnotice.actions.acknowledge import Acknowledge, TakeBack, acknowledge, take_back_acknowledgement
from fairnotice.interfaces.clock import now
from fairnotice.interfaces.portal.case.page import frame_of, own_case, zone_of
from fairnotice.interfaces.portal.viewing import person_id_of
from fairnotice.interfaces.refusals import ANSWERS, sentence_of
from fairnotice.kernel.refusal import Refusal
from fairnotice.notices import words
from fairnotice.notices.understood import MEANS_NOT, short
from fairnotice.queries.case_page import CasePage
from fairnotice.queries.signing import signing

METHODS_KEY = "account_authentication_methods"
"""Where the door keeps in the session how somebody signed in."""
PASSKEY = "webauthn"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def sign(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the text, record the confirmation or that it is taken back."""
    page, zone, status, fault = own_case(request, reference), zone_of(request), 200, ""
    if page.is_member:
        raise Http404
    if request.method == "POST":
        try:
            said = _done(request, page)
        except Refusal as refusal:
            status, fault = ANSWERS[refusal.code].status, sentence_of(refusal)
        else:
            messages.success(request, said)
            return redirect("case-sign", reference)
    found = signing(page.case_id, person_id_of(request))
    if found is None:
        raise Http404
    context = {
        **frame_of(request, page),
        "text": found.text,
        "fingerprint": found.text.fingerprint,
        "printed": short(found.text.fingerprint),
        "in_force": words.day(found.text.rule.in_force_since),
        "means_not": MEANS_NOT,
        "given": found.given,
        "given_when": f"{words.moment(found.given.signed_at, zone)}, {words.place(zone)}" if found.given else "",
        "last_version": found.last_version,
        "changes": found.changes,
        "fault": fault,
        "name": request.POST.get("name", ""),
    }
    return render(request, "case/sign.html", context, status=status)


def _done(request: HttpRequest, page: CasePage) -> str:
    """Do what the form asks, and return what is said about it."""
    instant, person = now(), person_id_of(request)
    if "take_back" in request.POST:
        take_back_acknowledgement(TakeBack(page.case_id, person), now=instant)
        return "You took it back. Both dates stand on record, and nothing follows."
    shown, name = request.POST.get("fingerprint", ""), request.POST.get("name", "")
    acknowledge(Acknowledge(page.case_id, person, name, shown, session_kind(request)), now=instant)
    return "You confirmed that you read it. The receipt is on its way to you."


def session_kind(request: HttpRequest) -> str:
    """Return how the reader is signed in, as far as the session knows."""
    methods = [each for each in request.session.get(METHODS_KEY, ()) if isinstance(each, dict)]
    if any(PASSKEY in {each.get("method"), each.get("type")} for each in methods):
        return "passkey"
    names = {each.get("method") for each in methods}
    if "socialaccount" in names:
        return "single_sign_on"
    if "code" in names:
        return "code"
    return "demonstration" if settings.DEMO else "session"
