"""Take this case with you: one signed file, cut to what its reader may see."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from fairnotice.interfaces.clock import now
from fairnotice.interfaces.portal.viewing import person_id_of
from fairnotice.kernel.refusal import Refusal
from fairnotice.queries.case_export.bundle import bundle, file_name
from fairnotice.queries.case_export.cut import Cut, for_person


@require_safe
@login_required
def take_along(request: HttpRequest, reference: str) -> FileResponse:
    """Hand the case to a person of the account; to everybody else it does not exist."""
    try:
        cut = for_person(reference, person_id_of(request), now=now())
    except Refusal as refusal:
        raise Http404 from refusal
    return handed_over(cut)


def handed_over(cut: Cut) -> FileResponse:
    """Return the file as a download."""
    return FileResponse(
        bundle(cut, now=now()), as_attachment=True, filename=file_name(cut), content_type="application/zip"
    )
