"""Files that support somebody's side: handed in at any time, listed in the case, and only ever downloaded."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import quote
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from fairnotice.actions.add_evidence import (
    FILES_AT_ONCE,
    AddEvidence,
    EvidenceRefused,
    HandedIn,
    add_evidence,
    kinds_of,
)
from fairnotice.interfaces.clock import now
from fairnotice.interfaces.portal.case.files import shown_here
from fairnotice.interfaces.portal.case.page import frame_of, own_case, zone_of
from fairnotice.interfaces.portal.viewing import person_id_of
from fairnotice.interfaces.refusals import refused
from fairnotice.kernel.refusal import Refusal
from fairnotice.policy.rulebook import Policy
from fairnotice.queries.evidence import FileOnRecord, file_for

DOWNLOAD_ONLY = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex",
}
"""What somebody handed in never runs in a page of ours, whatever it claims to be."""
FIELD = "files"


def files_said(policy: Policy) -> str:
    """Return what may be handed in, as a hint."""
    hearing = policy.hearing
    return (
        f"Up to {FILES_AT_ONCE} files at once, each at most {hearing.upload_megabytes} MB: {kinds_of(hearing)}. "
        "Only the people of this case can have them."
    )


def hand_in(request: HttpRequest, case_id: UUID, *, at: datetime) -> int:
    """
    Put every file of the form on record, and return how many those were.

    Raises:
        EvidenceRefused: one of them cannot be taken; then none was.
    """
    files = [file for file in request.FILES.getlist(FIELD) if isinstance(file, UploadedFile)]
    if not files:
        return 0
    handed_in = tuple(HandedIn(file.name or "", file.chunks()) for file in files)
    return len(add_evidence(AddEvidence(case_id, person_id_of(request), handed_in), now=at))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def evidence(request: HttpRequest, reference: str) -> HttpResponse:
    """Show what was handed in and take more."""
    page, at, zone = own_case(request, reference), now(), zone_of(request)
    frame = frame_of(request, page)
    problems: tuple[str, ...] = ()
    if request.method == "POST":
        try:
            if hand_in(request, page.case_id, at=at):
                return redirect(f"{reverse('case-evidence', args=[reference])}?sent=1")
            problems = ("Choose at least one file.",)
        except EvidenceRefused as refusal:
            problems = refusal.problems
        except Refusal as refusal:
            return refused(request, refusal, back=frame["here"], **frame)
    context = {
        **frame,
        "problems": problems,
        "hint": files_said(page.policy),
        "files": [shown_here(page.reference, file, zone=zone, reader=person_id_of(request)) for file in page.files],
        "just_sent": "sent" in request.GET and not problems,
    }
    return render(request, "case/evidence.html", context, status=422 if problems else 200)


@require_safe
@login_required
def download(request: HttpRequest, reference: str, evidence_id: UUID) -> FileResponse:
    """Hand a file out to somebody of the case who may have it."""
    page = own_case(request, reference)
    try:
        file = file_for(page.case_id, evidence_id, person_id=person_id_of(request), sees_all=not page.is_member)
    except Refusal as refusal:
        raise Http404 from refusal
    return handed_out(file)


def handed_out(file: FileOnRecord) -> FileResponse:
    """Return the file as a download: never opened in the page, never guessed at."""
    answer = FileResponse(file.path.open("rb"), content_type=file.media_type, headers=DOWNLOAD_ONLY)
    plain = "".join(c if c.isascii() and c.isprintable() and c not in '"\\' else "_" for c in file.name)
    answer.headers["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(file.name)}"
    return answer
