"""Whom we tell of effects: add an address, rotate its secret, try it, switch it off."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from fairnotice.actions.add_endpoint import AddEndpoint, NewSecret, add_endpoint
from fairnotice.actions.rotate_secret import RotateSecret, rotate_secret
from fairnotice.actions.switch_endpoint import SwitchEndpoint, switch_endpoint
from fairnotice.interfaces.clock import now
from fairnotice.interfaces.console.staff import ADMINISTRATOR, for_staff, frame_of, zone_of
from fairnotice.interfaces.portal.viewing import person_id_of
from fairnotice.interfaces.refusals import refused
from fairnotice.kernel.refusal import Refusal
from fairnotice.notices import words
from fairnotice.outbox.webhooks import send_test
from fairnotice.queries.effects import EndpointOnRecord, endpoints

for_administrators = for_staff(ADMINISTRATOR)


@require_safe
@for_administrators
def endpoints_page(request: HttpRequest) -> HttpResponse:
    """Show every endpoint and the form for one more."""
    return _page(request)


@require_POST
@for_administrators
def add(request: HttpRequest) -> HttpResponse:
    """Add an endpoint and show its secret, once."""
    command = AddEndpoint(
        url=request.POST.get("url", "").strip(),
        description=request.POST.get("description", "")[:200],
        person_id=person_id_of(request),
    )
    try:
        made = add_endpoint(command, now=now())
    except Refusal as refusal:
        return _page(request, fault=refusal.sentence)
    return _secret(request, made)


@require_POST
@for_administrators
def rotate(request: HttpRequest, endpoint_id: UUID) -> HttpResponse:
    """Give the endpoint a new secret and show it, once."""
    endpoint = _the(endpoint_id)
    if request.POST.get("seen") != endpoint.changed_at.isoformat():
        messages.error(request, "Nothing was rotated: this endpoint has changed since the page was shown.")
        return redirect("console-endpoints")
    command = RotateSecret(endpoint_id, at_once=request.POST.get("at_once") == "1")
    try:
        return _secret(request, rotate_secret(command, now=now()))
    except Refusal as refusal:
        return _refused(request, refusal)


@require_POST
@for_administrators
def try_endpoint(request: HttpRequest, endpoint_id: UUID) -> HttpResponse:
    """Send the endpoint a test and say what it answered."""
    return _deed(request, lambda: send_test(_the(endpoint_id).id, now=now()))


@require_POST
@for_administrators
def switch(request: HttpRequest, endpoint_id: UUID) -> HttpResponse:
    """Switch the endpoint off or on."""
    on = request.POST.get("active") == "1"

    def deed() -> str:
        switch_endpoint(SwitchEndpoint(_the(endpoint_id).id, active=on), now=now())
        return "It is told what holds now, and of everything from now on." if on else "It is told of nothing any more."

    return _deed(request, deed)


def _the(endpoint_id: UUID) -> EndpointOnRecord:
    found = next((each for each in endpoints(now=now()) if each.id == endpoint_id), None)
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, *, fault: str = "") -> HttpResponse:
    zone, found = zone_of(request), endpoints(now=now())
    on = sum(each.active for each in found)
    if on:
        sentence = f"{words.counted(on, 'address', 'addresses')} {'is' if on == 1 else 'are'} told of every effect."
    else:
        sentence = "Nobody is told of effects yet."
    context = {
        **frame_of(request, "endpoints"),
        "sentence": sentence,
        "rows": [(each, words.moment(each.both_until, zone) if each.both_until else "") for each in found],
        "fault": fault,
        "url": request.POST.get("url", ""),
        "description": request.POST.get("description", ""),
    }
    return render(request, "console/endpoints.html", context, status=422 if fault else 200)


def _secret(request: HttpRequest, made: NewSecret) -> HttpResponse:
    endpoint = _the(made.endpoint_id)
    until = words.moment(endpoint.both_until, zone_of(request)) if endpoint.both_until else ""
    context = {**frame_of(request, "endpoints"), "endpoint": endpoint, "secret": made.secret, "until": until}
    return render(request, "console/secret.html", context)


def _deed(request: HttpRequest, deed: Callable[[], str]) -> HttpResponse:
    try:
        messages.success(request, deed())
    except Refusal as refusal:
        return _refused(request, refusal)
    return redirect("console-endpoints")


def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    return refused(request, refusal, back=reverse("console-endpoints"), **frame_of(request, "endpoints"))
