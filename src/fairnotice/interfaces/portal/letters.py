"""The letters of the reader: opening one while signed in proves that it arrived, and starts the time to answer."""

from __future__ import annotations

from urllib.parse import quote
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from fairnotice.interfaces.clock import now
from fairnotice.interfaces.portal.components import Chip, NavItem, Viewer
from fairnotice.interfaces.portal.deadlines import deadline_chip
from fairnotice.interfaces.portal.frame import account_nav
from fairnotice.interfaces.portal.viewing import person_id_of
from fairnotice.notices import words
from fairnotice.queries.access import access_to, accounts_of
from fairnotice.queries.letters import ServedLetter, letters_of, served_letter


@require_safe
@login_required
def letters(request: HttpRequest) -> HttpResponse:
    """List the letters to this person."""
    person_id = person_id_of(request)
    lines = letters_of(person_id, now=now())
    zone = getattr(request.user, "timezone", "")
    context = {
        "lines": [(line, words.moment(line.sent_at, zone)) for line in lines],
        "unopened": sum(not line.opened for line in lines),
        **_frame(request, person_id, ""),
    }
    return render(request, "portal/letters.html", context)


@require_safe
@login_required
def letter(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """Show a letter to its recipient, who thereby has it."""
    person_id = person_id_of(request)
    served = served_letter(notice_id, person_id, now=now())
    if served is None:
        raise Http404
    if _is_read(request):
        _prove(notice_id, person_id)
        served = served_letter(notice_id, person_id, now=now()) or served
    context = {
        "served": served,
        "letter": served.letter,
        "chip": _chip(served),
        "delivered": words.moment(served.delivered_at, served.recipient_zone) if served.delivered_at else "",
        "case_url": reverse("case", args=[served.case_reference]) if served.case_reference else "",
        **_frame(request, person_id, served.account_id),
    }
    return render(request, "portal/letter.html", context)


@require_safe
@login_required
def letter_pdf(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """Hand a letter to its recipient as a file, who thereby has it."""
    person_id = person_id_of(request)
    served = served_letter(notice_id, person_id, now=now())
    if served is None:
        raise Http404
    from fairnotice.notices.pdf import as_pdf  # noqa: PLC0415  loads the typesetter

    paper = as_pdf(served.letter)
    if _is_read(request):
        _prove(notice_id, person_id)
    name = f"{quote(served.reference)}-{served.document}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(paper, content_type="application/pdf", headers=headers)


def _is_read(request: HttpRequest) -> bool:
    """Say whether a person asked to see this, and not a program ahead of them."""
    return request.method == "GET" and "prefetch" not in request.headers.get("Sec-Purpose", "")


def _prove(notice_id: UUID, person_id: int) -> None:
    """Record that the letter was opened by its recipient, signed in."""
    from fairnotice.actions.prove_delivery import ProveDelivery, prove_delivery  # noqa: PLC0415  loads the case machine

    prove_delivery(ProveDelivery(notice_id=notice_id, kind="opened", person_id=person_id), now=now())


def _chip(served: ServedLetter) -> Chip | None:
    """Return when the time to answer ends, if it runs."""
    if served.answer_due_at is None:
        return None
    return deadline_chip("Answer", served.answer_due_at, zone=served.recipient_zone, now=now())


def _frame(request: HttpRequest, person_id: int, account_id: str) -> dict[str, object]:
    """Return the frame of the letters' pages: that of the account a letter is about, else of the reader's first."""
    instant = now()
    access = access_to(person_id, account_id, now=instant) if account_id else None
    accounts = accounts_of(person_id, now=instant)
    if access is None and accounts:
        access = accounts[0]
    nav: tuple[NavItem, ...] = ()
    if access:
        nav = account_nav(access.account_id, current="letters", member=not access.sees_all)
    switch = reverse("home") if len(accounts) > 1 else ""
    viewer = Viewer(str(request.user), access.name if access else "", switch)
    return {"nav": nav, "viewer": viewer}
