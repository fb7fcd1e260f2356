"""A case as one signed file, for a reviewer: everything but views that must not color their own."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.views.decorators.http import require_safe

from fairnotice.interfaces.console.staff import for_reviewers
from fairnotice.interfaces.portal.case.take_along import handed_over
from fairnotice.kernel.refusal import Refusal
from fairnotice.queries.case_export.cut import for_staff


@require_safe
@for_reviewers
def take_along(request: HttpRequest, reference: str) -> Any:  # noqa: ANN401  a streamed answer
    """Hand the case over."""
    del request
    try:
        cut = for_staff(reference)
    except Refusal as refusal:
        raise Http404 from refusal
    return handed_over(cut)
