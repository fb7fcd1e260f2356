"""What staff put on record by hand: more time, a signature on paper, a letter that came back."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fairnotice.actions.extend import Extend, extend
from fairnotice.actions.prove_delivery import ProveDelivery, prove_delivery
from fairnotice.actions.record_bounce import RecordBounce, record_bounce
from fairnotice.actions.rehearsal import rehearse
from fairnotice.interfaces.clock import now
from fairnotice.interfaces.console.conflict import acted_first, conflict
from fairnotice.interfaces.console.desk import desk_frame, the_case
from fairnotice.interfaces.console.staff import for_reviewers, zone_of
from fairnotice.interfaces.portal.viewing import person_id_of
from fairnotice.interfaces.refusals import refused
from fairnotice.kernel.refusal import Refusal
from fairnotice.notices import words
from fairnotice.queries.case_letters import LetterOnRecord
from fairnotice.queries.case_record import CaseRecord
from fairnotice.queries.hearings import blind_to


@require_http_methods(["GET", "HEAD", "POST"])
@for_reviewers
def more_time(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the date that more time would give, and give it when it is confirmed."""
    record, zone, at = the_case(reference), zone_of(request), now()
    frame = desk_frame(request, record)
    wish = Extend(case_id=record.id, person_id=person_id_of(request))
    first = acted_first(record, seen=request.POST.get("seen", ""), person_id=person_id_of(request))
    if first is not None:
        return conflict(request, record, first, text="")
    try:
        if request.method == "POST":
            extend(wish, now=at)
            messages.success(request, "More time is given, and everybody who was told hears of it.")
            return redirect("console-case", reference)
        after = rehearse(lambda: extend(wish, now=at), lambda: the_case(reference).clock("response"))
    except Refusal as refusal:
        return refused(request, refusal, back=frame["here"], **frame)
    before = record.clock("response")
    context = {
        **frame,
        "before": words.deadline(before.due_at, zone) if before else "",
        "after": words.deadline(after.due_at, zone) if after else "",
        "day": words.day(words.deadline_day(after.due_at, zone)) if after else "",
    }
    return render(request, "console/more_time.html", context)


@require_safe
@for_reviewers
def printed(request: HttpRequest, reference: str, letter_id: UUID) -> HttpResponse:
    """Show a letter to be printed, signed for, and recorded."""
    record = the_case(reference)
    if (waits := blind_to(record, person_id_of(request))) is not None:
        return redirect("console-hear", reference, waits.against)
    return render(request, "console/letter.html", {**desk_frame(request, record), "letter": _letter(record, letter_id)})


@require_POST
@for_reviewers
def signed(request: HttpRequest, reference: str, letter_id: UUID) -> HttpResponse:
    """Record that the letter was signed for on paper: its time starts."""
    proof = ProveDelivery(notice_id=letter_id, kind="signed_post", person_id=person_id_of(request))
    return _recorded(
        request, reference, letter_id, lambda: prove_delivery(proof, now=now()), "The signature is on record."
    )


@require_POST
@for_reviewers
def bounced(request: HttpRequest, reference: str, letter_id: UUID) -> HttpResponse:
    """Record that the mail came back: the letter goes on paper."""
    came_back = RecordBounce(letter=str(letter_id), reason="recorded by staff")
    return _recorded(
        request, reference, letter_id, lambda: record_bounce(came_back, now=now()), "The mail is marked as returned."
    )


def _recorded(
    request: HttpRequest, reference: str, letter_id: UUID, deed: Callable[[], object], said: str
) -> HttpResponse:
    record = the_case(reference)
    _letter(record, letter_id)
    frame = desk_frame(request, record)
    try:
        deed()
    except Refusal as refusal:
        return refused(request, refusal, back=frame["here"], **frame)
    messages.success(request, said)
    return redirect("console-case", reference)


def _letter(record: CaseRecord, letter_id: UUID) -> LetterOnRecord:
    found = next((letter for letter in record.letters if letter.id == letter_id), None)
    if found is None:
        raise Http404
    return found
