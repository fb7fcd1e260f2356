"""The receipt of what was sent: when, under which reference, and what comes next."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fairnotice.interfaces.portal.case.objecting import meanwhile
from fairnotice.interfaces.portal.case.page import frame_of, own_case, zone_of
from fairnotice.interfaces.portal.case.standing import unrestricted
from fairnotice.interfaces.portal.viewing import person_id_of
from fairnotice.notices import words


@require_safe
@login_required
def sent(request: HttpRequest, reference: str, event: int) -> HttpResponse:
    """Show the receipt to its author, and to nobody else."""
    page, zone = own_case(request, reference), zone_of(request)
    message = page.sent_by(person_id_of(request), event)
    if message is None:
        raise Http404
    thread = next((t for t in page.threads if t.question.event == event), None)
    is_answer = any(step.event and step.event.number == event for step in page.timeline)
    reference, today = f"{page.reference}-{event}", unrestricted(page)
    heading, follows = "We have your statement.", "It is on record. Nothing begins or ends by it."
    if thread is not None:
        heading, follows = "We have your question.", "We have replied: the reply is in the case."
        if thread.answer_by is not None:
            follows = f"We reply by {words.deadline(thread.answer_by, zone)}."
            if not page.outcome:
                follows += " Until then the time to answer stands still."
    elif (objection := next((o for o in page.objections if o.filed.number == event), None)) is not None:
        heading = "We have your objection."
        follows = (
            f"Somebody who took no part answers by {words.deadline(objection.answer_by, zone)}. "
            "If nobody does, it is undone by itself. Nothing gets worse by it."
        )
        reference, today = f"{page.reference}-O{event}", meanwhile(page, zone)
    elif is_answer:
        heading, follows = "We have your answer.", "A person reads it. There is nothing for you to do."
        if page.deadline and page.deadline.kind == "review" and page.deadline.due_at:
            follows = f"A person decides what follows by {words.deadline(page.deadline.due_at, zone)}."
    context = {
        **frame_of(request, page),
        "heading": heading,
        "follows": follows,
        "unrestricted": today,
        "message": message,
        "when": f"{words.moment(message.at, zone)}, {words.place(zone)}",
        "reference": thread.reference if thread else reference,
    }
    return render(request, "case/sent.html", context)
