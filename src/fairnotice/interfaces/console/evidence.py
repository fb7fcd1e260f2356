"""What a case rests on, opened one by one: who decides has seen each contract and each file."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from fairnotice.actions.add_evidence import EvidenceRefused
from fairnotice.actions.look_at_evidence import LookAtEvidence, look_at_evidence
from fairnotice.interfaces.clock import now
from fairnotice.interfaces.console.desk import desk_frame, the_case
from fairnotice.interfaces.console.evidence_items import context_of
from fairnotice.interfaces.console.staff import for_reviewers, zone_of
from fairnotice.interfaces.portal.case.evidence import files_said, hand_in, handed_out
from fairnotice.interfaces.portal.case.facts import said
from fairnotice.interfaces.portal.viewing import person_id_of
from fairnotice.kernel.refusal import Refusal
from fairnotice.notices import words
from fairnotice.queries.case_threads import message_of
from fairnotice.queries.decisions import without_first_view
from fairnotice.queries.evidence import file_for


@require_safe
@for_reviewers
def contract(request: HttpRequest, reference: str, contract_id: str) -> HttpResponse:
    """Show one contract with all that was said about it, and record that it was opened."""
    record, zone = without_first_view(the_case(reference), person_id_of(request)), zone_of(request)
    found = next((c for c in record.explanation.contracts if c.contract_id == contract_id), None)
    if found is None:
        raise Http404
    look_at_evidence(LookAtEvidence(record.id, person_id_of(request), contract_id), now=now())
    spoken = [message_of(record, event) for event in record.events if event.words]
    about = [message for message in spoken if contract_id in message.contracts]
    context = {
        **desk_frame(request, record),
        **context_of(request, record),
        "contract": found,
        "said": said(found),
        "started": words.day(found.started_on),
        "ended": words.day(found.ended_on) if found.ended_on else "still open",
        "rated": words.day(found.rated_on) if found.rated_on else "not rated",
        "about": [(message, words.moment(message.at, zone)) for message in about],
    }
    return render(request, "console/contract.html", context)


@require_safe
@for_reviewers
def file(request: HttpRequest, reference: str, evidence_id: UUID) -> HttpResponse:
    """Hand a file out, and record that it was opened."""
    record = the_case(reference)
    try:
        found = file_for(record.id, evidence_id, person_id=person_id_of(request), sees_all=True)
    except Refusal as refusal:
        raise Http404 from refusal
    look_at_evidence(LookAtEvidence(record.id, person_id_of(request), found.subject), now=now())
    return cast("HttpResponse", handed_out(found))


@require_http_methods(["GET", "HEAD", "POST"])
@for_reviewers
def add_files(request: HttpRequest, reference: str) -> HttpResponse:
    """Take files that staff put into the case; both sides see them."""
    record = the_case(reference)
    problems: tuple[str, ...] = ()
    if request.method == "POST":
        try:
            if taken := hand_in(request, record.id, at=now()):
                messages.success(request, f"{words.counted(taken, 'file')} put into the case.")
                return redirect("console-case", reference)
            problems = ("Choose at least one file.",)
        except EvidenceRefused as refusal:
            problems = refusal.problems
    context = {
        **desk_frame(request, record),
        **context_of(request, record),
        "problems": problems,
        "hint": files_said(record.policy),
    }
    return render(request, "console/add_files.html", context, status=422 if problems else 200)
