"""Answer what an account asks for: granted or not, with facts, by somebody who took no part."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from fairnotice.actions.answer_request import AnswerRequest, answer_request
from fairnotice.actions.rehearsal import rehearse
from fairnotice.interfaces.clock import now
from fairnotice.interfaces.console.desk import desk_frame, the_case
from fairnotice.interfaces.console.hearing import Written
from fairnotice.interfaces.console.staff import for_reviewers, zone_of
from fairnotice.interfaces.portal.components import Chip, Tone
from fairnotice.interfaces.portal.viewing import person_id_of
from fairnotice.interfaces.refusals import UNPROCESSABLE, sentence_of
from fairnotice.kernel.refusal import Refusal
from fairnotice.notices import words
from fairnotice.notices.requests import Asked, Wish
from fairnotice.queries.case_letters import LetterOnRecord
from fairnotice.queries.hearings import who_can_hear
from fairnotice.queries.requests import RequestOnRecord, request_on_record

CHOICES = (("grant", "It is granted"), ("refuse", "The answer is no"))


@require_http_methods(["GET", "HEAD", "POST"])
@for_reviewers
def answer(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the request and the form; then the letters; then send the answer."""
    try:
        found = request_on_record(reference)
    except Refusal as refusal:
        raise Http404 from refusal
    record, me = found.record, person_id_of(request)
    if me in record.state.participants and found.answer is None:
        names = words.listed([str(person) for person in who_can_hear(record.state)])
        return render(request, "console/took_part.html", {**desk_frame(request, record), "names": names}, status=403)
    written, step = Written(request.POST.get("answer", ""), request.POST.get("text", "")), request.POST.get("step")
    if request.method != "POST" or found.answer is not None or step == "change":
        return _form(request, found, written)
    if written.answer not in dict(CHOICES):
        return _form(request, found, written, "Choose how you answer.")
    command, at = AnswerRequest(record.id, me, written.answer == "grant", written.text), now()
    deed: Callable[[], None] = lambda: answer_request(command, now=at)  # noqa: E731  done or rehearsed
    try:
        if step == "send":
            deed()
            messages.success(request, "The answer is on its way.")
            return redirect("console-objections")
        letters = rehearse(deed, lambda: _letters(reference))
    except Refusal as refusal:
        return _form(request, found, written, sentence_of(refusal))
    context = {**desk_frame(request, record), "letters": letters, "written": written}
    return render(request, "console/hear_preview.html", context)


def _letters(reference: str) -> tuple[LetterOnRecord, ...]:
    return tuple(letter for letter in the_case(reference).letters if letter.document != "request_receipt")


def _form(request: HttpRequest, found: RequestOnRecord, written: Written, fault: str = "") -> HttpResponse:
    zone = zone_of(request)
    day = words.weekday(words.deadline_day(found.answer_by, zone))
    left = words.time_left(found.answer_by, now=now())
    context = {
        **desk_frame(request, found.record),
        "found": found,
        "asked": Asked(Wish(found.wish), found.items, found.about),
        "chip": Chip(f"Answer by {day}", f"{left} · after that it is granted", Tone.WAIT, found.answer_by),
        "choices": CHOICES,
        "written": written,
        "fault": fault,
    }
    return render(request, "console/request.html", context, status=UNPROCESSABLE if fault else 200)
