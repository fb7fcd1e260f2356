"""Some pages exist in a demo only; anywhere else there is nothing at their address."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from django.conf import settings
from django.http import Http404, HttpResponse

Arguments = ParamSpec("Arguments")


def demo_only(view: Callable[Arguments, HttpResponse]) -> Callable[Arguments, HttpResponse]:
    """Return *view* answering 404 outside a demo: a second lock beside the missing address."""

    @wraps(view)
    def guarded(*args: Arguments.args, **kwargs: Arguments.kwargs) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(*args, **kwargs)

    return guarded
