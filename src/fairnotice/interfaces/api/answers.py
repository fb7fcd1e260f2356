"""What the API says when it says no: where, what, and what to do, everything at once."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse

from fairnotice.interfaces.refusals import ANSWERS
from fairnotice.kernel.problem import BadInput, Problem
from fairnotice.kernel.refusal import Refusal

UNAUTHORIZED, TOO_MANY, UNREADABLE = 401, 429, 400
NO_KEY = Problem(
    "header Authorization",
    "No key that opens this door was sent.",
    "Send: Authorization: Bearer <key of fairnotice token add>.",
)


def no(code: str, status: int, *problems: Problem) -> JsonResponse:
    """Return the answer that says no."""
    told = [{"where": p.where, "what": p.what, "what_to_do": p.hint} for p in problems]
    return JsonResponse({"code": code, "problems": told}, status=status)


def refused(request: HttpRequest, refusal: Refusal | type[Refusal]) -> HttpResponse:
    """Return the answer to a refusal: its code, its status, and each problem."""
    del request
    if not isinstance(refusal, Refusal):
        raise TypeError(refusal)
    status = ANSWERS[refusal.code].status
    if isinstance(refusal, BadInput):
        return no(refusal.code, status, *refusal.problems)
    return no(
        refusal.code, status, Problem("body", refusal.sentence, WHAT_TO_DO.get(refusal.code, "Nothing was kept."))
    )


WHAT_TO_DO: dict[str, str] = {
    "nobody_there": "Import the account, then send this again.",
    "own_conduct": "Send it as the own violation of whoever did it.",
    "rule_bound_then": "Check the provision and the day: a rule binds only what happens after it began.",
    "another_violation": "Give another act its own id.",
    "violation_withdrawn": "Give a new act its own id.",
    "no_such_violation": "Check the id.",
    "not_signed": "Sign with the endpoint's secret, as Standard Webhooks says, with the present time.",
    "unknown_effect": "Send the webhook-id of an effect that this endpoint received.",
    "carried_out_when": "Write ISO 8601 with a zone, such as 2026-11-16T09:30:00Z: not ahead, not before the effect.",
}
"""The next step of the caller, by the refusal's code."""
