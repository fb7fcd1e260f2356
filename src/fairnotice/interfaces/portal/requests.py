"""Ask for something, and read what became of it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fairnotice.interfaces.clock import now
from fairnotice.interfaces.portal.case.page import zone_of
from fairnotice.interfaces.portal.components import Viewer
from fairnotice.interfaces.portal.frame import account_nav
from fairnotice.interfaces.portal.viewing import person_id_of
from fairnotice.interfaces.refusals import UNPROCESSABLE, refused, sentence_of
from fairnotice.kernel.refusal import Refusal
from fairnotice.notices import words
from fairnotice.notices.requests import Asked, Wish
from fairnotice.queries.access import Access
from fairnotice.queries.requests import RequestOnRecord, about_case, answering_for, request_of, waiting_request

WISHES = {
    Wish.EXIT: "End the restriction early",
    Wish.CORRECTION: "Leave contracts out of what counts",
    Wish.REINSTATEMENT: "Open the account again",
    Wish.REVIEW: "Look at it again",
    Wish.FRESH_START: "A fresh start, a year after a closure",
}
BECAME = {
    "RequestGranted": "You got what you asked for.",
    "RequestRefused": "The answer is no, and nothing else changes.",
    "RequestUnanswered": "We answered too late, so you got what you asked for.",
    "QuestionUnanswered": "We answered too late, so you got what you asked for.",
    "RequestWithdrawn": "You took the request back.",
}


def _frame(request: HttpRequest, access: Access) -> dict[str, Any]:
    return {
        "nav": account_nav(access.account_id, current="case", open_cases=0, case_url="", member=False),
        "viewer": Viewer(name=str(request.user), account=access.name, role=""),
        "account": access,
    }


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Show what can be asked for, and open the request."""
    from fairnotice.actions.ask_for import AskFor, ask_for, wishes_for  # noqa: PLC0415  with the actions

    me, at, fault = person_id_of(request), now(), ""
    about, account = request.GET.get("case", ""), request.GET.get("account", "")
    try:
        if about:
            case_id, record, access = about_case(about, me, now=at)
            wishes, contracts = wishes_for(record.state), [c.contract_id for c in record.adverse]
        else:
            access = answering_for(me, account, now=at)
            case_id, wishes, contracts = None, wishes_for(None), []
    except Refusal as refusal:
        raise Http404 from refusal
    if standing := waiting_request(access.account_id):
        return redirect("request", standing)
    chosen, text = request.POST.get("wish", ""), request.POST.get("text", "")
    items = tuple(dict.fromkeys((*request.POST.getlist("items"), *request.POST.get("other", "").split())))
    if request.method == "POST":
        if chosen not in {wish.value for wish in wishes}:
            fault = "Choose what you ask for."
        elif not text.strip():
            fault = "Write at least one sentence."
        else:
            wish = Wish(chosen)
            kept = items if wish is Wish.CORRECTION else ()
            command = AskFor(access.account_id, access.kind, me, wish, text.strip(), case_id, kept)
            try:
                ask_for(command, now=at)
            except Refusal as refusal:
                fault = sentence_of(refusal)
            else:
                return redirect("request", waiting_request(access.account_id))
    context = {
        **_frame(request, access),
        "about": about,
        "wishes": [(wish.value, WISHES[wish]) for wish in wishes],
        "chosen": chosen,
        "text": text,
        "items": items,
        "contracts": contracts,
        "fault": fault,
    }
    return render(request, "requests/new.html", context, status=UNPROCESSABLE if fault else 200)


def _own(request: HttpRequest, reference: str) -> RequestOnRecord:
    try:
        return request_of(reference, person_id_of(request), now=now())
    except Refusal as refusal:
        raise Http404 from refusal


@require_safe
@login_required
def shown(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a request: what was asked, by when it is answered, and how."""
    found, zone = _own(request, reference), zone_of(request)
    record, answer = found.record, found.answer
    asked = Asked(Wish(found.wish), found.items, found.about)
    access = answering_for(person_id_of(request), record.account_id, now=now())
    context = {
        **_frame(request, access),
        "reference": reference,
        "waits": answer is None,
        "sentence": BECAME[answer.name] if answer else "Somebody who took no part reads your request.",
        "asked": asked,
        "about": found.about,
        "text": found.asked.words,
        "asked_on": words.moment(found.asked.at, zone),
        "answer_by": words.deadline(found.answer_by, zone),
        "answer": answer,
        "answered_on": words.moment(answer.at, zone) if answer else "",
        "letters": [letter for letter in record.letters if letter.recipient_id == person_id_of(request)],
    }
    return render(request, "requests/request.html", context)


@require_POST
@login_required
def take_back(request: HttpRequest, reference: str) -> HttpResponse:
    """Take the request back."""
    from fairnotice.actions.answer_request import WithdrawRequest, withdraw_request  # noqa: PLC0415  with the actions

    found = _own(request, reference)
    try:
        withdraw_request(WithdrawRequest(found.record.id, person_id_of(request)), now=now())
    except Refusal as refusal:
        return refused(request, refusal, back=reverse("request", args=[reference]))
    return redirect("request", reference)
