"""The pages of My Stats: the overview, every contract, and the files."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from fairnotice.evaluation.record import explanation_to_json
from fairnotice.evaluation.result import Estimate, InsufficientEvidence
from fairnotice.interfaces.clock import now
from fairnotice.interfaces.portal.frame import account_nav
from fairnotice.interfaces.portal.standing_shown import as_json, context_of, member_status, restricted_status
from fairnotice.interfaces.portal.stats import advice, contracts, parts
from fairnotice.interfaces.portal.stats.status import status_of
from fairnotice.interfaces.portal.viewing import Reader, of_account
from fairnotice.interfaces.refusals import refused
from fairnotice.kernel.refusal import Refusal
from fairnotice.notices import words
from fairnotice.queries.standing import standing_of
from fairnotice.queries.stats import Stats, stats_of

VERDICT_WORDS = {"heads_up": "heads-up", "finding": "finding"}


@require_safe
@of_account
def stats(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show where the account stands, how sure we are, what counts and what would help."""
    found = stats_of(reader.person_id, reader.access)
    if found is None:
        zone = str(getattr(request.user, "timezone", ""))
        return render(request, "portal/stats_none.html", {**_frame(reader, None, "stats"), **_standing(reader, zone)})
    shown = {**_frame(reader, found, "stats"), **_overview(request, found), **_standing(reader, found.zone)}
    template = "portal/stats.html" if reader.access.sees_all else "portal/stats_member.html"
    return render(request, template, shown)


@require_safe
@of_account
def contracts_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show every contract: counted, left out, and why."""
    found = stats_of(reader.person_id, reader.access)
    if found is None:
        return render(request, "portal/stats_none.html", _frame(reader, None, "contracts"))
    show = request.GET.get("show", "all")
    total = contracts.sums(found.explanation.contracts)
    kept = contracts.matching(found.explanation.contracts, show)
    pages = max(1, -(-len(kept) // contracts.PAGE))
    page = min(max(1, _whole(request.GET.get("page")) or 1), pages)
    first = (page - 1) * contracts.PAGE
    context = {
        "seen": found.explanation,
        "stats": found,
        "total": total,
        "filters": contracts.filters(total, show),
        "rows": contracts.rows(kept[first : first + contracts.PAGE]),
        "page": page,
        "pages": pages,
        "previous": f"?{urlencode({'show': show, 'page': page - 1})}" if page > 1 else "",
        "next": f"?{urlencode({'show': show, 'page': page + 1})}" if page < pages else "",
        "account_id": found.explanation.account_id,
        "never_counts": found.policy.never_counts,
        "contest": _contest(found),
    }
    return render(request, "portal/contracts.html", {**_frame(reader, found, "contracts"), **context})


@require_POST
@of_account
def early_words(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Switch the reader's early private words on or off."""
    from fairnotice.actions.switch_heads_ups import SwitchHeadsUps, switch_heads_ups  # noqa: PLC0415  with the actions

    switch_heads_ups(SwitchHeadsUps(reader.person_id, request.POST.get("wanted") == "yes"), now=now())
    return redirect(f"{reverse('stats', args=[reader.access.account_id])}#early-words")


@require_POST
@of_account
def ask_for_answer(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Promise the account a letter with its numbers as soon as there is something new to say."""
    from fairnotice.actions.promise_review import PromiseReview, promise_review  # noqa: PLC0415  with the actions

    access = reader.access
    back = reverse("stats", args=[access.account_id])
    try:
        promise_review(PromiseReview(access.account_id, access.kind, reader.person_id), now=now())
    except Refusal as refusal:
        return refused(request, refusal, back=back)
    return redirect(f"{back}#answer")


@require_safe
@of_account
def clients_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show every client with what they said and how much it moves; a member of an agency has no such page."""
    found = stats_of(reader.person_id, reader.access)
    if found is None or not reader.access.sees_all:
        raise Http404
    clients = parts.clients(found.explanation)
    context = {
        "seen": found.explanation,
        "rows": sorted((*clients.first, *clients.rest), key=lambda row: (row.effect, row.part.name)),
        "largest": clients.largest,
        "account_id": found.explanation.account_id,
    }
    return render(request, "portal/clients.html", {**_frame(reader, found, "stats"), **context})


@require_safe
@of_account
def contracts_csv(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Hand out every contract with its reason as CSV."""
    del request
    found = stats_of(reader.person_id, reader.access)
    text = contracts.as_csv(found.explanation) if found else ",".join(contracts.COLUMNS) + "\r\n"
    return _file(text, "text/csv; charset=utf-8", f"contracts-{reader.access.account_id}.csv")


@require_safe
@of_account
def stats_json(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Hand out everything the page rests on as JSON."""
    del request
    found = stats_of(reader.person_id, reader.access)
    kept = explanation_to_json(found.explanation) if found else {}
    if found and not reader.access.sees_all:
        kept = {key: kept[key] for key in ("account_id", "kind", "name", "provenance", "contracts", "by_member")}
    text = json.dumps(kept, indent=2, ensure_ascii=False)
    return _file(text, "application/json", f"stats-{reader.access.account_id}.json")


def _frame(reader: Reader, found: Stats | None, current: str) -> dict[str, Any]:
    """Return what the frame of an account's pages needs."""
    case_url = reverse("case", args=[found.case.reference]) if found and found.case else ""
    waiting = int(bool(found and found.case and found.case.waits_for_answer))
    member = not reader.access.sees_all
    return {
        "viewer": reader.viewer,
        "access": reader.access,
        "nav": account_nav(
            reader.access.account_id, current=current, open_cases=waiting, case_url=case_url, member=member
        ),
        "case_url": case_url,
    }


def _standing(reader: Reader, zone: str) -> dict[str, Any]:
    """Return what a measure at work changes on the page: its first sentences, and the table of what stays."""
    access = reader.access
    standing = standing_of(access.account_id)
    if not access.sees_all:
        status = member_status(standing, name=access.name, zone=zone)
        return {"status": status} if status else {}
    status = restricted_status(standing, name=access.name, own=access.kind != "agency", zone=zone)
    return {**context_of(standing, zone=zone), **({"status": status} if status else {})}


@require_safe
@of_account
def standing_json(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Hand out the account's standing and every capability, as the marketplace is told them."""
    del request
    text = json.dumps(as_json(standing_of(reader.access.account_id)), indent=2)
    return _file(text, "application/json", f"standing-{reader.access.account_id}.json")


def _overview(request: HttpRequest, found: Stats) -> dict[str, Any]:
    """Return what the overview shows."""
    seen = found.explanation
    calm = found.case is None and not advice.to_do(found) and isinstance(seen.estimate, Estimate)
    return {
        "stats": found,
        "seen": seen,
        "status": status_of(found, now=now()),
        "estimated": isinstance(seen.estimate, Estimate),
        "missing": seen.estimate.missing if isinstance(seen.estimate, InsufficientEvidence) else (),
        "calm": calm,
        "total": contracts.sums(seen.contracts),
        "to_do": advice.to_do(found),
        "good_to_know": advice.good_to_know(found),
        "changes": advice.changes(found),
        "chosen": _whole(request.GET.get("more")),
        "members": parts.members(seen),
        "difference": parts.largest_difference(seen),
        "clients": parts.clients(seen),
        "events": tuple(
            (m.on, f"{VERDICT_WORDS.get(m.verdict, m.verdict)}, {m.on:%b} {m.on.day}") for m in found.marks
        ),
        "excerpt": contracts.excerpt(seen.contracts),
        "account_id": seen.account_id,
        "never_counts": found.policy.never_counts,
        "rule": found.policy.provision_for(seen.kind),
        "contest": _contest(found),
        "contact": found.policy.telling.contact_email,
        "asked_on": words.day(words.local_date(found.asked_at, found.zone)) if found.asked_at else "",
        "answer_days": words.counted(found.policy.deadlines.question, "day"),
        "kinds": "agencies" if seen.kind == "agency" else "freelancers",
        "whose": seen.name if seen.kind == "agency" else "you",
        "next_look": words.day(seen.provenance.next_look_on),
    }


def _contest(found: Stats) -> str:
    """Return where a contract is contested: in the open case."""
    if found.case is None or not found.access.answers:
        return ""
    return reverse("case", args=[found.case.reference])


def _whole(text: str | None) -> int | None:
    """Return a whole number from an address, or None."""
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 6 else None  # noqa: PLR2004


def _file(text: str, kind: str, name: str) -> HttpResponse:
    """Return *text* as a file to keep."""
    response = HttpResponse(text, content_type=kind)
    safe = "".join(letter if letter.isalnum() or letter in "-._" else "-" for letter in name)
    response["Content-Disposition"] = f'attachment; filename="{safe}"'
    return response
