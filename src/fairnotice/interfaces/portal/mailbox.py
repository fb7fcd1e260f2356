"""The demo's mailbox: every letter as people got it, and a button that lets one day pass."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from fairnotice.interfaces.clock import now, travel_to
from fairnotice.interfaces.portal.components import NavItem
from fairnotice.interfaces.portal.demo_only import demo_only
from fairnotice.kernel.refusal import Refusal
from fairnotice.notices import words
from fairnotice.queries.mailbox import MailboxLetter, mailbox, mailbox_letter

ZONE = "UTC"
LETTER_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox"
"""A letter's HTML brings its own styles, as mail must; it runs nothing and loads nothing."""


@require_safe
@demo_only
def letters(request: HttpRequest) -> HttpResponse:
    """List every letter, newest first."""
    search = request.GET.get("search", "").strip()
    found = mailbox(search)
    context = {
        "letters": [(letter, _came(letter)) for letter in found],
        "search": search,
        "unread": sum(letter.proven_at is None for letter in found),
        "today": words.moment(now(), ZONE),
        "nav": (NavItem("People", "/demo/"), NavItem("Letters", request.path, True)),
    }
    return render(request, "demo/letters.html", context)


@require_safe
@demo_only
def letter(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Show one letter: as the mail's text, and as its HTML."""
    found = _found(letter_id)
    return render(request, "demo/letter.html", {"letter": found, "came": _came(found)})


@require_safe
@demo_only
@xframe_options_sameorigin
def as_html(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Return the letter's HTML alone, to stand in a frame of the letter's page."""
    del request
    return HttpResponse(_found(letter_id).html, headers={"Content-Security-Policy": LETTER_POLICY})


@require_POST
@demo_only
def next_day(request: HttpRequest) -> HttpResponse:
    """Let one day pass in the demo: its clock travels, and everything that falls due is done."""
    from fairnotice.interfaces.jobs.sweep import sweep  # noqa: PLC0415  loads the engine, which pages do without

    tomorrow = now() + timedelta(days=1)
    travel_to(tomorrow)
    sweep(now=tomorrow)
    messages.success(request, f"It is now {words.moment(tomorrow, ZONE)}, UTC.")
    return redirect("demo-letters")


def _found(letter_id: UUID) -> MailboxLetter:
    try:
        return mailbox_letter(letter_id)
    except Refusal as refusal:
        raise Http404 from refusal


def _came(letter: MailboxLetter) -> str:
    """Return how far the letter came, in words."""
    if letter.proven_at is not None:
        return f"opened {_at(letter.proven_at)}"
    if letter.sent_at is not None and letter.state == "sent":
        return f"{'given to staff on paper' if letter.channel == 'post' else 'mailed'} {_at(letter.sent_at)}"
    if letter.due_at is not None:
        return f"waits until {_at(letter.due_at)}"
    return letter.state.replace("_", " ")


def _at(instant: datetime) -> str:
    return words.moment(instant, ZONE)
