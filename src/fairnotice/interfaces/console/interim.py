"""A hold before any decision: asked for, approved by a second person and looked at by a third, on one page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from fairnotice.actions.answer_interim_request import AnswerInterimRequest, answer_interim_request
from fairnotice.actions.ask_interim_hold import AskInterimHold, ask_interim_hold
from fairnotice.actions.review_interim_hold import ReviewInterimHold, review_interim_hold
from fairnotice.interfaces.clock import now
from fairnotice.interfaces.console.desk import desk_frame, the_case
from fairnotice.interfaces.console.staff import for_reviewers, zone_of
from fairnotice.interfaces.portal.viewing import person_id_of
from fairnotice.interfaces.refusals import UNPROCESSABLE, sentence_of
from fairnotice.kernel.refusal import Refusal
from fairnotice.notices import words
from fairnotice.queries.case_record import CaseRecord
from fairnotice.queries.interim_holds import InterimOnRecord, interim_on_record

KINDS = (
    ("work_hold", "No new work. What has begun goes on."),
    ("full_hold", "No new work, and clients choose how running work goes on."),
)
DONE: Mapping[str, str] = {
    "ask": "Another reviewer must approve this before anything happens.",
    "approve": "The hold works from now on. Its letter is on its way.",
    "decline": "The request is declined.",
    "keep": "The hold stays until its end at the latest.",
    "end": "The hold is over. The account has been told.",
}


@require_http_methods(["GET", "HEAD", "POST"])
@for_reviewers
def interim(request: HttpRequest, reference: str) -> HttpResponse:
    """Show what there is of an interim hold, and take the step that this reader may take."""
    record = the_case(reference)
    found, me = interim_on_record(reference), person_id_of(request)
    if request.method != "POST":
        return _page(request, record, found, me)
    step = request.POST.get("step", "")
    deeds = _deeds(request, record, found, me)
    if step not in deeds:
        raise Http404
    try:
        deeds[step]()
    except Refusal as refusal:
        return _page(request, record, found, me, sentence_of(refusal))
    messages.success(request, DONE[step])
    return redirect("console-case", reference)


def _deeds(
    request: HttpRequest, record: CaseRecord, found: InterimOnRecord, me: int
) -> Mapping[str, Callable[[], object]]:
    """Return what the page's buttons do, by the value they send."""
    text, at = request.POST.get("text", ""), now()
    asked = found.waits.pk if found.waits else 0
    asking = AskInterimHold(
        record.id,
        me,
        request.POST.get("kind", ""),
        request.POST.get("exception", ""),
        tuple(request.POST.get("evidence", "").splitlines()),
        text,
    )
    deeds: dict[str, Callable[[], object]] = {"ask": partial(ask_interim_hold, asking, now=at)}
    if asked:
        for step, yes in (("approve", True), ("decline", False)):
            command = AnswerInterimRequest(asked, me, approve=yes, reasons=text)
            deeds[step] = partial(answer_interim_request, command, now=at)
    if found.works:
        for step, keep in (("keep", True), ("end", False)):
            review = ReviewInterimHold(record.id, me, keep=keep, reasons=text)
            deeds[step] = partial(review_interim_hold, review, now=at)
    return deeds


def _page(request: HttpRequest, record: CaseRecord, found: InterimOnRecord, me: int, fault: str = "") -> HttpResponse:
    """Return the page, with what was typed."""
    zone, works = zone_of(request), found.works
    context = {
        **desk_frame(request, record),
        "found": found,
        "sentence": _sentence(record, found),
        "mine": found.waits is not None and found.waits.asked_by_id == me,
        "took_part": me in found.participants,
        "review_by": words.deadline(works.review_by, zone) if works else "",
        "ends": words.deadline(works.ends_at, zone) if works else "",
        "kinds": KINDS,
        "written": request.POST,
        "fault": fault,
    }
    return render(request, "console/interim.html", context, status=UNPROCESSABLE if fault else 200)


def _sentence(record: CaseRecord, found: InterimOnRecord) -> str:
    """Return where the hold stands, as a sentence."""
    if found.works:
        return f"{record.account_name}: new work is held."
    if found.waits:
        return f"{found.waits.asked_by.name} asks to hold new work of {record.account_name}."
    if found.had_one:
        return "There has been an interim hold in this case. There is no second one."
    return f"Shall new work of {record.account_name} be held before a decision?"
