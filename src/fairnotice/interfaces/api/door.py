"""The API itself: who may come in, how often, and what it answers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.security import HttpBearer
from ninja.throttling import AuthRateThrottle

from fairnotice.interfaces.api import answers
from fairnotice.interfaces.api.acknowledgements import router as acknowledgements
from fairnotice.interfaces.api.violations import router as violations
from fairnotice.kernel.problem import Problem
from fairnotice.kernel.refusal import Refusal
from fairnotice.queries.tokens import owner_of_key

OFTEN = "600/m"
"""Requests of one key in a minute."""
SEE = "See /api/openapi.json."


class Key(HttpBearer):
    """A key in the header ``Authorization: Bearer``."""

    def authenticate(self, request: HttpRequest, token: str) -> str | None:
        """Return whose key it is; None refuses."""
        del request
        return owner_of_key(token)


api = NinjaAPI(
    title="Fairnotice",
    version="1",
    urls_namespace="api",
    auth=Key(),
    throttle=[AuthRateThrottle(OFTEN)],
    docs_url=None,
)
api.add_router("/violations", violations)
api.add_router("/effects", acknowledgements)
api.add_exception_handler(Refusal, answers.refused)


@api.exception_handler(AuthenticationError)
def _no_key(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    """Say that no key was sent, or none that opens."""
    del request, error
    return answers.no("no_key", answers.UNAUTHORIZED, answers.NO_KEY)


@api.exception_handler(ValidationError)
def _not_readable(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Say which parts of the body are missing or of another kind, all at once."""
    del request
    told = (Problem(f"body {'.'.join(map(str, e['loc'][2:]))}", f"{e['msg']}.", SEE) for e in error.errors)
    return answers.no("not_readable", answers.UNREADABLE, *told)


@api.exception_handler(HttpError)
def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Say what the door itself refuses, such as too many requests."""
    del request
    often = error.status_code == answers.TOO_MANY
    hint = f"At most {OFTEN.removesuffix('/m')} a minute; wait, then go on." if often else SEE
    return answers.no("too_often" if often else "not_readable", error.status_code, Problem("request", str(error), hint))
