"""The case page: one matter, both sides' record, and what its reader can do now."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from fairnotice.interfaces.clock import now
from fairnotice.interfaces.portal.case.deciding import decision_panel
from fairnotice.interfaces.portal.case.facts import acts_table, contracts_table, facts_of, messages_of, provenance_of
from fairnotice.interfaces.portal.case.files import shown_here
from fairnotice.interfaces.portal.case.goals import shown_goals
from fairnotice.interfaces.portal.case.objecting import panel_of
from fairnotice.interfaces.portal.case.standing import link, status_of
from fairnotice.interfaces.portal.case.steps import steps_of
from fairnotice.interfaces.portal.components import Deed as Link
from fairnotice.interfaces.portal.components import NavItem, Viewer
from fairnotice.interfaces.portal.frame import account_nav
from fairnotice.interfaces.portal.viewing import person_id_of
from fairnotice.kernel.refusal import Refusal
from fairnotice.queries.case_page import CasePage, Deed, case_page

LABELS = {
    Deed.ANSWER: ("Write the answer", ""),
    Deed.ASK: ("Ask a question or contest a contract", "Never refused. Your time stands still until we reply."),
    Deed.EVIDENCE: ("Send files", "At any time, in support of your side."),
    Deed.OBJECT: ("Object to the decision", "Free. Somebody who took no part answers."),
    Deed.CALL: ("Ask us to call you", "A person offers you times. Your time stands still until then."),
    Deed.MORE_TIME: ("Ask for more time", "Once, without giving a reason."),
    Deed.REPRESENTATIVES: ("Let somebody speak for you", "Whom you choose, in this case alone, until you end it."),
    Deed.STATEMENT: ("Tell your side", "It is put on record, and nothing ends or begins by it."),
    Deed.SIGN: (
        "Read the rule and confirm it",
        "Apart from your answer. It admits nothing; nothing depends on it.",
    ),
}
"""What the aside offers, in order."""


def own_case(request: HttpRequest, reference: str) -> CasePage:
    """
    Return the case as the signed-in person sees it.

    Raises:
        Http404: there is none, or it is another's; both look the same.
    """
    try:
        return case_page(reference, person_id_of(request), now=now())
    except Refusal as refusal:
        raise Http404 from refusal


def zone_of(request: HttpRequest) -> str:
    """Return the time zone of the signed-in person, empty when unknown."""
    return str(getattr(request.user, "timezone", ""))


def frame_of(request: HttpRequest, page: CasePage) -> dict[str, Any]:
    """Return navigation and viewer of every page of this case."""
    here = reverse("case", args=[page.reference])
    nav = account_nav(
        page.account_id, current="case", open_cases=int(not page.outcome), case_url=here, member=page.is_member
    )
    if page.represents:
        nav = (NavItem("Case", here, current=True, open=int(not page.outcome)),)
    role = page.role if page.represents or page.is_member else ""
    return {
        "page": page,
        "here": here,
        "nav": nav,
        "viewer": Viewer(name=str(request.user), account=page.account_name, role=role),
    }


@login_required
def case(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the case."""
    page = own_case(request, reference)
    if page.matter == "request":
        return redirect("request", reference)
    zone = zone_of(request)
    everything = "all" in request.GET
    context = {
        **frame_of(request, page),
        "status": status_of(page, zone=zone, now=now()),
        "facts": facts_of(page),
        "decision_panel": decision_panel(page, zone),
        "table": contracts_table(page, everything=everything, contest_url=link(page, "ask")),
        "more": not everything and len(page.contracts) > len(page.contracts[:5]),
        "messages_shown": messages_of(page, zone=zone, team=page.policy.telling.quality_team),
        "acts": acts_table(page, zone=zone),
        "goals_shown": shown_goals(page.goals, zone=zone),
        "files": [shown_here(page.reference, f, zone=zone, reader=person_id_of(request)) for f in page.files],
        **panel_of(page, zone=zone),
        "steps": steps_of(page, zone=zone),
        "deeds": [(Link(LABELS[d][0], link(page, d)), LABELS[d][1], d.value) for d in LABELS if d in page.may],
        "may_ask": Deed.ASK in page.may,
        "letters": [letter for letter in page.letters if letter.proven_at is not None],
        "unread": [letter for letter in page.letters if letter.proven_at is None and not page.represents],
        "team": page.policy.telling.quality_team,
        "redress": page.policy.telling.redress,
        "provenance": provenance_of(page.explanation.provenance) if page.explanation else "",
    }
    return render(request, "case/page.html", context)
