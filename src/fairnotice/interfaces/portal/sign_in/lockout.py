"""Whoever guesses codes is shut out for a while."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.signals import login_code_rejected
from axes.handlers.proxy import AxesProxyHandler
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

View = Callable[..., HttpResponse]


@receiver(login_code_rejected, dispatch_uid="count-wrong-codes")
def count_wrong_code(sender: Any, request: HttpRequest, user: Any, **facts: Any) -> None:  # noqa: ANN401  a signal's own
    """Count a wrong code against the address it was sent to and the place it came from."""
    del facts
    AxesProxyHandler.user_login_failed(sender, {"username": user.email or str(user.pk)}, request)


def shut_after_guessing(view: View) -> View:
    """Return *view* closed to a place from which too many wrong codes came."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401  any view's
        if not AxesProxyHandler.is_allowed(request):
            return render(request, "account/shut.html", status=429)
        return view(request, *args, **kwargs)

    return guarded
